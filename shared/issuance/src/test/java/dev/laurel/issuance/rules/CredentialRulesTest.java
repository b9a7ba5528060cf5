package dev.laurel.issuance.rules;

import static dev.laurel.issuance.rules.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/// The rules of any credential, as conformance clients try them.
final class CredentialRulesTest {
  private static ListAssert<String> places(Consumer<ObjectNode> spoil) {
    return assertThat(Documents.places(Documents.credential(), spoil));
  }

  @Test
  void check_soundCredential_findsNothing() {
    places(d -> {}).isEmpty();
    places(
            d -> {
              d.remove("id");
              d.remove("credentialStatus");
              d.put("type", "VerifiableCredential");
              d.putObject("issuer").put("id", "https://issuer.example/1").put("name", "Any name");
              d.put("name", "Plain");
            })
        .isEmpty();
  }

  @Test
  @Tag("check-14")
  void check_contextsThatDoNotBeginWithTheBase_areRefused() {
    places(d -> d.remove("@context")).containsExactly("vcdm/context-order /@context");
    places(d -> d.put("@context", "https://www.w3.org/ns/credentials/v2"))
        .containsExactly("vcdm/context-order /@context");
    places(d -> Documents.array(d, "/@context").remove(0))
        .containsExactly("vcdm/context-order /@context");
    places(d -> d.putArray("@context")).containsExactly("vcdm/context-order /@context");
  }

  @Test
  @Tag("check-12")
  void check_contextAsObject_isRefused() {
    places(d -> Documents.array(d, "/@context").add(json("{'name':'https://evil.example/'}")))
        .containsExactly("vcdm/context-order /@context/2");
  }

  @Test
  @Tag("check-13")
  void check_contextInside_isRefused() {
    places(d -> Documents.object(d, "/credentialSubject/0").putArray("@context"))
        .containsExactly("vcdm/context-order /credentialSubject/0/@context");
    places(d -> Documents.object(d, "/credentialSubject/0").set("a", json("{'@context':'x'}")))
        .containsExactly("vcdm/context-order /credentialSubject/0/a/@context");
  }

