package dev.laurel.functions.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.CredentialId;
import dev.laurel.json.Json;
import dev.laurel.runtime.HttpEvent;
import dev.laurel.runtime.OutboxEvent;
import dev.laurel.runtime.Response;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Table;
import dev.laurel.verification.published.DocumentName;
import dev.laurel.verification.published.KeyEnd;
import dev.laurel.verification.published.PublishedCredential;
import dev.laurel.verification.published.PublishedDocument;
import dev.laurel.verification.published.PublishedKey;
import dev.laurel.verification.published.PublishedLookup;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The routes of the VC-API as their clients send to them.
final class VcApiTest {
  private static final String ISSUE = "/vc-api/credentials/issue";
  private static final String STATUS = "/vc-api/credentials/status";
  private static final String DID = Seeded.SITE.urls().did(Seeded.ISSUER);

  private final Seeded seeded = new Seeded();

  @BeforeEach
  void begun() {
    seeded.begin();
  }

  private static ObjectNode credential() {
    ObjectNode credential = Json.object();
    credential.putArray("@context").add("https://www.w3.org/ns/credentials/v2");
    credential.putArray("type").add("VerifiableCredential");
    credential.put("issuer", DID);
    credential.putObject("credentialSubject").put("id", "did:example:subject").put("name", "Ada");
    return credential;
  }

  private static ObjectNode body(ObjectNode credential) {
    ObjectNode body = Json.object();
    body.set("credential", credential);
    body.putObject("options");
    return body;
  }

  private Response send(String path, String digit, JsonNode body) {
    return seeded.edge.answer(
        HttpEvent.of("POST", path).bearer(Seeded.key(digit)).json(body.toString()));
  }

  private Response issue(ObjectNode body) {
    return send(ISSUE, "a", body);
  }

  private static List<String> pointers(Response response) {
    assertThat(response.status()).as(response.text()).isEqualTo(400);
    return Json.parse(response.body())
        .path("errors")
        .valueStream()
        .map(error -> error.path("pointer").stringValue(""))
        .toList();
  }

  private List<String> refused(Consumer<ObjectNode> spoil) {
    ObjectNode credential = credential();
    spoil.accept(credential);
    return pointers(issue(body(credential)));
  }

  @Test
  void issue_credential_answers201WithTheCredential() {
    Response response = issue(body(credential()));

    assertThat(response.status()).as(response.text()).isEqualTo(201);
    JsonNode issued = Json.parse(response.body()).path("verifiableCredential");
    assertThat(issued.at("/proof/0/cryptosuite").stringValue()).isEqualTo("eddsa-rdfc-2022");
    assertThat(issued.at("/credentialStatus/statusPurpose").stringValue()).isEqualTo("revocation");
    String id = response.headers().get("location").substring("/v1/credentials/".length());
    assertThat(issued.path("id").stringValue()).endsWith("/credentials/" + id);
    assertThat(
            new PublishedLookup(seeded.items)
                .credential(new CredentialId(id))
                .orElseThrow()
                .published()
                .orElseThrow()
                .document())
        .isEqualTo(issued.toString());
  }

  @Test
  void issue_keyInTheClientsHeader_isEnough() {
    HttpEvent event =
        HttpEvent.of("POST", ISSUE)
            .header("x-api-key", Seeded.key("a"))
            .json(body(credential()).toString());

    assertThat(seeded.edge.answer(event).status()).isEqualTo(201);
  }

  @Test
  @Tag("check-56")
  void issue_withoutKeyOrScope_isRefused() {
    String body = body(credential()).toString();
    assertThat(seeded.edge.answer(HttpEvent.of("POST", ISSUE).json(body)).status()).isEqualTo(401);
    HttpEvent wrong = HttpEvent.of("POST", ISSUE).header("x-api-key", Seeded.key("9")).json(body);
    assertThat(seeded.edge.answer(wrong).status()).isEqualTo(401);
    assertThat(send(ISSUE, "b", body(credential())).status()).isEqualTo(403);
  }

