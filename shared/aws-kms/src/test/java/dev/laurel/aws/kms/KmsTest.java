package dev.laurel.aws.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.aws.AwsClients;
import dev.laurel.aws.CannedHttpClient;
import dev.laurel.aws.CannedHttpClient.Answer;
import dev.laurel.credentials.Sha256;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.issuance.SignerUnavailable;
import dev.laurel.issuers.SigningKeyName;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.StoreUnavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsClientBuilder;

/// The KMS adapters over answers made here.
final class KmsTest {
  private static final KmsKeyIds IDS = new KmsKeyIds("alias/ed", "alias/p");
  private static final byte[] MESSAGE = new byte[64];

  private final List<String> requests = new ArrayList<>();

  private KmsClient client(CannedHttpClient.Answers answers) {
    KmsClientBuilder builder = KmsClient.builder();
    CannedHttpClient http =
        new CannedHttpClient(request -> {
          requests.add(body(request));
          return answers.answer(request);
        });
    return AwsClients.canned(builder, http).build();
  }

  private static String body(HttpExecuteRequest request) throws IOException {
    ContentStreamProvider content = request.contentStreamProvider().orElseThrow();
    return new String(content.newStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static Answer json(int status, String body) {
    return Answer.of(status, "application/x-amz-json-1.1", body);
  }

  private static Answer signature(byte[] bytes) {
    return json(200, "{\"Signature\":\"" + Base64.getEncoder().encodeToString(bytes) + "\"}");
  }

  private KmsProofSigner signer(CannedHttpClient.Answers answers) {
    return new KmsProofSigner(client(answers), IDS);
  }

  @Test
  void sign_ed25519_sendsTheMessageWholeAndKeepsTheSignature() {
    byte[] bytes = new byte[64];
    bytes[0] = 7;
    assertThat(
            signer(request -> signature(bytes)).sign(Cryptosuite.EDDSA_RDFC_2022, "key-1", MESSAGE))
        .isEqualTo(bytes);
    assertThat(requests)
        .singleElement()
        .asString()
        .contains("\"KeyId\":\"alias/ed\"")
        .contains("\"MessageType\":\"RAW\"")
        .contains("\"SigningAlgorithm\":\"ED25519_SHA_512\"")
        .contains("\"Message\":\"" + Base64.getEncoder().encodeToString(MESSAGE) + "\"");
  }

  @Test
  void sign_p256_turnsDerIntoHalves() {
    byte[] der = HexFormat.of().parseHex("300602010102017f");
    byte[] raw =
        signer(request -> signature(der)).sign(Cryptosuite.ECDSA_RDFC_2019, "key-2", MESSAGE);
    assertThat(raw).hasSize(64);
    assertThat(raw[31]).isEqualTo((byte) 1);
    assertThat(raw[63]).isEqualTo((byte) 0x7f);
    assertThat(requests)
        .singleElement()
        .asString()
        .contains("\"KeyId\":\"alias/p\"")
        .contains("\"MessageType\":\"RAW\"")
        .contains("\"SigningAlgorithm\":\"ECDSA_SHA_256\"");
  }

  @Test
  void sign_p256MessageOverTheLimit_sendsItsDigest() {
    byte[] der = HexFormat.of().parseHex("300602010102017f");
    byte[] longest = new byte[4_096];
    byte[] longer = new byte[4_097];

    signer(request -> signature(der)).sign(Cryptosuite.ECDSA_RDFC_2019, "key-2", longest);
    signer(request -> signature(der)).sign(Cryptosuite.ECDSA_RDFC_2019, "key-2", longer);

    assertThat(requests.getFirst()).contains("\"MessageType\":\"RAW\"");
    assertThat(requests.getLast())
        .contains("\"MessageType\":\"DIGEST\"")
        .contains("\"Message\":\"" + Base64.getEncoder().encodeToString(Sha256.of(longer)) + "\"");
  }

  @Test
  void sign_withTheOtherKindOfKey_isRefusedBeforeAnyCall() {
    assertThatThrownBy(() ->
            signer(request -> signature(MESSAGE))
                .sign(Cryptosuite.EDDSA_RDFC_2022, "key-2", MESSAGE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("key-2");
    assertThat(requests).isEmpty();
  }

  @Test
  void sign_withAnAbsentKey_isRefused() {
    KmsProofSigner signer =
        new KmsProofSigner(client(request -> signature(MESSAGE)), new KmsKeyIds("", "alias/p"));
    assertThatThrownBy(() -> signer.sign(Cryptosuite.EDDSA_RDFC_2022, "key-1", MESSAGE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "400, ThrottlingException, true",
    "400, LimitExceededException, false",
    "500, KMSInternalException, true",
    "500, KeyUnavailableException, true",
    "503, DependencyTimeoutException, true",
    "400, DisabledException, false",
    "400, KMSInvalidStateException, false",
    "400, NotFoundException, false",
    "400, AccessDeniedException, false",
    "400, InvalidKeyUsageException, false"
  })
  @Tag("check-98")
  void sign_failure_saysWhetherTryingAgainHelps(int status, String code, boolean retryable) {
    assertThatThrownBy(() ->
            signer(request -> json(status, "{\"__type\":\"" + code + "\"}"))
                .sign(Cryptosuite.EDDSA_RDFC_2022, "key-1", MESSAGE))
        .isInstanceOfSatisfying(
            SignerUnavailable.class, e -> assertThat(e.retryable()).as(code).isEqualTo(retryable))
        .hasMessageContaining(code);
  }

  @Test
  @Tag("check-98")
  void sign_brokenConnection_mayBeTriedAgain() {
    assertThatThrownBy(() ->
            signer(
                    request -> {
                      throw new IOException("reset");
                    })
                .sign(Cryptosuite.EDDSA_RDFC_2022, "key-1", MESSAGE))
        .isInstanceOfSatisfying(SignerUnavailable.class, e -> assertThat(e.retryable()).isTrue());
  }

  @Test
  @Tag("check-98")
  void sign_garbage_isNoSignature() {
    for (Answer answer :
        List.of(
            signature(new byte[63]),
            signature(new byte[0]),
            json(200, "{}"),
            json(200, "<html>"))) {
      for (Cryptosuite suite : List.of(Cryptosuite.EDDSA_RDFC_2022, Cryptosuite.ECDSA_JCS_2019)) {
        String fragment = suite == Cryptosuite.EDDSA_RDFC_2022 ? "key-1" : "key-2";
        assertThatThrownBy(() -> signer(request -> answer).sign(suite, fragment, MESSAGE))
            .isInstanceOf(SignerUnavailable.class);
      }
    }
  }

  @Test
  void publicKeys_areReadOnceAndInOrder() {
    String ed = "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=";
    String p =
        Base64.getEncoder()
            .encodeToString(
                HexFormat.of()
                    .parseHex(
                        "3059301306072a8648ce3d020106082a8648ce3d030107034200046b17d1f2e12c4247f8bce6"
                            + "e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f"
                            + "9e162bce33576b315ececbb6406837bf51f5"));
    KmsKeys keys =
        new KmsKeys(
            client(request ->
                json(
                    200,
                    "{\"PublicKey\":\"" + (body(request).contains("alias/ed") ? ed : p) + "\"}")),
            IDS);
    assertThat(keys.publicKeys())
        .extracting(key -> key.fragment() + " " + key.key().text().substring(0, 4))
        .containsExactly("key-1 z6Mk", "key-2 zDna");
    assertThat(keys.publicKeys()).isEqualTo(keys.publicKeys());
    assertThat(requests).hasSize(2);
  }

  @Test
  void publicKeys_withoutAnswer_areUnavailable() {
    for (Answer answer : List.of(json(500, "{}"), json(200, "{}"), json(200, "<"))) {
      assertThatThrownBy(() -> new KmsKeys(client(request -> answer), IDS).publicKeys())
          .isInstanceOf(StoreUnavailable.class);
    }
  }

  @Test
  void keyIds_ofNoKey_areRefused() {
    assertThatThrownBy(() -> new KmsKeyIds("", " ")).isInstanceOf(IllegalArgumentException.class);
  }

  private static final IssuerId ISSUER = new IssuerId("0f".repeat(16));
  private static final KmsKeyIds WITH_OWN = new KmsKeyIds("alias/ed", "alias/p", "badges");

  @ParameterizedTest
  @CsvSource({
    "EDDSA_RDFC_2022, own-1, ED25519_SHA_512, 64",
    "MLDSA44_RDFC_2024, own-2, ML_DSA_SHAKE_256, 2420"
  })
  void sign_ownKey_isFoundByItsAlias(
      Cryptosuite suite, String fragment, String algorithm, int length) {
    KmsProofSigner signer =
        new KmsProofSigner(client(request -> signature(new byte[length])), WITH_OWN);

    assertThat(signer.sign(suite, SigningKeyName.of(ISSUER, fragment), MESSAGE)).hasSize(length);

    assertThat(requests)
        .singleElement()
        .asString()
        .contains("\"KeyId\":\"alias/badges-" + ISSUER + "-" + fragment + "\"")
        .contains("\"MessageType\":\"RAW\"")
        .contains("\"SigningAlgorithm\":\"" + algorithm + "\"");
  }

  @Test
  void sign_didKey_isFoundByItself() {
    KmsProofSigner signer =
        new KmsProofSigner(client(request -> signature(new byte[64])), WITH_OWN);
    signer.sign(Cryptosuite.EDDSA_RDFC_2022, "z6MkA", MESSAGE);
    assertThat(requests).singleElement().asString().contains("\"alias/badges-z6MkA\"");
  }

  @Test
  void sign_ownKeyWithoutAStack_isRefusedBeforeAnyCall() {
    assertThatThrownBy(() ->
            signer(request -> signature(MESSAGE))
                .sign(Cryptosuite.EDDSA_RDFC_2022, SigningKeyName.of(ISSUER, "own-1"), MESSAGE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new KmsKeys(client(request -> signature(MESSAGE)), IDS).own(ISSUER, "own-1"))
        .isEmpty();
    assertThat(requests).isEmpty();
  }

  @Test
  void own_isWhatKmsHasUnderTheAlias_orNothing() {
    String ed = "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=";
    KmsKeys keys =
        new KmsKeys(
            client(request ->
                body(request).contains("own-1")
                    ? json(200, "{\"PublicKey\":\"" + ed + "\"}")
                    : json(400, "{\"__type\":\"NotFoundException\"}")),
            WITH_OWN);
    assertThat(keys.own(ISSUER, "own-1").orElseThrow().text()).startsWith("z6Mk");
    assertThat(keys.own(ISSUER, "own-2")).isEmpty();
    assertThat(keys.own(ISSUER, "own-1")).isPresent();
    assertThat(requests).as("what is known is not asked for again").hasSize(2);
    KmsKeys refused =
        new KmsKeys(
            client(request -> json(400, "{\"__type\":\"AccessDeniedException\"}")), WITH_OWN);
    assertThatThrownBy(() -> refused.own(ISSUER, "own-1")).isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void prime_needsNoNetworkAndNoEnvironment() {
    KmsKeys.prime();
    KmsProofSigner.prime();
    KmsLogKeys.prime();
    KmsLogSigner.prime();
    KmsRootKey.prime();
  }
}
