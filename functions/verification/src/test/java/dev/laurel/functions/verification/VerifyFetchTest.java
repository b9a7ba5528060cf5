package dev.laurel.functions.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.did.DidKey;
import dev.laurel.credentials.did.NamedKey;
import dev.laurel.credentials.jose.PublicJwk;
import dev.laurel.credentials.jose.VcJwt;
import dev.laurel.credentials.proof.Canonicalizer;
import dev.laurel.credentials.proof.Contexts;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.DataIntegrity;
import dev.laurel.credentials.proof.HashResult;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.ProofOptions;
import dev.laurel.credentials.proof.SignatureEngine;
import dev.laurel.functions.verification.fetch.GuardedClient;
import dev.laurel.functions.verification.fetch.Loopback;
import dev.laurel.json.Json;
import dev.laurel.runtime.Edge;
import dev.laurel.runtime.Env;
import dev.laurel.runtime.HttpEvent;
import dev.laurel.runtime.Response;
import dev.laurel.testkit.FixedClock;
import dev.laurel.testkit.MemoryItemStore;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `POST /verify` of a credential whose issuer lives elsewhere.
final class VerifyFetchTest {
  private static final Did ISSUER = Did.parse("did:web:school.example").orElseThrow();
  private static final Did OTHER = Did.parse("did:web:evil.example").orElseThrow();

  private final FixedClock clock = new FixedClock(Seeded.NOW);
  private final KeyPair key;
  private final byte[] credential;

  VerifyFetchTest() throws Exception {
    key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    credential = signed();
  }

  private byte[] signed() {
    return signed(document -> {});
  }

  private byte[] signed(Consumer<ObjectNode> change) {
    byte[] ours =
        Seeded.credential(new CredentialId("2a".repeat(16)), 1, "Ada", "Botany", Seeded.NOW)
            .toJsonBytes();
    String text =
        new String(ours, StandardCharsets.UTF_8)
            .replace(Seeded.DID.text(), ISSUER.text())
            .replace(Seeded.URLS.base(), "https://school.example");
    ObjectNode document = Json.parse(text.getBytes(StandardCharsets.UTF_8)).asObject();
    document.remove("credentialStatus");
    document.remove("validUntil");
    change.accept(document);
    byte[] unsigned = Json.bytes(document);
    ProofOptions options =
        new ProofOptions(Cryptosuite.EDDSA_RDFC_2022, ISSUER.text() + "#key-1", Seeded.NOW);
    DataIntegrity integrity = new DataIntegrity(new Canonicalizer(Contexts.bundled()));
    HashResult.Hashed hashed = (HashResult.Hashed) integrity.hash(unsigned, options);
    return DataIntegrity.attach(
        unsigned,
        options,
        SignatureEngine.sign(KeyAlgorithm.ED25519, key.getPrivate(), hashed.hashData()));
  }

  private String didDocument(Did did) {
    NamedKey named = new NamedKey("key-1", Multikey.fromSpki(key.getPublic().getEncoded()));
    return new String(
        DidDocument.issuer(did, List.of(named)).toJsonBytes(), StandardCharsets.UTF_8);
  }

  private Edge edge(Optional<GuardedClient> client) {
    return Wiring.edge(
        new Settings(
            Env.Stage.LOCAL,
            Seeded.URLS.base(),
            "",
            "laurel",
            "laurel-log",
            client.isPresent(),
            List.of(),
            List.of()),
        new MemoryItemStore(clock),
        PublicImages.none(),
        client,
        clock);
  }

  private JsonNode report(Edge edge) {
    return report(edge, "application/json", credential);
  }

  private static JsonNode report(Edge edge, String mediaType, byte[] body) {
    Response response = edge.answer(HttpEvent.of("POST", "/verify").body(mediaType, body));
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    return Json.parse(response.body());
  }

  @Test
  void verify_withFetching_resolvesTheIssuerOnce() {
    try (Loopback host = new Loopback(didDocument(ISSUER), clock)) {
      Edge edge = edge(Optional.of(host.client()));
      JsonNode report = report(edge);
      assertThat(report.path("verdict").asString()).as(report.toString()).isEqualTo("valid");
      assertThat(report(edge).path("verdict").asString()).isEqualTo("valid");
      assertThat(host.requests()).isEqualTo(1);
    }
  }

  @Test
  @Tag("check-53")
  void verify_documentOfAnotherDid_isNeverValid() {
    try (Loopback host = new Loopback(didDocument(OTHER), clock)) {
      JsonNode report = report(edge(Optional.of(host.client())));
      assertThat(report.path("verdict").asString()).isNotIn("valid", "could-not-be-checked");
      assertThat(host.requests()).isEqualTo(1);
    }
  }

  /// Time goes on with each byte that is read, so that nothing here waits.
  @Test
  @Tag("check-35")
  @Tag("check-52")
  void verify_statusListThatNeverEnds_isCutAfterThreeSecondsAndNeverValid() {
    AtomicLong millis = new AtomicLong();
    InstantSource ticking = () -> Seeded.NOW.plusMillis(millis.addAndGet(10));
    byte[] document = signed(VerifyFetchTest::withStatus);
    try (Loopback host = Loopback.slowAfter(didDocument(ISSUER), ticking)) {
      JsonNode report = report(edge(Optional.of(host.client())), "application/json", document);
      assertThat(host.requests()).isEqualTo(2);
      assertThat(report.path("verdict").asString()).isEqualTo("could-not-be-checked");
      assertThat(failed(report)).containsExactly("status STATUS_RETRIEVAL_ERROR");
    }
    assertThat(millis.get()).as("both fetches, in milliseconds").isBetween(3_000L, 4_000L);
  }