  @Test
  @Tag("check-55")
  void issue_anotherIssuersDid_isRefused() {
    assertThat(pointers(send(ISSUE, "f", body(credential())))).contains("/credential/issuer");
    assertThat(seeded.signatures).as("the lists' only").isLessThan(3);
  }

  @Test
  void issue_logSilent_answers202AndGoesOnByItself() {
    seeded.logAnswers = false;

    Response response = issue(body(credential()));

    assertThat(response.status()).isEqualTo(202);
    String location = response.headers().get("location");
    assertThat(location).startsWith("/v1/issuance/");
    seeded.integrate();
    HttpEvent look = HttpEvent.of("GET", location).bearer(Seeded.key("a"));
    assertThat(Json.parse(seeded.edge.answer(look).body()).path("state").stringValue())
        .isEqualTo("published");
  }

  @Test
  void issue_suspension_isASecondEntryThatWorks() {
    ObjectNode body = body(credential());
    ((ObjectNode) body.path("options")).put("suspension", true);

    Response response = issue(body);

    assertThat(response.status()).as(response.text()).isEqualTo(201);
    String id = response.headers().get("location").substring("/v1/credentials/".length());
    assertThat(Json.parse(response.body()).at("/verifiableCredential/credentialStatus"))
        .extracting(entry -> entry.path("statusPurpose").stringValue())
        .containsExactly("revocation", "suspension");
    HttpEvent suspend =
        HttpEvent.of("POST", "/v1/credentials/" + id + "/status")
            .bearer(Seeded.key("b"))
            .json("{\"status\":\"suspended\",\"reason\":\"Looked at\"}");
    assertThat(seeded.edge.answer(suspend).status()).isEqualTo(200);
  }

  @Test
  void issue_suspensionWithoutStatus_isRefused() {
    ObjectNode body = body(credential());
    ((ObjectNode) body.path("options")).put("suspension", true).put("credentialStatus", false);

    assertThat(pointers(issue(body))).containsExactly("/options/suspension");
  }

  @Test
  void issue_againUnderOneKey_answersTheSameCredential() {
    HttpEvent event =
        HttpEvent.of("POST", ISSUE)
            .bearer(Seeded.key("a"))
            .header("idempotency-key", "one")
            .json(body(credential()).toString());
    Response first = seeded.edge.answer(event);
    List<Item> before = seeded.items.all(Table.ITEMS);

    Response second = seeded.edge.answer(event);

    assertThat(second.status()).isEqualTo(201);
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(seeded.items.all(Table.ITEMS)).isEqualTo(before);
    HttpEvent other =
        HttpEvent.of("POST", ISSUE)
            .bearer(Seeded.key("a"))
            .header("idempotency-key", "one")
            .json(body(credential().put("name", "Other")).toString());
    assertThat(seeded.edge.answer(other).status()).isEqualTo(422);
  }

  @Test
  void issue_severalFaults_namesThemAll() {
    assertThat(
            refused(credential -> {
              credential.put("validFrom", "yesterday");
              credential.put("validUntil", "2026-13-01");
              credential.putObject("credentialStatus").put("id", "x");
              credential.put("id", "no url");
            }))
        .contains(
            "/credential/validFrom",
            "/credential/validUntil",
            "/credential/credentialStatus",
            "/credential/id");
  }

