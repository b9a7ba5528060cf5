package dev.laurel.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.assessment.SubmissionId;
import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.json.Json;
import dev.laurel.storage.Companion;
import dev.laurel.storage.Condition;
import dev.laurel.storage.Cursor;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Page;
import dev.laurel.storage.Read;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckResult;
import dev.laurel.verification.Verdict;
import dev.laurel.verification.Verifier;
import dev.laurel.verification.published.CapabilityToken;
import dev.laurel.verification.published.PublishedCredential;
import dev.laurel.verification.published.PublishedDocument;
import dev.laurel.verification.published.Recipient;
import dev.laurel.verification.published.Visibility;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class RenewCredentialTest {
  private final World world = new World();

  private RenewCredential.Outcome renew(CredentialId id) {
    return world.room().renewals().renew(world.issuer, id, "A new key", Companion.none());
  }

  /// Renews it through the log.
  private CredentialId renewed(CredentialId id) {
    SubmissionId request = RenewCredential.request(id);
    assertThat(renew(id)).isEqualTo(new RenewCredential.Outcome.Accepted(request));
    // The second round finds the status list signed anew, where it was at its end.
    for (int i = 0; i < 2; i++) {
      world.room().ladder().advance(request);
      world.settleLog();
      world.rest();
    }
    return world.award(request).credential();
  }

  private static RenewCredential.Outcome notNow(String why) {
    return new RenewCredential.Outcome.NotNow("the credential that it replaces is " + why);
  }

  private ObjectNode claims(CredentialId id) {
    return Verifier.document(world.record(id).published().orElseThrow().bytes()).orElseThrow();
  }

  /// What both say, apart from what a renewal changes.
  private void assertSameClaims(CredentialId old, CredentialId next) {
    List<String> own = List.of("id", "proof", "credentialStatus", "validFrom", "validUntil");
    ObjectNode before = claims(old).remove(own);
    ObjectNode after = claims(next).remove(own);
    if (!before.has("awardedDate")) {
      after.remove("awardedDate");
    }
    assertThat(after).isEqualTo(before);
    assertThat(world.verify(next).verdict()).isEqualTo(Verdict.VALID);
    assertThat(world.verify(next).check(Check.LOG).orElseThrow().result())
        .isEqualTo(CheckResult.PASSED);
    assertThat(world.verify(old).verdict()).isEqualTo(Verdict.REVOKED);
    assertThat(world.record(old).revocation().orElseThrow().replacement()).hasValue(next);
  }

  @Test
  void renew_badge_takesTheOldOnesPlace() {
    world.define(World.content(24));
    SubmissionId submission = world.passed();
    CredentialId old = world.issued(submission);
    world.clock.advance(Duration.ofDays(40));

    CredentialId next = renewed(old);

    assertSameClaims(old, next);
    JsonNode document = world.document(next);
    assertThat(document.path("id").stringValue()).isEqualTo(World.BASE + "/credentials/" + next);
    assertThat(document.path("awardedDate")).isEqualTo(world.document(old).path("awardedDate"));
    assertThat(document.path("validFrom").stringValue()).isEqualTo("2026-04-10T10:00:00Z");
    assertThat(document.path("validUntil").stringValue())
        .as("as long as the old one: 731 days")
        .isEqualTo("2028-04-10T10:00:00Z");
    assertThat(world.record(old).revocation().orElseThrow().reason()).isEqualTo("A new key");
    assertThat(world.record(next).owner().renews()).isEqualTo(old.text());
    assertThat(world.record(next).owner().achievementId())
        .isEqualTo(world.record(old).owner().achievementId())
        .isNotEmpty();
    assertThat(world.record(next).owner().achievementVersion()).isEqualTo(1);
    Invariants.checkAtRest(world, List.of(submission, RenewCredential.request(old)));
  }

  @Test
  void renew_badge_goesToTheSamePersonWhoKeepsTheChoiceWhoSeesIt() {
    CredentialId old = world.issued();
    CapabilityToken token = CapabilityToken.random(world.random);
    world.write(Visibility.hidden(old).sharedBy(token).write());

    CredentialId next = renewed(old);

    assertThat(world.published.recipient(next).map(Recipient::email)).hasValue(World.EMAIL);
    assertThat(world.memory.all(Table.OUTBOX))
        .extracting(item -> item.key().partition())
        .contains("notification#" + next.text());
    assertThat(world.record(next).visibility().isSharedBy(token.text())).isTrue();
    assertThat(world.record(next).visibility().open()).isFalse();
  }

  @Test
  void renew_recipientWasErased_writesToNobody() {
    CredentialId old = world.issued();
    world.write(new Write.Delete(Recipient.key(old), Condition.versionIs(1)));

    CredentialId next = renewed(old);

    assertThat(world.published.recipient(next)).isEmpty();
    assertThat(world.memory.all(Table.OUTBOX))
        .extracting(item -> item.key().partition())
        .doesNotContain("notification#" + next.text());
    assertThat(world.verify(next).verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  void renew_documentsOfClientsInEveryFormat_keepFormClaimsAndId() {
    String own = "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33";
    for (CredentialFormat format : CredentialFormat.values()) {
      ObjectNode badge = Requests.badge(world).put("id", own);
      Drafts.object(badge, "/credentialSubject").put("id", "did:example:subject");
      CredentialId old =
          world.issued(Requests.accepted(world, Requests.in(world, badge, format, KeyHint.DID)));
      world.clock.advance(Duration.ofMinutes(1));

      CredentialId next = renewed(old);

      assertSameClaims(old, next);
      PublishedCredential published = world.record(next).published().orElseThrow();
      assertThat(published.form()).isEqualTo(format.text());
      assertThat(claims(next).path("id").stringValue()).isEqualTo(own);
      assertThat(
              world
                  .published
                  .documents(world.site.did(world.issuer), own, 50, Cursor.START)
                  .entries())
          .extracting(PublishedDocument::credential)
          .contains(next, old);
      assertThat(world.published.recipient(next)).isEmpty();
    }
    assertThat(world.rows("REQUEST"))
        .as("nobody is named in them any more")
        .hasSize(6)
        .allMatch(row -> CredentialRequest.from(row).document().isEmpty());
  }

  @Test
  void renew_suiteThatWasChosen_isChosenAgain() {
    CredentialId old =
        world.issued(
            Requests.accepted(
                world, Requests.by(world, Requests.credential(world), Cryptosuite.ECDSA_JCS_2019)));

    CredentialId next = renewed(old);

    assertThat(world.document(next).at("/proof/0/cryptosuite").stringValue())
        .isEqualTo("ecdsa-jcs-2019");
    assertThat(claims(next).has("awardedDate")).as("no badge").isFalse();
  }

  @Test
  void renew_suspendableCredential_staysSuspendable() {
    world.define(World.suspendable());
    CredentialId old = world.issued();

    CredentialId next = renewed(old);

    assertThat(claims(next).path("credentialStatus")).hasSize(2);
    assertThat(world.room().suspension().suspend(world.issuer, next, "Looked at", Companion.none()))
        .isInstanceOf(SuspendCredential.Outcome.Done.class);
  }

  @Test
  void renew_badgeWithRefreshServiceAndSchema_namesItsOwnService() {
    world.define(World.extended());
    CredentialId old = world.issued();
    JsonNode before = world.document(old);
    assertThat(before.at("/@context/2").stringValue())
        .isEqualTo("https://purl.imsglobal.org/spec/ob/v3p0/extensions.json");
    assertThat(before.at("/refreshService/id").stringValue())
        .isEqualTo(World.BASE + "/credentials/" + old + "/refresh");
    assertThat(before.at("/refreshService/type").stringValue())
        .isEqualTo("1EdTechCredentialRefresh");
    assertThat(before.at("/credentialSchema/0/type").stringValue())
        .isEqualTo("1EdTechJsonSchemaValidator2019");

    CredentialId next = renewed(old);

    assertThat(world.verify(next).verdict()).isEqualTo(Verdict.VALID);
    assertThat(world.document(next).at("/refreshService/id").stringValue())
        .isEqualTo(World.BASE + "/credentials/" + next + "/refresh");
    assertThat(world.document(next).path("credentialSchema"))
        .isEqualTo(before.path("credentialSchema"));
  }

  @Test
  void renew_suspendedCredential_waitsForAWord() {
    world.define(World.suspendable());
    CredentialId old = world.issued();
    world.room().suspension().suspend(world.issuer, old, "Looked at", Companion.none());

    assertThat(renew(old)).isEqualTo(notNow("suspended"));
  }

  @Test
  void renew_keyOfTheCredentialCompromised_isSignedByAnother() {
    Operator operator = new Operator(world);
    operator.register();
    operator.make("own-1", "Ed25519");
    operator.settle();
    CredentialId old = world.issued();
    assertThat(world.document(old).at("/proof/0/verificationMethod").stringValue())
        .endsWith("#own-1");
    operator.compromised("own-1", 0);
    operator.settle();
    world.rest();

    CredentialId next = renewed(old);

    assertThat(world.document(next).at("/proof/0/verificationMethod").stringValue())
        .endsWith("#key-1");
    assertThat(world.verify(next).verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  void reissue_credentialsOfAKey_areThoseAndNoOthers() {
    Operator operator = new Operator(world);
    operator.register();
    CredentialId before = world.issued();
    operator.make("own-1", "Ed25519");
    operator.settle();
    CredentialId first = world.issued();
    CredentialId second = world.issued();
    CredentialId revoked = world.issued();
    world.room().revocation().revoke(world.issuer, revoked, "A mistake", Companion.none());
    operator.make("own-2", "Ed25519");
    operator.compromised("own-1", 0);
    operator.settle();
    CredentialId after = world.issued();

    List<ReissueByKey.Renewal> found = new ArrayList<>();
    Cursor cursor = Cursor.START;
    do {
      Page<ReissueByKey.Renewal> page =
          world.room().reissue().pass(operator.key("own-1"), "Lost", 2, cursor);
      found.addAll(page.entries());
      cursor = page.next();
    } while (!cursor.equals(Cursor.START));
    world.settleLog();

    assertThat(found)
        .containsExactlyInAnyOrder(
            new ReissueByKey.Renewal(first, Optional.empty()),
            new ReissueByKey.Renewal(second, Optional.empty()));
    for (CredentialId old : List.of(first, second)) {
      CredentialId next = renewed(old);
      assertThat(world.document(next).at("/proof/0/verificationMethod").stringValue())
          .endsWith("#own-2");
      assertThat(world.record(old).revocation().orElseThrow().reason()).isEqualTo("Lost");
    }
    assertThat(world.record(before).revocation()).isEmpty();
    assertThat(world.record(after).revocation()).isEmpty();
    assertThat(world.room().reissue().pass(operator.key("own-1"), "Lost", 25, Cursor.START))
        .satisfies(page -> assertThat(page.entries()).isEmpty());
  }

  @Test
  void reissue_credentialThatStands_isNamedWithTheReason() {
    Operator operator = new Operator(world);
    operator.register();
    operator.make("own-1", "Ed25519");
    operator.settle();
    world.define(World.suspendable());
    CredentialId id = world.issued();
    world.room().suspension().suspend(world.issuer, id, "Looked at", Companion.none());
    operator.retire("own-1");
    operator.settle();

    assertThat(world.room().reissue().pass(operator.key("own-1"), "x", 25, Cursor.START).entries())
        .containsExactly(
            new ReissueByKey.Renewal(
                id, Optional.of("the credential that it replaces is suspended")));
  }

  @Test
  void renew_again_findsTheFirst() {
    CredentialId old = world.issued();
    CredentialId next = renewed(old);
    List<Item> before = world.memory.all();

    assertThat(renewed(old)).isEqualTo(next);

    assertThat(world.memory.all()).isEqualTo(before);
    CredentialId third = renewed(next);
    assertThat(world.record(next).revocation().orElseThrow().replacement()).hasValue(third);
  }

  @Test
  @Tag("check-55")
  void renew_anothersUnpublishedOrRevoked_isRefused() {
    CredentialId id = world.issued();
    assertThat(
            world
                .room()
                .renewals()
                .renew(IssuerId.random(world.random), id, "Mine", Companion.none()))
        .isEqualTo(new RenewCredential.Outcome.Unknown());
    SubmissionId submission = world.passed();
    world.room().ladder().advance(submission);
    assertThat(renew(world.award(submission).credential())).isEqualTo(notNow("not published"));
    world.room().revocation().revoke(world.issuer, id, "A mistake", Companion.none());
    assertThat(renew(id)).isEqualTo(notNow("revoked"));
    assertThat(world.rows("REQUEST")).isEmpty();
  }

  @Test
  void renew_revokedBeforeAnythingIsBegun_standsUnsigned() {
    CredentialId old = world.issued();
    SubmissionId request = RenewCredential.request(old);
    renew(old);
    world.room().revocation().revoke(world.issuer, old, "Fraud", Companion.none());
    int signatures = world.signer.of("/credentials/").size();

    Advance advance = world.room().ladder().advance(request);

    assertThat(advance).isEqualTo(new Advance.Parked("the credential that it replaces is revoked"));
    assertThat(world.room().awards().of(world.issuer, request).orElseThrow().parked())
        .isEqualTo("the credential that it replaces is revoked");
    world.settleLog();
    assertThat(world.signer.of("/credentials/")).hasSize(signatures);
    assertThat(world.rows("PUBLISHED")).hasSize(1);
  }

  @Test
  void renew_revokedWhileItIsSigned_isNotPublished() {
    CredentialId old = world.issued();
    SubmissionId request = RenewCredential.request(old);
    renew(old);
    world.room().ladder().advance(request);
    world.log.integrate();
    world.signer.whileSigning =
        () -> world.room().revocation().revoke(world.issuer, old, "Fraud", Companion.none());

    Advance advance = world.room().ladder().advance(request);

    assertThat(advance).isEqualTo(new Advance.Parked("the credential that it replaces is revoked"));
    assertThat(world.rows("PUBLISHED")).hasSize(1);
    assertThat(world.record(old).revocation().orElseThrow().replacement()).isEmpty();
    world.signer.whileSigning = () -> {};
    world.room().standing().abandon(world.issuer, request, "No more", Companion.none());
    world.settleLog();
    Invariants.check(world);
  }

  @Test
  void renew_personErasedWhileItIsSigned_isNotBroughtBack() {
    CredentialId old = world.issued();
    SubmissionId request = RenewCredential.request(old);
    renew(old);
    world.room().ladder().advance(request);
    world.log.integrate();
    world.faults.reset();
    world.signer.whileSigning =
        () -> {
          if (world.published.recipient(old).isPresent()) {
            world.write(new Write.Delete(Recipient.key(old), Condition.versionIs(1)));
          }
        };

    world.room().ladder().advance(request);

    assertThat(world.published.recipient(world.award(request).credential())).isEmpty();
    assertThat(world.rows("PUBLISHED")).hasSize(2);
  }

  /// Runs it once while the step that publishes stands between what it has read and its write.
  private void atPublication(SubmissionId request, Runnable change) {
    int[] asked = {0};
    world.instants =
        () -> {
          boolean signed =
              world.memory.get(Intent.key(request, 1), Read.CONSISTENT).isPresent()
                  && world.intent(request).state() == Intent.State.SIGNED;
          if (signed && ++asked[0] == 2) {
            change.run();
          }
          return world.clock.instant();
        };
  }

  @Test
  void renew_closedAtTheLastMoment_staysClosed() {
    CredentialId old = world.issued();
    world.write(Visibility.hidden(old).opened(true).write());
    SubmissionId request = RenewCredential.request(old);
    atPublication(request, () -> world.write(world.record(old).visibility().opened(false).write()));

    CredentialId next = renewed(old);

    assertThat(world.verify(next).verdict()).isEqualTo(Verdict.VALID);
    assertThat(world.record(old).visibility().version()).isEqualTo(2);
    assertThat(world.record(next).visibility().open()).isFalse();
  }

  @Test
  void renew_suspendedAtTheLastMoment_standsUntilItIsReinstated() {
    world.define(World.suspendable());
    CredentialId old = world.issued();
    SubmissionId request = RenewCredential.request(old);
    Issuance room = world.room();
    atPublication(
        request, () -> room.suspension().suspend(world.issuer, old, "Looked at", Companion.none()));
    renew(old);
    room.ladder().advance(request);
    world.settleLog();
    String why = "the credential that it replaces is suspended";
    assertThat(room.ladder().advance(request)).isEqualTo(new Advance.Parked(why));
    assertThat(world.record(old).revocation()).isEmpty();
    assertThat(world.rows("PUBLISHED")).hasSize(1);

    room.suspension().reinstate(world.issuer, old, "Well", Companion.none());
    room.standing().resume(world.issuer, request, Companion.none());

    assertThat(room.ladder().advance(request)).isInstanceOf(Advance.Published.class);
  }

  @Test
  void renew_abandonedBeforeItBegan_canBeAskedForAgain() {
    CredentialId old = world.issued();
    SubmissionId request = RenewCredential.request(old);
    renew(old);
    world.room().standing().park(request, "The signer is broken");
    world.room().standing().abandon(world.issuer, request, "Later", Companion.none());
    assertThat(world.room().ladder().advance(request)).isEqualTo(new Advance.Abandoned("Later"));

    CredentialId next = renewed(old);

    assertThat(world.verify(next).verdict()).isEqualTo(Verdict.VALID);
    assertThat(world.room().awards().of(world.issuer, request).orElseThrow().abandoned()).isEmpty();
  }

  @Test
  void renew_companionsRowExists_isContendedAndStoresNothing() {
    CredentialId old = world.issued();
    Item row = Item.of(ItemKey.of("IDEMPOTENCY#x", "ANSWER"), 1, "{}");
    world.write(Write.create(row));

    assertThat(
            world.room().renewals().renew(world.issuer, old, "x", id -> List.of(Write.create(row))))
        .isEqualTo(new RenewCredential.Outcome.Contended());
    assertThat(world.rows("REQUEST")).isEmpty();
  }

  @Test
  void row_ofARequestFromBeforeRenewals_isReadAsBefore() {
    SubmissionId id = Requests.accepted(world, Requests.command(world, Requests.credential(world)));
    Item row = world.memory.get(CredentialRequest.key(id), Read.CONSISTENT).orElseThrow();

    CredentialRequest request = CredentialRequest.from(row);

    assertThat(Json.parse(row.body().getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .allSatisfy(member -> assertThat(member.isNull()).isFalse());
    assertThat(request.isRenewal()).isFalse();
    assertThat(request.isAbandoned()).isFalse();
    assertThat(request.suspension()).isFalse();
    assertThat(Optional.of(request.document())).isNotEmpty();
  }
}
