package dev.laurel.functions.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.did.NamedKey;
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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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
    Response response =
        edge.answer(HttpEvent.of("POST", "/verify").body("application/json", credential));
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