  @Test
  void issue_whatConformanceClientsSpoil_isRefusedWith400() {
    Map<String, Consumer<ObjectNode>> faults =
        Map.ofEntries(
            Map.entry("no context", c -> c.remove("@context")),
            Map.entry("wrong first context", c -> c.putArray("@context").add("https://x.example")),
            Map.entry("no type", c -> c.remove("type")),
            Map.entry("wrong type", c -> c.putArray("type").add("Other")),
            Map.entry("no subject", c -> c.remove("credentialSubject")),
            Map.entry("empty subject", c -> c.putObject("credentialSubject")),
            Map.entry("no issuer", c -> c.remove("issuer")),
            Map.entry("issuer a number", c -> c.put("issuer", 4)),
            Map.entry("id no URL", c -> c.put("id", "example.com")),
            Map.entry("ids", c -> c.putArray("id").add("https://a.example").add("https://b.ex")),
            Map.entry("bad date", c -> c.put("validFrom", "2026-02-30T00:00:00Z")),
            Map.entry("status", c -> c.putObject("credentialStatus").put("id", "https://a.ex")),
            Map.entry("schema", c -> c.putObject("credentialSchema").put("id", "https://a.ex")),
            Map.entry("refresh", c -> c.putObject("refreshService").put("id", "https://a.ex")),
            Map.entry("evidence", c -> c.putObject("evidence").put("name", "E")),
            Map.entry("terms", c -> c.putObject("termsOfUse").put("id", "https://a.ex")),
            Map.entry("resource", c -> c.putArray("relatedResource").add("https://a.ex")),
            Map.entry("no digest", c -> c.putObject("relatedResource").put("id", "https://a.ex")),
            Map.entry("undefined term", c -> c.put("favouriteColour", "blue")));
    faults.forEach((what, fault) -> assertThat(refused(fault)).as(what).isNotEmpty());
    assertThat(seeded.items.all(Table.ITEMS)).noneMatch(row -> row.key().sort().equals("REQUEST"));
  }

  @Test
  void issue_bodiesThatAreNone_areRefusedByName() {
    for (String text :
        List.of("{}", "{\"credential\":null}", "{\"credential\":\"x\"}", "{\"credential\":[]}")) {
      HttpEvent event = HttpEvent.of("POST", ISSUE).bearer(Seeded.key("a")).json(text);
      assertThat(pointers(seeded.edge.answer(event))).as(text).contains("/credential");
    }
    ObjectNode body = body(credential());
    body.putObject("options").put("cryptosuite", "rot13").put("favourite", 1).put("format", "pdf");
    assertThat(pointers(issue(body)))
        .contains("/options/cryptosuite", "/options/favourite", "/options/format");
    body.putObject("options").put("cryptosuite", "ecdsa-sd-2023");
    assertThat(pointers(issue(body))).containsExactly("/options/cryptosuite");
    body.putObject("options").put("cryptosuite", "ecdsa-rdfc-2019");
    assertThat(pointers(issue(body))).as("no such key here").containsExactly("/options");
    body.putObject("options").putArray("mandatoryPointers").add("/issuer");
    assertThat(issue(body).status()).isEqualTo(201);
  }

  private ObjectNode status(String documentId) {
    ObjectNode body = Json.object().put("credentialId", documentId);
    body.putArray("credentialStatus")
        .addObject()
        .put("type", "BitstringStatusListEntry")
        .put("status", "1");
    return body;
  }

  @Test
  void status_ofWhatWasIssued_revokesIt() {
    String own = "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33";
    Stream.of(credential(), credential().put("id", own))
        .forEach(credential -> {
          Response issued = issue(body(credential));
          JsonNode document = Json.parse(issued.body()).path("verifiableCredential");
          String id = issued.headers().get("location").substring("/v1/credentials/".length());

          Response revoked = send(STATUS, "b", status(document.path("id").stringValue()));

          assertThat(revoked.status()).as(revoked.text()).isEqualTo(200);
          assertThat(new PublishedLookup(seeded.items).credential(new CredentialId(id)))
              .hasValueSatisfying(record -> assertThat(record.revocation()).isPresent());
        });
  }

  @Test
  @Tag("check-55")
  void status_ofAnothersOrNone_isUnknown() {
    JsonNode document = Json.parse(issue(body(credential())).body()).path("verifiableCredential");

    assertThat(send(STATUS, "d", status(document.path("id").stringValue())).status())
        .isEqualTo(404);
    assertThat(send(STATUS, "b", status("urn:uuid:none")).status()).isEqualTo(404);
  }

