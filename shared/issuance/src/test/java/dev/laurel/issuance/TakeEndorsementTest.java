package dev.laurel.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.assessment.SubmissionId;
import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.did.NamedKey;
import dev.laurel.issuers.Endorsement;
import dev.laurel.issuers.EndorsementStore;
import dev.laurel.issuers.Issuer;
import dev.laurel.issuers.IssuerStore;
import dev.laurel.json.Json;
import dev.laurel.storage.Companion;
import dev.laurel.storage.Cursor;
import dev.laurel.storage.IssuerId;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckResult;
import dev.laurel.verification.Verdict;
import dev.laurel.verification.published.PublishedDid;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

final class TakeEndorsementTest {
  private final World world = new World();
  private final Endorser guild = new Endorser();
  private final String did = world.site.did(world.issuer);

  private TakeEndorsement.Outcome take(ObjectNode endorsement) {
    return world.room().endorsements().take(world.issuer, endorsement, Companion.none());
  }

  private Endorsement taken(ObjectNode endorsement) {
    TakeEndorsement.Outcome outcome = take(endorsement);
    assertThat(outcome).isInstanceOf(TakeEndorsement.Outcome.Taken.class);
    return ((TakeEndorsement.Outcome.Taken) outcome).endorsement();
  }

  private List<String> refused(ObjectNode endorsement) {
    TakeEndorsement.Outcome outcome = take(endorsement);
    assertThat(outcome).isInstanceOf(TakeEndorsement.Outcome.Refused.class);
    return ((TakeEndorsement.Outcome.Refused) outcome)
        .findings().stream()
            .map(each -> each.rule() + " " + each.pointer() + " " + each.message())
            .toList();
  }

  /// Refused, of the issuer, after a change and a good signature over it.
  private List<String> refused(Consumer<ObjectNode> change) {
    ObjectNode endorsement = guild.unsigned("urn:uuid:1", did);
    change.accept(endorsement);
    return refused(guild.sign(endorsement));
  }

  private String achievementUrl() {
    return world.site.achievementUrl(world.achievement);
  }

  @Test
  void take_endorsementsOfIssuerAndAchievement_standInTheNextBadge() {
    CredentialId before = world.issued();
    ObjectNode ofIssuer = guild.signed("urn:uuid:1", did);
    ObjectNode ofAchievement = guild.signed("urn:uuid:2", achievementUrl());
    Endorsement taken = taken(ofIssuer);
    taken(ofAchievement);
    assertThat(taken.issuer()).isEqualTo(guild.did());
    assertThat(taken.subject()).isEqualTo(did);

    CredentialId id = world.issued();

    JsonNode badge = world.document(id);
    assertThat(badge.at("/issuer/endorsement/0")).isEqualTo(ofIssuer);
    assertThat(badge.at("/credentialSubject/achievement/endorsement/0")).isEqualTo(ofAchievement);
    assertThat(badge.at("/issuer/endorsement")).hasSize(1);
    assertThat(world.verify(id).findings()).isEmpty();
    assertThat(world.verify(id).verdict()).isEqualTo(Verdict.VALID);
    assertThat(world.verify(id).endorsements())
        .extracting(report -> report.verdict())
        .containsExactly(Verdict.VALID, Verdict.VALID);
    assertThat(world.document(before).has("endorsement")).isFalse();
    assertThat(world.document(before).at("/issuer/endorsement").isMissingNode()).isTrue();
  }

