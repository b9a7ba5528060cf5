package dev.laurel.functions.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.baking.BadgeDrawing;
import dev.laurel.credentials.baking.Baked;
import dev.laurel.credentials.baking.Baking;
import dev.laurel.json.Json;
import dev.laurel.runtime.HttpEvent;
import dev.laurel.runtime.Response;
import dev.laurel.tlog.SignedCheckpoint;
import dev.laurel.tlog.TlogProof;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class LogProofTest {
  private static final String JSON = "application/vc+ld+json";

  private final Seeded seeded = new Seeded();

  private Response get(CredentialId id, String query) {
    return seeded.get("/credentials/" + id.text() + "/log-proof" + query, "*/*");
  }

  private Response post(byte[] body, String mediaType) {
    return seeded.edge.answer(
        new HttpEvent(
            "test",
            "",
            "POST",
            "/log-proof",
            "",
            Map.of(),
            Map.of("content-type", mediaType),
            List.of(),
            body));
  }

  private Response post(byte[] body) {
    return post(body, JSON);
  }

  private static TlogProof proof(Response response) {
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    assertThat(response.headers())
        .containsEntry("content-type", "text/plain; charset=utf-8")
        .containsEntry("access-control-allow-origin", "*");
    return TlogProof.parse(response.body()).orElseThrow();
  }

  /// As anyone checks it: the entry from the credential, the keys from elsewhere.
  private void assertProves(TlogProof proof, CredentialId id) {
    SignedCheckpoint.Opened opened =
        SignedCheckpoint.open(
            proof.checkpoint(), SeededLog.ORIGIN, List.of(SeededLog.verifierKey()));
    assertThat(opened).isInstanceOf(SignedCheckpoint.Opened.Valid.class);
    SignedCheckpoint checkpoint = ((SignedCheckpoint.Opened.Valid) opened).checkpoint();
    byte[] entry = SeededLog.entry(id, seeded.document(id)).bytes();
    assertThat(proof.proves(entry, checkpoint)).isTrue();
  }

  @Test
  void get_ofAnOpenCredential_hasTheSalt() {
    Response response = get(Seeded.OPEN, "");
    TlogProof proof = proof(response);
    assertThat(proof.extra()).isEqualTo(SeededLog.salt(Seeded.OPEN));
    assertThat(response.headers()).containsEntry("cache-control", "no-cache");
    assertProves(proof, Seeded.OPEN);
  }

  @Test
  void get_ofAPrivateCredential_hasNoSalt() {
    for (String query : List.of("", "?share=" + "x".repeat(43), "?share=")) {
      Response response = get(Seeded.PRIVATE, query);
      TlogProof proof = proof(response);
      assertThat(proof.extra()).isEmpty();
      assertThat(response.headers()).containsEntry("cache-control", "no-store");
      assertProves(proof, Seeded.PRIVATE);
    }
  }

  @Test
  void get_withTheShareLinksToken_hasTheSalt() {
    assertThat(proof(get(Seeded.SHARED, "")).extra()).isEmpty();
    Response shared = get(Seeded.SHARED, "?share=" + Seeded.SHARE.text());
    assertThat(proof(shared).extra()).isEqualTo(SeededLog.salt(Seeded.SHARED));
    assertThat(shared.headers()).containsEntry("cache-control", "no-store");
  }

  @Test
  void get_ofWhatHasNoProof_is404() {
    CredentialId nobody = new CredentialId("7".repeat(32));
    for (CredentialId id : List.of(Seeded.OLD, Seeded.UNPUBLISHED, nobody)) {
      assertThat(get(id, "").status()).isEqualTo(404);
    }
    assertThat(seeded.get("/credentials/odd/log-proof", "*/*").status()).isEqualTo(404);
  }

  @Test
  void get_storeAway_is503() {
    seeded.faults.reset().dieBefore(1);
    assertThat(get(Seeded.OPEN, "").status()).isEqualTo(503);
  }

  @Test
  void post_ofTheCompletePrivateCredential_hasTheSalt() {
    Response response = post(seeded.document(Seeded.PRIVATE));
    assertThat(proof(response).extra()).isEqualTo(SeededLog.salt(Seeded.PRIVATE));
    assertThat(response.headers()).containsEntry("cache-control", "no-store");
    ObjectNode wrapper = Json.object();
    wrapper.set("verifiableCredential", Json.parse(seeded.document(Seeded.PRIVATE)));
    assertThat(post(Json.bytes(wrapper), "application/json").text()).isEqualTo(response.text());
  }

  /// Who can present it has it, also where it is no longer valid.
  @Test
  void post_ofARevokedOrExpiredCredential_hasTheSalt() {
    for (CredentialId id : List.of(Seeded.REVOKED, Seeded.EXPIRED)) {
      assertThat(proof(post(seeded.document(id))).extra()).isEqualTo(SeededLog.salt(id));
    }
  }

  @Test
  void post_ofAChangedOrIncompleteCredential_is400WithoutTheProof() {
    ObjectNode changed = Json.parse(seeded.document(Seeded.PRIVATE)).asObject();
    changed.put("name", "Another");
    ObjectNode unsigned = Json.parse(seeded.document(Seeded.PRIVATE)).asObject();
    unsigned.remove("proof");
    ObjectNode nameAlone = Json.object().put("id", Seeded.URLS.credential(Seeded.PRIVATE));
    ObjectNode issuer = nameAlone.deepCopy().put("issuer", Seeded.DID.text());
    for (ObjectNode body : List.of(changed, unsigned, issuer)) {
      Response response = post(Json.bytes(body));
      assertThat(response.status()).as(response.text()).isEqualTo(400);
      assertThat(response.text()).contains("invalid-request").doesNotContain("tlog-proof");
    }
    assertThat(post(Json.bytes(nameAlone)).status()).isEqualTo(404);
  }

  /// The issuer's key signed something else under the id: it opens nothing.
  @Test
  void post_ofOtherClaimsUnderTheSameId_is404() {
    byte[] other =
        seeded.sign(
            Seeded.credential(
                    Seeded.PRIVATE, 1, "Somebody Else", "Field Botany", Seeded.NOW.plusSeconds(99))
                .toJsonBytes());
    assertThat(post(other).status()).isEqualTo(404);
  }

  @Test
  void post_ofWhatIsNoneOfOurs_is404() {
    ObjectNode elsewhere = Json.parse(seeded.document(Seeded.OPEN)).asObject();
    elsewhere.put("id", "https://other.example/credentials/" + "a".repeat(32));
    assertThat(post(Json.bytes(elsewhere)).status()).isEqualTo(404);
    ObjectNode otherIssuer = Json.parse(seeded.document(Seeded.OPEN)).asObject();
    otherIssuer.put("issuer", "did:web:other.example");
    assertThat(post(Json.bytes(otherIssuer)).status()).isEqualTo(404);
    ObjectNode odd = Json.parse(seeded.document(Seeded.OPEN)).asObject();
    odd.put("issuer", 5).put("id", 5);
    assertThat(post(Json.bytes(odd)).status()).isEqualTo(404);
    assertThat(post(seeded.document(Seeded.OLD)).status()).isEqualTo(404);
  }

  @Test
  void post_badgeImageOfAPrivateCredential_opensItToo() {
    String credential =
        new String(seeded.document(Seeded.PRIVATE), java.nio.charset.StandardCharsets.UTF_8);
    byte[] drawing = BadgeDrawing.of("did:web:x", "School", "Botany");
    byte[] badge = ((Baked.Done) Baking.bake(drawing, credential)).image();
    assertThat(post(badge, "image/svg+xml").text())
        .isEqualTo(post(seeded.document(Seeded.PRIVATE)).text());
  }

  @Test
  void post_bodyThatIsNoCredential_isRefusedLikeVerify() {
    assertThat(post(seeded.document(Seeded.OPEN), "application/xml").status()).isEqualTo(415);
    assertThat(post("{".getBytes(java.nio.charset.StandardCharsets.UTF_8)).status()).isEqualTo(400);
    assertThat(post("[]".getBytes(java.nio.charset.StandardCharsets.UTF_8)).status())
        .isEqualTo(400);
  }

  @Test
  void post_forgeryUnderAnIdOfItsOwn_costsOneRead() {
    ObjectNode forged = Json.parse(seeded.document(Seeded.PRIVATE)).asObject();
    forged.put("id", "urn:made:up");
    seeded.faults.reset();
    assertThat(post(Json.bytes(forged)).status()).isEqualTo(404);
    assertThat(seeded.faults.names()).hasSizeLessThanOrEqualTo(1);
    forged.withObject("/issuer").put("id", "did:web:elsewhere.example");
    seeded.faults.reset();
    assertThat(post(Json.bytes(forged)).status()).isEqualTo(404);
    assertThat(seeded.faults.names()).isEmpty();
  }

  @Test
  void post_storeAwayAtAnyRead_neverSaysThatTheCredentialIsWrong() {
    byte[] document = seeded.document(Seeded.PRIVATE);
    for (int call = 1; call <= 8; call++) {
      seeded.faults.reset().dieBefore(call);
      assertThat(post(document).status()).as("read " + call).isIn(200, 503);
    }
  }

  private JsonNode logCheck(byte[] document) {
    Response response =
        seeded.edge.answer(
            new HttpEvent(
                "test",
                "",
                "POST",
                "/verify",
                "",
                Map.of(),
                Map.of("content-type", JSON),
                List.of(),
                document));
    JsonNode report = Json.parse(response.body());
    for (JsonNode check : report.path("checks")) {
      if (check.path("id").stringValue("").equals("log")) {
        ((ObjectNode) check).set("verdict", report.path("verdict"));
        return check;
      }
    }
    throw new AssertionError(report.toString());
  }

  @Test
  void verify_ownCredential_findsItInTheLog() {
    JsonNode check = logCheck(seeded.document(Seeded.OPEN));
    assertThat(check.path("result").stringValue()).isEqualTo("passed");
    assertThat(check.path("detail").stringValue())
        .matches("Entry \\d of the log localhost:8080/log, under the checkpoint of size 6\\.");
    assertThat(check.path("verdict").stringValue()).isEqualTo("valid");
  }

  @Test
  void verify_publishedWithoutEntry_isNotValid() {
    byte[] document = seeded.document(Seeded.OPEN);
    seeded.forget(Seeded.OPEN);
    JsonNode check = logCheck(document);
    assertThat(check.path("type").stringValue()).endsWith("#NOT_LOGGED");
    assertThat(check.path("verdict").stringValue()).isEqualTo("not-valid");
    assertThat(seeded.page(Seeded.OPEN).text())
        .contains("Not valid")
        .doesNotContain("/log-proof", "genuine and valid");
  }

  /// A stolen key signs what was never asked for: under an id that is free, or none of ours.
  @Test
  void verify_signedByTheIssuersKeyButNeverIssued_isNotValid() {
    for (CredentialId id : List.of(new CredentialId("7".repeat(32)), Seeded.UNPUBLISHED)) {
      byte[] forged =
          seeded.sign(
              Seeded.credential(id, 9, "Mallory", "Field Botany", Seeded.NOW.plusSeconds(99))
                  .toJsonBytes());
      assertThat(logCheck(forged).path("verdict").stringValue()).isEqualTo("not-valid");
    }
    ObjectNode elsewhere =
        Json.parse(
                Seeded.credential(
                        Seeded.OPEN, 3, "Mallory", "Field Botany", Seeded.NOW.plusSeconds(99))
                    .toJsonBytes())
            .asObject();
    for (String url : List.of("urn:uuid:1", Seeded.URLS.statusList(Seeded.LIST))) {
      byte[] forged = seeded.sign(Json.bytes(elsewhere.put("id", url)));
      assertThat(logCheck(forged).path("verdict").stringValue()).isEqualTo("not-valid");
    }
  }

  /// The same id with other claims, signed by the same key: the entry is not of these.
  @Test
  void verify_otherClaimsUnderAPublishedId_isNotValid() {
    byte[] forged =
        seeded.sign(
            Seeded.credential(Seeded.OPEN, 3, "Mallory", "Field Botany", Seeded.NOW.plusSeconds(99))
                .toJsonBytes());
    JsonNode check = logCheck(forged);
    assertThat(check.path("type").stringValue()).endsWith("#LOG_PROOF_INVALID");
    assertThat(check.path("verdict").stringValue()).isEqualTo("not-valid");
  }

  @Test
  void verify_issuedBeforeTheLog_isValidAndSaysSinceWhen() {
    JsonNode check = logCheck(seeded.document(Seeded.OLD));
    assertThat(check.path("result").stringValue()).isEqualTo("not-applicable");
    assertThat(check.path("detail").stringValue()).contains("21 November 2026, 12:00 UTC");
    assertThat(check.path("verdict").stringValue()).isEqualTo("valid");
  }

  @Test
  void verify_ownStatusList_doesNotAskForAnEntry() {
    byte[] list = seeded.get("/status-lists/" + Seeded.LIST, JSON).body();
    JsonNode check = logCheck(list);
    assertThat(check.path("result").stringValue()).isEqualTo("not-applicable");
    assertThat(check.path("verdict").stringValue()).isEqualTo("valid");
  }

  @Test
  void verify_storeAwayAtAnyRead_isNeverValid() {
    byte[] document = seeded.document(Seeded.OPEN);
    int reads = 0;
    for (int call = 1; call <= 20; call++) {
      seeded.faults.reset().dieBefore(call);
      String verdict = logCheck(document).path("verdict").stringValue();
      if (verdict.equals("valid")) {
        break;
      }
      reads = call;
      assertThat(verdict).as("read " + call).isEqualTo("could-not-be-checked");
    }
    assertThat(reads).isGreaterThanOrEqualTo(6);
  }

  @Test
  void page_ofALoggedCredential_linksTheProof() {
    String open = seeded.page(Seeded.OPEN).text();
    assertThat(open)
        .contains("In the public log", "Entry ", "credential.log-proof")
        .contains("href=\"" + Seeded.URLS.credential(Seeded.OPEN) + "/log-proof\"");
    String shared = seeded.page(Seeded.SHARED, "?share=" + Seeded.SHARE.text()).text();
    assertThat(shared).contains("/log-proof?share=" + Seeded.SHARE.text());
    assertThat(seeded.page(Seeded.OLD).text())
        .contains("before the log began")
        .doesNotContain("/log-proof");
  }

  @Test
  void idOfItsOwn_usedManyTimes_hasItsPageReportAndProofEachTime() {
    String own = "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33";
    List<CredentialId> ids = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ids.add(new CredentialId("%032x".formatted(0x100 + i)));
      seeded.publishUnder(own, ids.get(i), 100 + i);
    }
    for (CredentialId id : List.of(ids.getFirst(), ids.get(9), ids.getLast())) {
      Response page = seeded.page(id);
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.text()).contains("Valid.</strong>", "In the public log");
      byte[] document = seeded.document(id);
      assertThat(seeded.get("/credentials/" + id.text() + ".json", "*/*").body())
          .isEqualTo(document);
      Response report = seeded.post("/verify", "application/vc+ld+json", document);
      assertThat(report.text()).contains("\"verdict\":\"valid\"");
      Response proof = seeded.post("/log-proof", "application/vc+ld+json", document);
      assertThat(proof.status()).isEqualTo(200);
      assertThat(proof.text())
          .isEqualTo(seeded.get("/credentials/" + id.text() + "/log-proof", "*/*").text());
    }
    seeded.replaceDocument(ids.getFirst(), ids.getLast());
    assertThat(seeded.page(ids.getFirst()).status()).as("another's document").isEqualTo(500);
  }
}