  @Test
  void status_thatIsNone_isRefusedByName() {
    ObjectNode body = status("urn:uuid:1");
    ((ObjectNode) body.at("/credentialStatus/0")).put("status", "0");
    assertThat(pointers(send(STATUS, "b", body))).containsExactly("/credentialStatus/0/status");
    ((ObjectNode) body.at("/credentialStatus/0")).put("status", true).put("statusPurpose", "x");
    assertThat(pointers(send(STATUS, "b", body)))
        .containsExactly("/credentialStatus/0/statusPurpose");
    body.putArray("credentialStatus").addObject();
    assertThat(pointers(send(STATUS, "b", body)))
        .containsExactly("/credentialStatus/0", "/credentialStatus/0/status");
    body.remove("credentialStatus");
    assertThat(pointers(send(STATUS, "b", body))).containsExactly("/credentialStatus");
  }

  private record Issued(String id, JsonNode document) {
    int index() {
      return Integer.parseInt(document.at("/credentialStatus/statusListIndex").stringValue());
    }

    String list() {
      return document.at("/credentialStatus/statusListCredential").stringValue();
    }
  }

  private Issued issued(ObjectNode credential) {
    Response response = issue(body(credential));
    assertThat(response.status()).as(response.text()).isEqualTo(201);
    return new Issued(
        response.headers().get("location").substring("/v1/credentials/".length()),
        Json.parse(response.body()).path("verifiableCredential"));
  }

  private boolean revoked(String id) {
    return new PublishedLookup(seeded.items)
        .credential(new CredentialId(id))
        .orElseThrow()
        .revocation()
        .isPresent();
  }

  private static ObjectNode placed(ObjectNode body, String list, Object index) {
    ((ObjectNode) body.at("/credentialStatus/0"))
        .put("statusListCredential", list)
        .set("statusListIndex", Json.parse(Json.bytes(index)));
    return body;
  }

  @Test
  void status_idThatWasUsedAgain_needsThePlaceAndFindsIt() {
    String own = "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33";
    Issued first = issued(credential().put("id", own));
    Issued second = issued(credential().put("id", own));
    Issued third = issued(credential().put("id", own));

    Response unclear = send(STATUS, "b", status(own));
    assertThat(unclear.status()).isEqualTo(409);
    assertThat(unclear.text()).contains("statusListCredential", "statusListIndex");
    String index = String.valueOf(second.index());
    assertThat(send(STATUS, "b", placed(status(own), second.list(), index)).status())
        .isEqualTo(200);
    assertThat(List.of(revoked(first.id()), revoked(second.id()), revoked(third.id())))
        .containsExactly(false, true, false);

    assertThat(send(STATUS, "b", placed(status(own), third.list(), third.index())).status())
        .isEqualTo(200);
    assertThat(revoked(third.id())).isTrue();
    assertThat(send(STATUS, "b", status(own)).status()).as("one is left").isEqualTo(200);
    assertThat(revoked(first.id())).isTrue();
    assertThat(send(STATUS, "b", status(own)).status()).as("none is left").isEqualTo(200);
  }

  @Test
  void status_placeOfNoneWithThisId_isRefusedByName() {
    String own = "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33";
    Issued issued = issued(credential().put("id", own));
    Issued other = issued(credential());
    String where = "/credentialStatus/0/statusListIndex";

    for (String id : List.of(own, other.document().path("id").stringValue())) {
      int wrong = id.equals(own) ? other.index() : issued.index();
      assertThat(pointers(send(STATUS, "b", placed(status(id), issued.list(), wrong))))
          .containsExactly(where);
    }
    assertThat(pointers(send(STATUS, "b", placed(status(own), issued.list(), "x"))))
        .containsExactly(where);
    assertThat(pointers(send(STATUS, "b", placed(status(own), "https://other.example/1", 7))))
        .containsExactly("/credentialStatus/0/statusListCredential");
    ObjectNode half = status(own);
    ((ObjectNode) half.at("/credentialStatus/0")).put("statusListIndex", "7");
    assertThat(pointers(send(STATUS, "b", half)))
        .containsExactly("/credentialStatus/0/statusListCredential");
    assertThat(revoked(issued.id())).isFalse();
    assertThat(revoked(other.id())).isFalse();
  }