  @Test
  void take_whileABadgeIsUnderway_leavesItsIntentAsItIs() {
    SubmissionId submission = world.passed();
    assertThat(world.room().ladder().advance(submission)).isEqualTo(new Advance.Logging());
    taken(guild.signed("urn:uuid:1", did));

    CredentialId id = world.issued(submission);

    assertThat(world.document(id).at("/issuer/endorsement").isMissingNode()).isTrue();
    assertThat(world.verify(id).verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  void take_newVersionOfTheAchievement_isNotEndorsed() {
    taken(guild.signed("urn:uuid:1", achievementUrl()));
    world.define(World.content(0));

    CredentialId id = world.issued();

    assertThat(world.document(id).at("/credentialSubject/achievement/endorsement").isMissingNode())
        .isTrue();
  }

  @Test
  @Tag("check-26")
  void draft_endorsementThatEndsBeforeTheBadge_isLeftOut() {
    world.define(World.content(12));
    ObjectNode oneMonth =
        guild.unsigned("urn:uuid:1", did).put("validUntil", "2026-04-01T00:00:00Z");
    ObjectNode twoYears =
        guild.unsigned("urn:uuid:2", did).put("validUntil", "2028-03-01T00:00:00Z");
    taken(guild.sign(oneMonth));
    taken(guild.sign(twoYears));

    CredentialId id = world.issued();

    assertThat(world.document(id).at("/issuer/endorsement")).hasSize(1);
    assertThat(world.document(id).at("/issuer/endorsement/0/id").stringValue())
        .isEqualTo("urn:uuid:2");
    world.clock.advance(Duration.ofDays(60));
    assertThat(world.verify(id).check(Check.ENDORSEMENTS).orElseThrow().result())
        .isEqualTo(CheckResult.PASSED);
  }

  @Test
  void draft_endorsementRevokedSince_isLeftOut() {
    IssuerId other = another();
    ObjectNode unsigned = guild.unsigned("urn:uuid:1", did);
    unsigned.withObject("/issuer").put("id", world.site.did(other));
    CredentialId endorsement =
        world.issued(
            Requests.accepted(
                world,
                new RequestCredential.Command(
                    other,
                    unsigned,
                    CredentialFormat.LDP_VC,
                    List.of(),
                    KeyHint.DID,
                    true,
                    false,
                    "",
                    "f")));
    taken(world.document(endorsement).asObject());
    CredentialId before = world.issued();
    assertThat(world.verify(before).verdict()).isEqualTo(Verdict.VALID);

    world.room().revocation().revoke(other, endorsement, "No more.", Companion.none());
    world.rest();
    CredentialId after = world.issued();

    assertThat(world.document(before).at("/issuer/endorsement")).hasSize(1);
    assertThat(world.document(after).at("/issuer/endorsement").isMissingNode()).isTrue();
    assertThat(world.verify(after).verdict()).isEqualTo(Verdict.VALID);
    assertThat(world.verify(before).verdict())
        .as("what was signed with it is not valid any more")
        .isEqualTo(Verdict.NOT_VALID);
    assertThat(refused(world.document(endorsement).asObject()))
        .anyMatch(each -> each.contains("status is failed"));
  }

  @Test
  void renew_endorsementThatEndedSince_isLeftOut() {
    ObjectNode badge = Requests.badge(world);
    ObjectNode achievement = badge.at("/credentialSubject/achievement").asObject();
    String about = achievement.path("id").stringValue();
    ObjectNode ends = guild.unsigned("urn:uuid:2", about).put("validUntil", "2026-12-31T00:00:00Z");
    achievement
        .putArray("endorsement")
        .add(guild.signed("urn:uuid:1", about))
        .add(guild.sign(ends));
    CredentialId old = world.issued(Requests.accepted(world, Requests.command(world, badge)));
    assertThat(world.document(old).at("/credentialSubject/achievement/endorsement")).hasSize(2);
    world.clock.advance(Duration.ofDays(400));
    world.rest();

    RenewCredential.Outcome outcome =
        world.room().renewals().renew(world.issuer, old, "Again.", Companion.none());

    assertThat(outcome).isInstanceOf(RenewCredential.Outcome.Accepted.class);
    CredentialId next = world.issued(RenewCredential.request(old));
    assertThat(world.document(next).at("/credentialSubject/achievement/endorsement")).hasSize(1);
    assertThat(world.verify(next).check(Check.ENDORSEMENTS).orElseThrow().result())
        .isEqualTo(CheckResult.PASSED);
  }

  @Test
  void take_ofAnIssuerHereButNotInTheLog_isRefused() {
    IssuerId other = another();
    ObjectNode unsigned = guild.unsigned("urn:uuid:1", did);
    unsigned.withObject("/issuer").put("id", world.site.did(other));
    // Signed by the issuer's good key, and never asked for by anybody.
    ObjectNode forged = guild.sign(unsigned, world.site.did(other) + "#guild");
    assertThat(refused(forged)).anyMatch(each -> each.contains("log is failed"));
  }

  /// Another issuer of this deployment, whose DID lists the guild's key besides the deployment's.
  /// As many documents as a badge of ours can hold: all of them are read.
  @Test
  void issued_eightEndorsementsWithTwoListsEach_isPublished() {
    for (int i = 0; i < 8; i++) {
      IssuerId other = another();
      ObjectNode unsigned = guild.unsigned("urn:uuid:" + i, i < 4 ? did : achievementUrl());
      unsigned.withObject("/issuer").put("id", world.site.did(other));
      RequestCredential.Command command =
          new RequestCredential.Command(
              other,
              unsigned,
              CredentialFormat.LDP_VC,
              List.of(),
              KeyHint.DID,
              true,
              true,
              "",
              "f");
      CredentialId endorsement = world.issued(Requests.accepted(world, command));
      world.rest();
      taken(world.document(endorsement).asObject());
    }

    CredentialId id = world.issued();

    assertThat(world.document(id).at("/issuer/endorsement")).hasSize(4);
    assertThat(world.document(id).at("/credentialSubject/achievement/endorsement")).hasSize(4);
    assertThat(world.verify(id).verdict()).isEqualTo(Verdict.VALID);
  }

  private IssuerId another() {
    IssuerId id = IssuerId.random(world.random);
    world.write(
        IssuerStore.create(
            new Issuer(
                id, "Guild", "https://g.example", "g@g.example", "", world.clock.instant())));
    List<NamedKey> keys =
        new ArrayList<>(
            world.signer.publicKeys().stream()
                .map(key -> new NamedKey(key.fragment(), key.key()))
                .toList());
    keys.add(new NamedKey("guild", guild.key()));
    DidDocument document = DidDocument.issuer(new Did(world.site.did(id)), keys);
    world.write(
        new PublishedDid(id, 1, new String(document.toJsonBytes(), StandardCharsets.UTF_8))
            .write());
    return id;
  }

  @Test
  @Tag("check-2")
  void take_changedOrUnsigned_isRefused() {
    ObjectNode changed = guild.signed("urn:uuid:1", did);
    changed.withObject("/credentialSubject").put("endorsementComment", "The best of all.");
    assertThat(refused(changed)).anyMatch(each -> each.contains("proof is failed"));
    assertThat(refused(guild.unsigned("urn:uuid:1", did)))
        .anyMatch(each -> each.contains("proof is failed"));
    assertThat(world.room().endorsements().list(world.issuer, 10, Cursor.START).entries())
        .isEmpty();
  }

  @Test
  void take_byAnotherThanItsIssuer_isRefused() {
    assertThat(refused(e -> e.withObject("/issuer").put("id", new Endorser().did())))
        .anyMatch(each -> each.contains("controller is failed"));
  }

  @Test
  void take_issuerThatNobodyResolvesHere_saysSo() {
    assertThat(refused(e -> e.withObject("/issuer").put("id", "did:web:guild.example")))
        .anyMatch(each -> each.contains("it lies elsewhere, and nothing is fetched"));
  }

  @Test
  @Tag("check-25")
  @Tag("check-26")
  void take_endedOrNotBegun_isRefused() {
    assertThat(refused(e -> e.put("validUntil", "2026-02-01T00:00:00Z")))
        .anyMatch(each -> each.contains("validity is failed"));
    assertThat(refused(e -> e.put("validFrom", "2027-02-01T00:00:00Z")))
        .anyMatch(each -> each.contains("validity is failed"));
  }

  @Test
  @Tag("check-55")
  void take_subjectThatIsNotTheCallers_isRefused() {
    String other = world.site.did(IssuerId.random(world.random));
    for (String subject :
        List.of(
            other,
            World.BASE + "/achievements/" + "0".repeat(32) + "/versions/1",
            achievementUrl().replace("/versions/1", "/versions/2"),
            achievementUrl() + "#criterion",
            "https://other.example/achievements/1")) {
      assertThat(refused(guild.signed("urn:uuid:1", subject)))
          .as(subject)
          .hasSize(1)
          .allMatch(each -> each.startsWith("house/endorsement /credentialSubject/id"));
    }
  }

  @Test
  void take_whatTheLintOfABadgeRefuses_isRefusedNow() {
    assertThat(refused(e -> e.withArray("/type").remove(1))).isNotEmpty();
    assertThat(refused(e -> e.put("name", "Ask lea@example.org")))
        .anyMatch(each -> each.startsWith("house/no-email-address /name"));
    assertThat(refused(e -> e.withObject("/credentialSubject").put("mediaType", "text/x")))
        .anyMatch(each -> each.startsWith("house/endorsement /credentialSubject/mediaType"));
    assertThat(refused(e -> e.remove("name")))
        .anyMatch(each -> each.startsWith("house/endorsement /name"));
  }

  @Test
  void take_moreThanABadgeCarries_isRefused() {
    assertThat(
            refused(e ->
                e.withObject("/credentialSubject")
                    .put("endorsementComment", "x".repeat(Endorsement.MAX_BYTES))))
        .anyMatch(each -> each.startsWith("house/endorsement  has"));
    for (int i = 0; i < Endorsement.MAX_PER_SUBJECT; i++) {
      taken(guild.signed("urn:uuid:" + i, did));
    }
    assertThat(take(guild.signed("urn:uuid:x", did))).isEqualTo(new TakeEndorsement.Outcome.Full());
    assertThat(take(guild.signed("urn:uuid:1", did)))
        .isEqualTo(new TakeEndorsement.Outcome.Exists());
  }

  @Test
  void take_allThatABadgeCarries_isPublished() {
    for (int i = 0; i < Endorsement.MAX_PER_SUBJECT; i++) {
      taken(new Endorser().signed("urn:uuid:i" + i, did));
      taken(new Endorser().signed("urn:uuid:a" + i, achievementUrl()));
    }
    CredentialId id = world.issued();
    assertThat(world.verify(id).verdict()).isEqualTo(Verdict.VALID);
    assertThat(world.verify(id).endorsements()).hasSize(8);
  }

  @Test
  void remove_endorsement_isGoneFromTheNextBadge() {
    Endorsement endorsement = taken(guild.signed("urn:uuid:1", did));
    assertThat(world.room().endorsements().remove(world.issuer, endorsement.id(), List.of()))
        .isEqualTo(EndorsementStore.Result.DONE);

    assertThat(world.document(world.issued()).at("/issuer/endorsement").isMissingNode()).isTrue();
  }

  @Test
  void take_ownDid_isRefused() {
    ObjectNode own = guild.unsigned("urn:uuid:1", did);
    own.withObject("/issuer").put("id", did);
    assertThat(refused(guild.sign(own)))
        .allMatch(each -> each.contains("nobody endorses themselves"));
  }

  @Test
  void request_badgeWithAnEndorsement_isIssuedOrRefusedAtOnce() {
    ObjectNode badge = Requests.badge(world);
    String achievement = badge.at("/credentialSubject/achievement/id").stringValue();
    ObjectNode endorsement = guild.signed("urn:uuid:1", achievement);
    badge.withObject("/credentialSubject/achievement").putArray("endorsement").add(endorsement);
    CredentialId id = world.issued(Requests.accepted(world, Requests.command(world, badge)));
    assertThat(world.verify(id).verdict()).isEqualTo(Verdict.VALID);
    assertThat(Json.write(world.document(id))).contains(Json.write(endorsement));

    ((ObjectNode) badge.at("/credentialSubject/achievement/endorsement/0/credentialSubject"))
        .put("endorsementComment", "The best of all.");
    assertThat(Requests.refused(world, Requests.command(world, badge)))
        .contains("house/endorsement-valid /credentialSubject/achievement/endorsement/0");

    ArrayNode many = badge.withObject("/credentialSubject/achievement").putArray("endorsement");
    for (int i = 0; i < 9; i++) {
      many.add(endorsement);
    }
    assertThat(Requests.refused(world, Requests.command(world, badge)))
        .contains("house/endorsement-valid /credentialSubject/achievement/endorsement/8");
  }
}
