package dev.laurel.aws.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.aws.AwsClients;
import dev.laurel.aws.CannedHttpClient;
import dev.laurel.aws.CannedHttpClient.Answer;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.tlog.entry.KeyAdd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.services.kms.KmsClient;

/// The log's keys and the root key over answers made here.
final class KmsLogTest {
  private static final KmsLogKeyIds IDS = new KmsLogKeyIds("alias/ed", "alias/ml");
  private static final String ORIGIN = "log.example";
  private static final String ED25519 =
      "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=";
  private static final byte[] MESSAGE = "log.example\n0\n\n".getBytes(StandardCharsets.US_ASCII);

  private final List<String> requests = new ArrayList<>();

  private KmsClient client(CannedHttpClient.Answers answers) {
    CannedHttpClient http =
        new CannedHttpClient(request -> {
          requests.add(body(request));
          return answers.answer(request);
        });
    return AwsClients.canned(KmsClient.builder(), http).build();
  }

  private static String body(HttpExecuteRequest request) throws IOException {
    return new String(
        request.contentStreamProvider().orElseThrow().newStream().readAllBytes(),
        StandardCharsets.UTF_8);
  }

  private static Answer json(String name, byte[] bytes) {
    String text = Base64.getEncoder().encodeToString(bytes);
    return Answer.of(200, "application/x-amz-json-1.1", "{\"" + name + "\":\"" + text + "\"}");
  }

  private KmsLogSigner signer(int bytes) {
    return new KmsLogSigner(client(request -> json("Signature", new byte[bytes])), ORIGIN, IDS);
  }

  @Test
  void sign_ed25519_sendsTheNoteWhole() {
    assertThat(signer(64).sign(VerifierKey.ED25519, MESSAGE)).hasSize(64);
    assertThat(requests)
        .singleElement()
        .asString()
        .contains("\"KeyId\":\"alias/ed\"")
        .contains("\"MessageType\":\"RAW\"")
        .contains("\"SigningAlgorithm\":\"ED25519_SHA_512\"")
        .contains("\"Message\":\"" + Base64.getEncoder().encodeToString(MESSAGE) + "\"");
  }

  @Test
  void sign_mlDsa44_sendsTheMessageWhole() {
    assertThat(signer(2_420).sign(VerifierKey.ML_DSA_44, MESSAGE)).hasSize(2_420);
    assertThat(requests)
        .singleElement()
        .asString()
        .contains("\"KeyId\":\"alias/ml\"")
        .contains("\"MessageType\":\"RAW\"")
        .contains("\"SigningAlgorithm\":\"ML_DSA_SHAKE_256\"");
  }

  @Test
  @Tag("check-98")
  void sign_garbageOrNoAnswer_isUnavailable() {
    for (byte type : new byte[] {VerifierKey.ED25519, VerifierKey.ML_DSA_44}) {
      assertThatThrownBy(() -> signer(63).sign(type, MESSAGE)).isInstanceOf(StoreUnavailable.class);
      KmsLogSigner refused =
          new KmsLogSigner(
              client(request ->
                  Answer.of(
                      400, "application/x-amz-json-1.1", "{\"__type\":\"DisabledException\"}")),
              ORIGIN,
              IDS);
      assertThatThrownBy(() -> refused.sign(type, MESSAGE))
          .isInstanceOf(StoreUnavailable.class)
          .hasMessageContaining("DisabledException");
    }
  }

  @Test
  void keys_areNamedByTheOriginAndReadOnce() throws Exception {
    byte[] mlDsa =
        KeyPairGenerator.getInstance("ML-DSA-44").generateKeyPair().getPublic().getEncoded();
    KmsLogKeys keys =
        new KmsLogKeys(
            client(request ->
                json(
                    "PublicKey",
                    body(request).contains("alias/ed")
                        ? Base64.getDecoder().decode(ED25519)
                        : mlDsa)),
            ORIGIN,
            IDS);
    assertThat(keys.keys())
        .extracting(key -> key.name() + " " + key.type())
        .containsExactly(ORIGIN + " 1", ORIGIN + " 6");
    assertThat(keys.keys()).isEqualTo(keys.keys());
    assertThat(requests).hasSize(2);
  }

  @Test
  void keys_withoutMlDsa_areOne() {
    KmsLogKeys keys =
        new KmsLogKeys(
            client(request -> json("PublicKey", Base64.getDecoder().decode(ED25519))),
            ORIGIN,
            new KmsLogKeyIds("alias/ed", ""));
    assertThat(keys.keys())
        .singleElement()
        .satisfies(k -> assertThat(k.type()).isEqualTo((byte) 1));
  }

  @Test
  void keys_ofAnotherKind_areRefused() {
    KmsLogKeys keys =
        new KmsLogKeys(
            client(request -> json("PublicKey", Base64.getDecoder().decode(ED25519))), ORIGIN, IDS);
    assertThatThrownBy(keys::keys)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ML-DSA-44");
  }

  @Test
  void keys_withoutAnswer_areUnavailable() {
    KmsLogKeys keys =
        new KmsLogKeys(
            client(request -> Answer.of(500, "application/x-amz-json-1.1", "{}")), ORIGIN, IDS);
    assertThatThrownBy(keys::keys).isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void keyIds_withoutEd25519_areRefused() {
    assertThatThrownBy(() -> new KmsLogKeyIds(" ", "alias/ml"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rootKey_signsTheStatementOfAnEntryWhole() {
    KmsRootKey root =
        new KmsRootKey(client(request -> json("Signature", new byte[64])), "alias/root");
    String did = "did:web:laurel.example:issuers:" + "a".repeat(32);
    KeyAdd entry =
        new KeyAdd(
            did,
            did + "#key-1",
            "z6MkgYGF3thn8k1Fv4p4dWXKtsXCnLH7q9yw4QgNPULDmDKB",
            List.of(),
            List.of(),
            Instant.EPOCH);
    assertThat(root.sign(entry)).hasSize(64);
    assertThat(requests)
        .singleElement()
        .asString()
        .contains("\"KeyId\":\"alias/root\"")
        .contains("\"SigningAlgorithm\":\"ED25519_SHA_512\"")
        .contains(Base64.getEncoder().encodeToString(entry.statement()));
  }

  @Test
  @Tag("check-98")
  void rootKey_garbage_isUnavailable() {
    KmsRootKey root =
        new KmsRootKey(client(request -> json("Signature", new byte[1])), "alias/root");
    assertThatThrownBy(() -> root.sign(new byte[1])).isInstanceOf(StoreUnavailable.class);
  }
}