  @Test
  void status_idThatWasUsedAThousandTimes_isFoundByThePlaceAlone() {
    DocumentName name = new DocumentName("urn:1", DID, "aa");
    seeded.items.write(
        List.of(new PublishedDocument(Seeded.LIST, 7, Seeded.CREDENTIAL).create(name)));
    for (int i = 0; i < 1_100; i++) {
      CredentialId other = new CredentialId("%032x".formatted(i));
      seeded.items.write(List.of(new PublishedDocument(Seeded.LIST, 100 + i, other).create(name)));
    }

    assertThat(send(STATUS, "b", status("urn:1")).status()).isEqualTo(409);
    String list = Seeded.SITE.urls().statusList(Seeded.LIST);
    assertThat(pointers(send(STATUS, "b", placed(status("urn:1"), list, 8))))
        .containsExactly("/credentialStatus/0/statusListIndex");
    assertThat(send(STATUS, "b", placed(status("urn:1"), list, 7)).status()).isEqualTo(200);
    assertThat(revoked(Seeded.CREDENTIAL.text())).isTrue();
  }

  @Test
  void status_documentUnderADidKeyThatEnded_isFound() {
    String did = "did:key:z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi";
    String multikey = did.substring("did:key:".length());
    PublishedKey key =
        new PublishedKey(
            Seeded.ISSUER,
            "own-1",
            1,
            did + "#" + multikey,
            multikey,
            List.of(),
            "",
            List.of(),
            "",
            -1,
            KeyEnd.retired(""));
    PublishedDocument document = new PublishedDocument(Seeded.LIST, 7, Seeded.CREDENTIAL);
    seeded.items.write(List.of(key.write(), document.create(new DocumentName("urn:1", did, "aa"))));

    assertThat(send(STATUS, "d", status("urn:1")).status()).isEqualTo(404);
    assertThat(send(STATUS, "b", status("urn:1")).status()).isEqualTo(200);
    assertThat(revoked(Seeded.CREDENTIAL.text())).isTrue();
  }

  @Test
  void status_suspension_isSetAndTakenBack() {
    Seeded suspendable = new Seeded(true);
    suspendable.begin();
    byte[] event =
        OutboxEvent.inserted(List.of(ItemKey.outbox("issuance#" + Seeded.PASSED.text(), "award")));
    suspendable.edge.handle(event, "award");
    suspendable.integrate();
    PublishedCredential badge =
        suspendable.items.all(Table.ITEMS).stream()
            .filter(row -> row.key().sort().equals("PUBLISHED"))
            .map(PublishedCredential::from)
            .findFirst()
            .orElseThrow();
    JsonNode entry = badge.claims().at("/credentialStatus/1");
    assertThat(entry.path("statusPurpose").stringValue()).isEqualTo("suspension");

    for (Map.Entry<Object, String> wanted :
        List.<Map.Entry<Object, String>>of(
            Map.entry("0", "409 409"),
            Map.entry("1", "200 suspended"),
            Map.entry(true, "200 suspended"),
            Map.entry(false, "200 active"))) {
      ObjectNode body = Json.object().put("credentialId", badge.claims().path("id").stringValue());
      ObjectNode changed = entry.asObject().deepCopy();
      changed.set("status", Json.parse(Json.bytes(wanted.getKey())));
      body.putArray("credentialStatus").add(changed);
      Response response =
          suspendable.edge.answer(
              HttpEvent.of("POST", STATUS).bearer(Seeded.key("b")).json(body.toString()));
      suspendable.integrate();
      assertThat(response.status() + " " + Json.parse(response.body()).path("status").asString(""))
          .isEqualTo(wanted.getValue());
    }
    ObjectNode both = status("urn:1");
    ((ArrayNode) both.path("credentialStatus"))
        .addObject()
        .put("statusPurpose", "suspension")
        .put("status", "0");
    assertThat(pointers(send(STATUS, "b", both))).containsExactly("/credentialStatus");
  }
}
