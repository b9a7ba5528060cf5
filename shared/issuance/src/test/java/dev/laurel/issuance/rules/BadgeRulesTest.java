package dev.laurel.issuance.rules;

import static dev.laurel.issuance.rules.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.issuance.rules.house.SingleScript;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/// The rules of badges and endorsements, beyond those of every credential.
final class BadgeRulesTest {
  private static final String SUBJECT = "/credentialSubject";
  private static final String ACHIEVEMENT = SUBJECT + "/achievement";

  private static ListAssert<String> places(Consumer<ObjectNode> spoil) {
    return assertThat(Documents.places(Documents.badge(), spoil));
  }

  private static ListAssert<String> endorsement(Consumer<ObjectNode> spoil) {
    return assertThat(Documents.places(Documents.endorsement(), spoil));
  }

  private static ObjectNode achievement(ObjectNode document) {
    return Documents.object(document, ACHIEVEMENT);
  }

  @Test
  void check_soundBadgeAndEndorsement_findNothing() {
    places(d -> {}).isEmpty();
    endorsement(d -> {}).isEmpty();
  }

  @Test
  void of_aDocument_goesByItsType() {
    assertThat(Rules.of(new Candidate(Documents.badge(), 1))).isSameAs(Rules.BADGE);
    assertThat(Rules.of(new Candidate(json("{'type':'AchievementCredential'}"), 1)))
        .isSameAs(Rules.BADGE);
    assertThat(Rules.of(new Candidate(Documents.endorsement(), 1))).isSameAs(Rules.ENDORSEMENT);
    assertThat(Rules.of(new Candidate(Documents.credential(), 1))).isSameAs(Rules.CREDENTIAL);
    assertThat(Rules.of(new Candidate(json("{}"), 1))).isSameAs(Rules.CREDENTIAL);
  }

  @Test
  void check_otherOpenBadgesContexts_areTakenWhereTheyExist() {
    String base = "https://purl.imsglobal.org/spec/ob/v3p0/";
    for (String context : List.of("context.json", "context-3.0.1.json", "context-3.0.2.json")) {
      places(d -> Documents.array(d, "/@context").set(1, base + context)).isEmpty();
    }
    places(d -> Documents.array(d, "/@context").set(1, base + "context-3.0.9.json"))
        .containsExactly("vcdm/context-order /@context/1");
    endorsement(d -> Documents.array(d, "/@context").remove(1))
        .containsExactly("vcdm/context-order /@context/1");
  }

  @Test
  void check_arraysThatAreNone_areRefused() {
    for (String pointer :
        List.of("/evidence", "/credentialSchema", "/termsOfUse", SUBJECT + "/result")) {
      places(
              d -> {
                int end = pointer.lastIndexOf('/');
                ObjectNode parent = Documents.object(d, pointer.substring(0, end));
                String name = pointer.substring(end + 1);
                parent.set(name, parent.get(name).get(0));
              })
          .as(pointer)
          .containsExactly("ob3/member-forms " + pointer);
    }
    places(d -> achievement(d).put("tag", "data"))
        .containsExactly("ob3/member-forms " + ACHIEVEMENT + "/tag");
    places(d -> Documents.object(d, SUBJECT + "/result/0").put("type", "Result"))
        .containsExactly("ob3/member-forms " + SUBJECT + "/result/0/type");
    places(d -> Documents.object(d, SUBJECT + "/result/0").put("value", 10))
        .contains("ob3/member-forms " + SUBJECT + "/result/0/value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'3'", "-1", "[3]"})
  void check_creditsThatAreNoAmount_areRefused(String credits) {
    places(d -> achievement(d).set("creditsAvailable", json(credits)))
        .containsExactly("ob3/member-forms " + ACHIEVEMENT + "/creditsAvailable");
    places(d -> Documents.object(d, SUBJECT).set("creditsEarned", json(credits)))
        .containsExactly("ob3/member-forms " + SUBJECT + "/creditsEarned");
  }

  @Test
  void check_nullsAndEmptyArrays_areRefused() {
    places(d -> achievement(d).putNull("humanCode"))
        .contains("ob3/nothing-empty " + ACHIEVEMENT + "/humanCode");
    places(d -> achievement(d).putArray("related"))
        .containsExactly("ob3/nothing-empty " + ACHIEVEMENT + "/related");
    endorsement(d -> d.putNull("description")).contains("ob3/nothing-empty /description");
  }