  private static void withStatus(ObjectNode document) {
    document
        .putObject("credentialStatus")
        .put("type", "BitstringStatusListEntry")
        .put("statusPurpose", "revocation")
        .put("statusListIndex", "7")
        .put("statusListCredential", "https://school.example/lists/1");
  }

  private static List<String> failed(JsonNode report) {
    return report
        .path("checks")
        .valueStream()
        .filter(check -> check.has("type"))
        .map(check ->
            check.path("id").asString() + " " + check.path("type").asString().replaceAll(".*#", ""))
        .toList();
  }

  /// A list that lies where nothing is fetched from is not, although the DID is.
  @ParameterizedTest
  @Tag("check-35")
  @Tag("check-49")
  @ValueSource(
      strings = {
        "http://school.example/lists/1",
        "https://127.0.0.1/lists/1",
        "https://[::1]/lists/1",
        "https://169.254.169.254/latest/meta-data",
        "https://school.example:8443/lists/1",
        "https://user@school.example/lists/1"
      })
  void verify_statusListAtAForbiddenAddress_isNotAskedFor(String url) {
    byte[] document =
        signed(d -> {
          withStatus(d);
          ((ObjectNode) d.get("credentialStatus")).put("statusListCredential", url);
        });
    try (Loopback host = new Loopback(didDocument(ISSUER), clock)) {
      JsonNode report = report(edge(Optional.of(host.client())), "application/json", document);
      assertThat(host.requests()).as("the DID document").isEqualTo(1);
      assertThat(report.path("verdict").asString()).isNotEqualTo("valid");
      assertThat(failed(report)).allMatch(fault -> fault.startsWith("status "));
    }
  }

  @ParameterizedTest
  @Tag("check-49")
  @Tag("check-54")
  @ValueSource(
      strings = {
        "did:web:127.0.0.1",
        "did:web:10.1.2.3",
        "did:web:169.254.169.254",
        "did:web:2130706433",
        "did:web:localhost",
        "did:web:school.example%3A8443",
        "did:web:school.example:..:x",
        "did:web:user@school.example"
      })
  void verify_issuerAtAForbiddenAddress_isNotAskedFor(String did) {
    byte[] document =
        new String(credential, StandardCharsets.UTF_8)
            .replace(ISSUER.text(), did)
            .getBytes(StandardCharsets.UTF_8);
    try (Loopback host = new Loopback(didDocument(ISSUER), clock)) {
      JsonNode report = report(edge(Optional.of(host.client())), "application/json", document);
      assertThat(host.requests()).isZero();
      assertThat(report.path("verdict").asString()).isNotEqualTo("valid");
    }
  }

  /// Signed by the key that the header brings or points to; the issuer is somebody else.
  @ParameterizedTest
  @Tag("check-41")
  @ValueSource(strings = {"jku", "x5u", "x5c", "kid", "jwk"})
  void verify_headerThatBringsAKey_fetchesNothing(String name) throws Exception {
    KeyPair victim = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    String did = DidKey.of(Multikey.fromSpki(victim.getPublic().getEncoded())).text();
    PublicJwk own = PublicJwk.of(Multikey.fromSpki(key.getPublic().getEncoded())).orElseThrow();
    ObjectNode header = Json.object().put("alg", "EdDSA");
    if (name.equals("jwk")) {
      header.set("jwk", own.toJson());
    } else {
      header.put(name, "https://evil.example/jwk.json");
    }
    ObjectNode payload = Json.object().put("issuer", did);
    payload.putArray("@context").add("https://www.w3.org/ns/credentials/v2");
    payload.putArray("type").add("VerifiableCredential");
    payload.putObject("credentialSubject").put("id", "did:example:ada").put("name", "Ada");
    byte[] input = VcJwt.signingInput(header, Json.bytes(payload));
    String jwt =
        VcJwt.compact(input, SignatureEngine.sign(KeyAlgorithm.ED25519, key.getPrivate(), input));
    try (Loopback host = new Loopback(own.text(), clock)) {
      JsonNode report =
          report(
              edge(Optional.of(host.client())),
              "application/vc+jwt",
              jwt.getBytes(StandardCharsets.US_ASCII));
      assertThat(host.requests()).isZero();
      assertThat(report.path("verdict").asString())
          .isIn("not-valid", "changed", "issuer-not-recognised");
    }
  }

  @Test
  void verify_withoutFetching_saysThatItCouldNotBeChecked() {
    assertThat(report(edge(Optional.empty())).path("verdict").asString())
        .isEqualTo("could-not-be-checked");
  }

  @Test
  void vcApi_evenWithFetching_staysOffline() {
    try (Loopback host = new Loopback(didDocument(ISSUER), clock)) {
      ObjectNode body = Json.object();
      body.set("verifiableCredential", Json.parse(credential));
      Response response =
          edge(Optional.of(host.client()))
              .answer(
                  HttpEvent.of("POST", "/vc-api/credentials/verify")
                      .body("application/json", Json.bytes(body)));
      assertThat(response.status()).isEqualTo(400);
      assertThat(host.requests()).isZero();
    }
  }
}
