package dev.laurel.aws.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.Multikey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.KmsException;

/// Keys of an endpoint. moto has no Ed25519, and signs with disabled keys: neither is tested there.
final class KmsEndpointTest {
  private static final byte[] MESSAGE =
      Arrays.copyOf("a hash of options, a hash of bytes".getBytes(StandardCharsets.UTF_8), 64);

  private final Map<String, String> env = new HashMap<>(System.getenv());

  @BeforeEach
  void needsAnEndpoint() {
    assumeTrue(
        env.containsKey("AWS_ENDPOINT_URL"),
        "needs AWS_ENDPOINT_URL: an endpoint that answers for KMS");
    env.putIfAbsent("STAGE", "emulator");
  }

  private static String create(KmsClient client, KeySpec spec) {
    return client
        .createKey(to -> to.keySpec(spec).keyUsage(KeyUsageType.SIGN_VERIFY))
        .keyMetadata()
        .keyId();
  }

  private static boolean signedByItsOwnKey(
      KmsClient client, KmsKeyIds ids, Cryptosuite suite, String fragment)
      throws GeneralSecurityException {
    Multikey key = new KmsKeys(client, ids).publicKeys().getFirst().key();
    byte[] signature = new KmsProofSigner(client, ids).sign(suite, fragment, MESSAGE);
    Signature verifier =
        Signature.getInstance(
            suite == Cryptosuite.EDDSA_RDFC_2022 ? "Ed25519" : "SHA256withECDSAinP1363Format");
    verifier.initVerify(key.toPublicKey());
    verifier.update(MESSAGE);
    return verifier.verify(signature);
  }

  @Test
  void sign_p256_verifiesWithThePublicKey() throws GeneralSecurityException {
    try (KmsClient client = KmsClients.client(env)) {
      KmsKeyIds ids = new KmsKeyIds("", create(client, KeySpec.ECC_NIST_P256));
      for (int i = 0; i < 20; i++) {
        assertThat(signedByItsOwnKey(client, ids, Cryptosuite.ECDSA_RDFC_2019, "key-2")).isTrue();
      }
    }
  }

  @Test
  void sign_ed25519_verifiesWithThePublicKeyWhereTheEndpointHasSuchKeys()
      throws GeneralSecurityException {
    try (KmsClient client = KmsClients.client(env)) {
      KmsKeyIds ids = new KmsKeyIds(ed25519(client), "");
      assertThat(signedByItsOwnKey(client, ids, Cryptosuite.EDDSA_RDFC_2022, "key-1")).isTrue();
    }
  }

  private static String ed25519(KmsClient client) {
    String id = "";
    try {
      id = create(client, KeySpec.ECC_NIST_EDWARDS25519);
    } catch (KmsException unknown) {
      assumeTrue(false, "needs AWS_ENDPOINT_URL to name an endpoint with Ed25519 keys");
    }
    return id;
  }
}