  @Test
  void check_membersThatTheSchemaCloses_areRefused() {
    places(d -> Documents.object(d, "/image").put("digestSRI", "x"))
        .containsExactly("ob3/closed-shapes /image/digestSRI");
    places(d -> Documents.object(d, "/image").putArray("type").add("Image"))
        .containsExactly("ob3/closed-shapes /image/type");
    places(d -> Documents.object(d, SUBJECT + "/identifier/0").put("email", "x"))
        .containsExactly("ob3/closed-shapes " + SUBJECT + "/identifier/0/email");
    places(d -> Documents.object(d, ACHIEVEMENT + "/otherIdentifier/0").put("name", "x"))
        .containsExactly("ob3/closed-shapes " + ACHIEVEMENT + "/otherIdentifier/0/name");
  }

  @Test
  void check_wordsOfNoVocabulary_areRefused() {
    places(d -> achievement(d).put("achievementType", "Trophy"))
        .containsExactly("ob3/vocabulary " + ACHIEVEMENT + "/achievementType");
    places(d -> Documents.object(d, ACHIEVEMENT + "/alignment/0").put("targetType", "ext:"))
        .containsExactly("ob3/vocabulary " + ACHIEVEMENT + "/alignment/0/targetType");
    places(d -> Documents.object(d, ACHIEVEMENT + "/resultDescription/1").put("resultType", "x"))
        .containsExactly("ob3/vocabulary " + ACHIEVEMENT + "/resultDescription/1/resultType");
    places(d -> Documents.object(d, SUBJECT + "/result/2").put("status", "Done"))
        .containsExactly("ob3/vocabulary " + SUBJECT + "/result/2/status");
    places(d -> Documents.object(d, SUBJECT + "/identifier/0").put("identityType", "phone"))
        .containsExactly("ob3/vocabulary " + SUBJECT + "/identifier/0/identityType");
    places(d -> achievement(d).put("inLanguage", "english"))
        .containsExactly("ob3/vocabulary " + ACHIEVEMENT + "/inLanguage");
  }

  @Test
  void check_resultsThatTheirDescriptionDoesNotAllow_areRefused() {
    places(d -> Documents.object(d, SUBJECT + "/result/1").put("value", "C"))
        .containsExactly("ob3/result-links " + SUBJECT + "/result/1/value");
    places(d -> Documents.object(d, SUBJECT + "/result/2").remove("status"))
        .containsExactly("ob3/result-links " + SUBJECT + "/result/2/status");
    places(d ->
            Documents.object(d, ACHIEVEMENT + "/resultDescription/0")
                .put("requiredLevel", "https://laurel.example/other"))
        .containsExactly("ob3/result-links " + ACHIEVEMENT + "/resultDescription/0/requiredLevel");
  }

  @Test
  void check_endorsementThatIsNotSignedOrOfSomethingElse_isRefused() {
    String at = ACHIEVEMENT + "/endorsement/0";
    places(d -> Documents.object(d, at).remove("proof"))
        .containsExactly("ob3/embedded-endorsements " + at + "/proof");
    places(d -> Documents.object(d, at).putArray("type").add("VerifiableCredential"))
        .containsExactly("ob3/embedded-endorsements " + at + "/type");
    places(d -> Documents.object(d, at + SUBJECT).put("id", "https://laurel.example/other"))
        .containsExactly("ob3/embedded-endorsements " + at + SUBJECT + "/id");
    places(d -> d.putArray("endorsementJwt").add("a.b.c"))
        .containsExactly("ob3/embedded-endorsements /endorsementJwt");
    places(d -> d.put("jti", "x")).containsExactly("ob3/embedded-endorsements /jti");
  }

  @Test
  @Tag("check-13")
  void check_contextInsideOtherThanOfAnEmbeddedCredential_isRefused() {
    places(d -> Documents.object(d, ACHIEVEMENT + "/endorsement/0" + SUBJECT).put("@context", "x"))
        .containsExactly(
            "vcdm/context-order " + ACHIEVEMENT + "/endorsement/0" + SUBJECT + "/@context");
    places(d -> achievement(d).put("@context", "x"))
        .containsExactly("vcdm/context-order " + ACHIEVEMENT + "/@context");
    places(d -> Documents.object(d, ACHIEVEMENT).putObject("proof").put("@context", "x"))
        .contains("vcdm/context-order " + ACHIEVEMENT + "/proof/@context");
    // A proof over JSON repeats the contexts of what it proves.
    places(d ->
            Documents.object(d, ACHIEVEMENT + "/endorsement/0/proof/0")
                .putArray("@context")
                .add("x"))
        .isEmpty();
  }

