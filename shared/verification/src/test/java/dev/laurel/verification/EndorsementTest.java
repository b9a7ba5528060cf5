package dev.laurel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.did.DidKey;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.json.Json;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

final class EndorsementTest {
  private static final String ACHIEVEMENT =
      Samples.credential().credentialSubject().achievement().id();

  private final Samples samples = new Samples();
  private final TestKey endorser = TestKey.ed25519();
  private final String did = DidKey.of(endorser.multikey()).text();

  private ObjectNode endorsement(Consumer<ObjectNode> change) {
    ObjectNode credential = Json.object();
    credential
        .putArray("@context")
        .add("https://www.w3.org/ns/credentials/v2")
        .add("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json");
    credential.put("id", "urn:uuid:4f4eafd5-0a2b-4c5f-9b4e-000000000001");
    credential.putArray("type").add("VerifiableCredential").add("EndorsementCredential");
    credential.put("name", "Endorsement of Field Botany");
    ObjectNode issuer = credential.putObject("issuer").put("id", did);
    issuer.putArray("type").add("Profile");
    issuer.put("name", "Guild of Gardeners");
    credential.put("validFrom", "2026-10-01T00:00:00Z");
    ObjectNode subject = credential.putObject("credentialSubject").put("id", ACHIEVEMENT);
    subject.putArray("type").add("EndorsementSubject");
    subject.put("endorsementComment", "We hire people who have it.");
    change.accept(credential);
    return Json.parse(endorser.sign(Json.bytes(credential), did + "#" + endorser.multikey().text()))
        .asObject();
  }

  private byte[] badge(ObjectNode... endorsements) {
    return samples.signed(d -> {
      ArrayNode all = ((ObjectNode) d.at("/credentialSubject/achievement")).putArray("endorsement");
      for (ObjectNode endorsement : endorsements) {
        all.add(endorsement);
      }
    });
  }

  private Check check(byte[] badge) {
    VerificationReport report = samples.verify(badge);
    assertThat(report.passed(Check.PROOF)).as(report.toString()).isTrue();
    return report.check(Check.ENDORSEMENTS).orElseThrow();
  }

  @Test
  void verify_endorsedBadge_reportsTheEndorsementByItself() {
    VerificationReport report = samples.verify(badge(endorsement(e -> {})));
    assertThat(report.findings()).isEmpty();
    assertThat(report.verdict()).isEqualTo(Verdict.VALID);
    assertThat(report.endorsements()).hasSize(1);
    assertThat(report.endorsements().getFirst().verdict()).isEqualTo(Verdict.VALID);
    assertThat(report.toJson().at("/endorsements/0/verdict").stringValue()).isEqualTo("valid");
    assertThat(report.check(Check.ENDORSEMENTS).orElseThrow().detail()).contains(did);
  }