  @Test
  void check_type_mustHoldVerifiableCredential() {
    places(d -> d.remove("type")).containsExactly("vcdm/credential-type /type");
    places(d -> d.put("type", "DrivingLicence")).containsExactly("vcdm/credential-type /type");
    places(d -> d.set("type", json("['VerifiableCredential',5]")))
        .containsExactly("vcdm/credential-type /type/1");
    places(d -> d.set("type", json("['VerifiableCredential','VerifiableCredential']")))
        .containsExactly("vcdm/credential-type /type/1");
    places(d -> d.set("type", json("{'VerifiableCredential':1}")))
        .contains("vcdm/credential-type /type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "5", "[]", "['did:key:z6Mk']", "'issuer'", "''", "'data:,x y'"})
  void check_issuerThatIsNoUrl_isRefused(String issuer) {
    places(d -> d.set("issuer", json(issuer))).contains("vcdm/issuer-form /issuer");
    places(d -> d.putObject("issuer").set("id", json(issuer)))
        .contains("vcdm/issuer-form /issuer/id");
  }

  @Test
  void check_noIssuerOrIdOfIt_isRefused() {
    places(d -> d.remove("issuer")).containsExactly("vcdm/issuer-form /issuer");
    places(d -> d.putObject("issuer").put("name", "x"))
        .containsExactly("vcdm/issuer-form /issuer/id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "'did:example:1'", "null", "{'id':'did:example:1'}", "{'a':null}"})
  void check_subjectWithoutClaims_isRefused(String subject) {
    places(d -> d.set("credentialSubject", json(subject)))
        .containsExactly("vcdm/subject-claims /credentialSubject");
    places(d -> d.set("credentialSubject", json("[{'a':1}," + subject + "]")))
        .containsExactly("vcdm/subject-claims /credentialSubject/1");
  }

  @Test
  void check_noSubject_isRefused() {
    places(d -> d.remove("credentialSubject"))
        .containsExactly("vcdm/subject-claims /credentialSubject");
    places(d -> d.putArray("credentialSubject"))
        .containsExactly("vcdm/subject-claims /credentialSubject");
  }

  @ParameterizedTest
  @Tag("check-16")
  @ValueSource(
      strings = {
        "null",
        "5",
        "['urn:a:b','urn:a:c']",
        "'not a url'",
        "'credentials/1'",
        "'//host/1'",
        "'javascript:alert(1)'",
        "'data:text/plain,x'",
        "'file:///etc/passwd'",
        "'https:///x'",
        "''"
      })
  void check_idThatIsNotOneUrl_isRefused(String id) {
    places(d -> d.set("id", json(id))).containsExactly("vcdm/absolute-ids /id");
    places(d -> Documents.object(d, "/credentialSubject/0").set("id", json(id)))
        .containsExactly("vcdm/absolute-ids /credentialSubject/0/id");
  }

  @ParameterizedTest
  @Tag("check-27")
  @ValueSource(
      strings = {
        "'2026-03-01'",
        "'2026-03-01T10:00:00'",
        "'2026-02-30T10:00:00Z'",
        "'-0001-01-01T00:00:00Z'",
        "'12026-01-01T00:00:00Z'",
        "'2026-03-01T24:00:00Z'",
        "5",
        "''",
        "[]"
      })
  void check_dateThatIsNone_isRefused(String date) {
    places(d -> d.set("validFrom", json(date))).contains("vcdm/date-form /validFrom");
    places(d -> d.set("validUntil", json(date))).contains("vcdm/date-form /validUntil");
  }

  @Test
  @Tag("check-27")
  void check_endBeforeBeginningOrNow_isRefused() {
    places(d -> d.put("validUntil", "2026-02-01T00:00:00Z"))
        .containsExactly("vcdm/validity-period /validUntil", "house/still-valid /validUntil");
    places(d ->
            d.put("validFrom", "2020-01-01T00:00:00Z").put("validUntil", "2026-03-01T10:00:00Z"))
        .containsExactly("house/still-valid /validUntil");
    places(d -> d.put("validUntil", "2026-03-01T10:00:01Z")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "credentialStatus",
        "credentialSchema",
        "refreshService",
        "termsOfUse",
        "evidence"
      })
  void check_memberWithoutType_isRefused(String member) {
    String at = "vcdm/typed-members /" + member;
    places(d -> d.set(member, json("{'id':'urn:a:b'}"))).containsExactly(at + "/type");
    places(d -> d.set(member, json("[{'id':'urn:a:b','type':'A'},{'id':'urn:a:c','type':[]}]")))
        .containsExactly(at + "/1/type");
    places(d -> d.set(member, json("{'id':'urn:a:b','type':['',5]}")))
        .containsExactly(at + "/type");
    places(d -> d.put(member, "urn:a:b")).containsExactly(at);
    places(d -> d.set(member, json("{'id':'no url','type':'A'}"))).contains(at + "/id");
    places(d -> d.set(member, json("{'id':'urn:a:b','type':'A'}"))).isEmpty();
  }

  @Test
  void check_schemaWithoutId_isRefused() {
    places(d -> d.set("credentialSchema", json("{'type':'JsonSchema'}")))
        .containsExactly("vcdm/typed-members /credentialSchema/id");
  }

  @Test
  @Tag("check-32")
  void check_bitstringEntryThatNamesNoPlace_isRefused() {
    String at = "vcdm/status-entry /credentialStatus/1/";
    for (String index : List.of("'-1'", "'1.5'", "'abc'", "''", "'131072'", "7")) {
      places(d -> Documents.object(d, "/credentialStatus/1").set("statusListIndex", json(index)))
          .as(index)
          .containsExactly(at + "statusListIndex");
    }
    places(d -> Documents.object(d, "/credentialStatus/1").remove("statusPurpose"))
        .containsExactly(at + "statusPurpose");
    places(d -> Documents.object(d, "/credentialStatus/1").remove("statusListCredential"))
        .containsExactly(at + "id");
    places(d -> Documents.object(d, "/credentialStatus/1").put("id", "https://other.example/list"))
        .containsExactly(at + "id");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'https://a.example/'                                | ",
        "{'id':'https://a.example/'}                         | ",
        "{'id':'https://a.example/','digestSRI':'md5-00'}    | /digestSRI",
        "{'id':'https://a.example/','digestMultibase':'zQm'} | /digestMultibase",
        "{'digestMultibase':'zQmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1n'} | /id"
      },
      quoteCharacter = '`')
  void check_relatedResourceThatBindsNothing_isRefused(String resource, String where) {
    places(d -> d.set("relatedResource", json(resource)))
        .containsExactly("vcdm/related-resources /relatedResource" + (where == null ? "" : where));
  }

  @Test
  void check_sameResourceTwice_isRefused() {
    places(
            d -> {
              var one = d.get("relatedResource");
              d.putArray("relatedResource").add(one).add(one);
            })
        .containsExactly("vcdm/related-resources /relatedResource/1/id");
  }

  @Test
  void check_nameThatIsNoLanguageValue_isRefused() {
    for (String member : List.of("name", "description")) {
      String at = "vcdm/language-values /" + member;
      places(d -> d.set(member, json("{'@value':'A','@language':'en','url':'x'}")))
          .contains(at + "/url");
      places(d -> d.set(member, json("{'@language':'en'}"))).containsExactly(at);
      places(d -> d.set(member, json("{'@value':5}"))).containsExactly(at);
      places(d -> d.set(member, json("{'@value':'A','@direction':'up'}")))
          .containsExactly(at + "/@direction");
      places(d -> d.set(member, json("{'@value':'A','@language':'not a language'}")))
          .containsExactly(at + "/@language");
      places(d -> d.put(member, 5)).containsExactly(at);
    }
    places(d -> d.putObject("issuer").put("id", "urn:a:b").put("name", 5))
        .containsExactly("vcdm/language-values /issuer/name");
  }

  @Test
  void check_documentThatIsSigned_isRefused() {
    places(d -> d.putObject("proof")).containsExactly("di/unsigned /proof");
    places(d -> d.putNull("proof")).containsExactly("di/unsigned /proof");
  }

  @Test
  void check_numberThatReadersWouldChange_isRefused() {
    for (String number : List.of("9007199254740993", "0.12345678901234567890", "1e399")) {
      places(d -> Documents.object(d, "/credentialSubject/0").set("n", json(number)))
          .as(number)
          .containsExactly("di/exact-numbers /credentialSubject/0/n");
    }
    for (String number : List.of("9007199254740992", "0.1", "-1.5e300", "1.50", "0")) {
      places(d -> Documents.object(d, "/credentialSubject/0").set("n", json(number)))
          .as(number)
          .isEmpty();
    }
  }

  @Test
  void check_everythingWrong_isNamedAtOnceAndNothingThrows() {
    assertThat(Documents.places((ObjectNode) json("{}"), d -> {}))
        .containsExactlyInAnyOrder(
            "vcdm/context-order /@context",
            "vcdm/credential-type /type",
            "vcdm/issuer-form /issuer",
            "vcdm/subject-claims /credentialSubject");
  }
}