  @Test
  void check_twoStatusEntries_areRevocationAndSuspensionInTwoLists() {
    ObjectNode suspension =
        (ObjectNode)
            json(
                "{'id':'https://laurel.example/status-lists/2#9','statusListIndex':'9',"
                    + "'type':'BitstringStatusListEntry','statusPurpose':'suspension',"
                    + "'statusListCredential':'https://laurel.example/status-lists/2'}");
    Consumer<ObjectNode> both =
        d -> {
          var first = d.get("credentialStatus");
          d.putArray("credentialStatus").add(first).add(suspension.deepCopy());
        };
    places(both).isEmpty();
    places(
            d -> {
              both.accept(d);
              Documents.object(d, "/credentialStatus/1").put("statusPurpose", "revocation");
            })
        .containsExactly("vcdm/status-entry /credentialStatus/1/statusPurpose");
    places(
            d -> {
              both.accept(d);
              Documents.object(d, "/credentialStatus/1")
                  .put("statusListCredential", "https://laurel.example/status-lists/1");
            })
        .containsExactly("vcdm/status-entry /credentialStatus/1/statusListCredential");
    places(d -> d.putArray("credentialStatus").add(suspension))
        .containsExactly("vcdm/status-entry /credentialStatus");
    places(d -> d.remove("credentialStatus"))
        .containsExactly("vcdm/status-entry /credentialStatus");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://localhost/x",
        "http://127.0.0.1/x",
        "https://[::1]/x",
        "https://skills/x",
        "https://skills.internal/x",
        "https://a@skills.example/x",
        "urn:skill:1",
        "https://skills.example:x/",
        "https://skills.example/{id}",
        ""
      })
  void check_alignmentThatNobodyCanFollow_isRefused(String url) {
    places(d -> Documents.object(d, ACHIEVEMENT + "/alignment/0").put("targetUrl", url))
        .contains("house/alignment-links " + ACHIEVEMENT + "/alignment/0/targetUrl");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Аcademy", "Scοol of Data", "Universitу", "School Ԁata"})
  void check_issuerNameThatMixesScripts_isRefused(String name) {
    places(d -> Documents.object(d, "/issuer").put("name", name))
        .containsExactly("house/single-script /issuer/name");
    endorsement(d -> Documents.object(d, "/issuer").put("name", name))
        .containsExactly("house/single-script /issuer/name");
    assertThat(
            new SingleScript()
                .check(new Candidate(json("{'issuer':{'name':{'@value':'" + name + "'}}}"), 1)))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Académie “R&D” (local)", "Академия Data", "東京大学", "Ἀκαδημία", "אקדמיה 2026"})
  void check_issuerNameInAnyLanguage_isTaken(String name) {
    places(d -> Documents.object(d, "/issuer").put("name", name)).isEmpty();
  }

  @Test
  void check_personalDataInClear_isRefused() {
    places(d -> Documents.object(d, SUBJECT).put("dateOfBirth", "2000-01-01"))
        .containsExactly("house/no-personal-data " + SUBJECT + "/dateOfBirth");
    places(d -> Documents.object(d, SUBJECT + "/identifier/1").put("identityType", "accountId"))
        .containsExactly("house/no-personal-data " + SUBJECT + "/identifier/1/hashed");
    places(d -> d.put("description", "by ada@example.org"))
        .containsExactly("house/no-email-address /description");
    endorsement(d -> Documents.object(d, SUBJECT).put("endorsementComment", "ada@example.org"))
        .containsExactly("house/no-email-address " + SUBJECT + "/endorsementComment");
  }

  @Test
  @Tag("check-23")
  void check_namesWithHiddenCharacters_areRefused() {
    for (int hidden : new int[] {0, 0x1f, 0x7f, 0x85, 0x2028, 0x202e}) {
      places(d -> d.put("name", "a" + Character.toString(hidden) + "b"))
          .as(Integer.toHexString(hidden))
          .containsExactly("house/plain-names /name");
    }
    places(d -> d.put("name", "می\u200cخواهم \u2067שלום\u2069")).isEmpty();
  }

  @Test
  void check_missingMembersOfEndorsement_areNamedAtOnce() {
    endorsement(
            d -> {
              d.remove("id");
              d.remove("name");
              d.put("issuer", "did:key:z6Mk");
              Documents.object(d, SUBJECT).remove("id");
              Documents.object(d, SUBJECT).put("type", "EndorsementSubject");
            })
        .containsExactlyInAnyOrder(
            "ob3/required-members /id",
            "ob3/required-members /name",
            "ob3/required-members /issuer/id",
            "ob3/required-members /issuer/name",
            "ob3/required-members /issuer/type",
            "ob3/required-members " + SUBJECT + "/id",
            "ob3/required-members " + SUBJECT + "/type",
            "ob3/member-forms /issuer",
            "ob3/member-forms " + SUBJECT + "/type");
  }
}