  @Test
  void verify_endorsementProvedOverJson_isAsValid() {
    ObjectNode endorsement = endorsement(e -> {});
    endorsement.remove("proof");
    String method = did + "#" + endorser.multikey().text();
    TestKey overJson = endorser.with(Cryptosuite.EDDSA_JCS_2022);
    ObjectNode signed = Json.parse(overJson.sign(Json.bytes(endorsement), method)).asObject();
    VerificationReport report = samples.verify(badge(signed));
    assertThat(report.findings()).isEmpty();
    assertThat(report.endorsements().getFirst().verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  @Tag("check-2")
  void verify_endorsementChangedBeforeTheIssuerSigned_isRefused() {
    ObjectNode changed = endorsement(e -> {});
    ((ObjectNode) changed.get("credentialSubject")).put("endorsementComment", "The best of all.");
    Check check = check(badge(changed));
    assertThat(check.result()).isEqualTo(CheckResult.FAILED);
    assertThat(check.is(CheckType.INNER_NOT_VALID)).isTrue();
    assertThat(samples.verify(badge(changed)).verdict()).isEqualTo(Verdict.NOT_VALID);
  }

  @Test
  @Tag("check-3")
  void verify_endorsementWithoutProof_isRefused() {
    ObjectNode without = endorsement(e -> {});
    without.remove("proof");
    VerificationReport report = samples.verify(badge(without));
    assertThat(report.verdict()).isEqualTo(Verdict.NOT_VALID);
    assertThat(report.check(Check.ENDORSEMENTS).orElseThrow().result())
        .isEqualTo(CheckResult.FAILED);
  }

  @Test
  void verify_endorsementByItself_isACredentialWithAShapeOfItsOwn() {
    assertThat(samples.verify(Json.bytes(endorsement(e -> {}))).verdict()).isEqualTo(Verdict.VALID);
    for (ObjectNode odd :
        java.util.List.of(
            endorsement(e -> ((ObjectNode) e.get("credentialSubject")).remove("id")),
            endorsement(e -> e.remove("validFrom")),
            endorsement(e -> e.remove("id")))) {
      Check shape = samples.verify(Json.bytes(odd)).check(Check.SHAPE).orElseThrow();
      assertThat(shape.is(CheckType.MALFORMED_VALUE_ERROR)).as(odd.toString()).isTrue();
    }
  }

  @Test
  void verify_endorsementOfSomethingElse_isRefused() {
    ObjectNode other =
        endorsement(e -> ((ObjectNode) e.get("credentialSubject")).put("id", "urn:other"));
    assertThat(check(badge(other)).is(CheckType.ENDORSEMENT_MISMATCH)).isTrue();
  }

  @Test
  @Tag("check-26")
  void verify_expiredEndorsement_isSaidAndCounts() {
    ObjectNode expired = endorsement(e -> e.put("validUntil", "2026-11-01T00:00:00Z"));
    VerificationReport report = samples.verify(badge(endorsement(e -> {}), expired));
    assertThat(report.check(Check.ENDORSEMENTS).orElseThrow().each())
        .extracting(Check::result)
        .containsExactly(CheckResult.PASSED, CheckResult.FAILED);
    assertThat(report.endorsements().get(1).verdict()).isEqualTo(Verdict.EXPIRED);
    assertThat(report.verdict()).isEqualTo(Verdict.NOT_VALID);
  }

  @Test
  void verify_endorsementOfAnUnknownIssuer_couldNotBeChecked() {
    ObjectNode far = endorsement(e -> ((ObjectNode) e.get("issuer")).put("id", "did:example:1"));
    assertThat(check(badge(far)).result()).isIn(CheckResult.COULD_NOT_CHECK, CheckResult.FAILED);
    assertThat(samples.verify(badge(far)).verdict()).isNotEqualTo(Verdict.VALID);
  }

  /// What an endorsement says of the achievement must not be repeated as the issuer's word: the
  /// graph, and so the signature, would be the same.
  @Test
  @Tag("check-2")
  void verify_claimOfTheEndorserCopiedIntoTheBadge_isRefused() {
    ObjectNode typed =
        endorsement(e -> ((ObjectNode) e.get("credentialSubject")).put("mediaType", "text/x"));
    ObjectNode copied = Json.parse(badge(typed)).asObject();
    ((ObjectNode) copied.at("/credentialSubject/achievement")).put("mediaType", "text/x");
    VerificationReport report = samples.verify(Json.bytes(copied));
    assertThat(report.passed(Check.PROOF)).as("the graph is the same").isTrue();
    assertThat(report.check(Check.TERMS).orElseThrow().is(CheckType.AMBIGUOUS_ID)).isTrue();
    assertThat(report.verdict()).isEqualTo(Verdict.NOT_VALID);
  }

  @Test
  void verify_endorserThatAlsoMadeTheAchievement_maySayTheSameOfItself() {
    byte[] badge =
        samples.signed(d -> {
          ObjectNode achievement = (ObjectNode) d.at("/credentialSubject/achievement");
          ObjectNode creator = achievement.putObject("creator").put("id", did);
          creator.putArray("type").add("Profile");
          creator.put("name", "Guild of Gardeners");
          achievement.putArray("endorsement").add(endorsement(e -> {}));
        });
    assertThat(samples.verify(badge).findings()).isEmpty();
  }

  @Test
  void verify_moreEndorsementsThanAreRead_isNeverValid() {
    ObjectNode[] many = new ObjectNode[40];
    for (int i = 0; i < many.length; i++) {
      int number = i;
      many[i] = endorsement(e -> e.put("id", "urn:endorsement:" + number));
    }
    VerificationReport report = samples.verify(badge(many));
    assertThat(report.verdict()).isNotEqualTo(Verdict.VALID);
    assertThat(report.endorsements().size()).isLessThan(40);
  }

  @Test
  @Tag("check-13")
  void verify_contextInsideThatIsNoCredentials_isRefusedAsBefore() {
    byte[] odd =
        samples.tampered(d -> {
          ObjectNode achievement = (ObjectNode) d.at("/credentialSubject/achievement");
          achievement.putObject("criteria").put("@context", "https://www.w3.org/ns/credentials/v2");
        });
    assertThat(samples.verify(odd).check(Check.CONTEXTS).orElseThrow().result())
        .isEqualTo(CheckResult.FAILED);
  }
}
