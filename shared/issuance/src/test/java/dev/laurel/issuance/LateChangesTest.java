package dev.laurel.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.assessment.SubmissionId;
import dev.laurel.credentials.CredentialId;
import dev.laurel.storage.Companion;
import dev.laurel.storage.Cursor;
import dev.laurel.storage.Read;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.verification.PublishedResolvers;
import dev.laurel.verification.RevocationNotices;
import dev.laurel.verification.Verdict;
import dev.laurel.verification.Verifier;
import dev.laurel.verification.published.DocumentName;
import dev.laurel.verification.published.PublishedKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// What changes late - keys, endorsements, the credential that is replaced - and what becomes of
/// documents that are under way or are issued again then.
final class LateChangesTest {
  private final World world = new World();
  private final Operator operator = new Operator(world);
  private final Endorser guild = new Endorser();
  private final String web = world.site.did(world.issuer);

  @BeforeEach
  void register() {
    operator.register();
  }

  private RenewCredential.Outcome renew(CredentialId id) {
    return world.room().renewals().renew(world.issuer, id, "Again", Companion.none());
  }

  private Advance advance(SubmissionId id) {
    return world.room().ladder().advance(id);
  }

  private void ownKey() {
    operator.make("own-1", "Ed25519");
    operator.settle();
  }

  private String didKey() {
    PublishedKey row = operator.makeDidKey("own-1", "Ed25519");
    operator.settle();
    return row.did();
  }

  private ObjectNode badge(String did) {
    ObjectNode badge = Requests.badge(world);
    Drafts.object(badge, "/issuer").put("id", did);
    Drafts.object(badge, "/credentialSubject").put("id", "did:example:ada");
    return badge;
  }

  private CredentialId issued(ObjectNode document) {
    return world.issued(Requests.accepted(world, Requests.command(world, document)));
  }

  private boolean isSigned(SubmissionId id) {
    return world.memory.get(Intent.key(id, 1), Read.CONSISTENT).isPresent()
        && world.intent(id).state() == Intent.State.SIGNED;
  }

  @Test
  void renew_endorsementThatWouldEndBefore_isLeftOut() {
    world.define(World.content(12));
    ObjectNode ends = guild.unsigned("urn:uuid:1", web).put("validUntil", "2027-05-01T00:00:00Z");
    assertThat(world.room().endorsements().take(world.issuer, guild.sign(ends), Companion.none()))
        .isInstanceOf(TakeEndorsement.Outcome.Taken.class);
    CredentialId old = world.issued();
    assertThat(world.document(old).at("/issuer/endorsement")).hasSize(1);
    world.clock.advance(Duration.ofDays(330));
    world.rest();

    assertThat(renew(old)).isInstanceOf(RenewCredential.Outcome.Accepted.class);
    CredentialId next = world.issued(RenewCredential.request(old));
    assertThat(world.document(next).path("issuer").has("endorsement")).isFalse();
  }

  @Test
  void renew_endorsementOfTheCreatorThatEnded_isLeftOut() {
    ObjectNode badge = Requests.badge(world);
    ObjectNode creator = badge.at("/credentialSubject/achievement").asObject().putObject("creator");
    creator.put("id", "did:example:creator").put("name", "Test");
    creator.putArray("type").add("Profile");
    ObjectNode ends = guild.unsigned("urn:uuid:1", "did:example:creator");
    creator.putArray("endorsement").add(guild.sign(ends.put("validUntil", "2026-12-31T00:00:00Z")));
    CredentialId old = issued(badge);
    world.clock.advance(Duration.ofDays(400));
    world.rest();

    assertThat(renew(old)).isInstanceOf(RenewCredential.Outcome.Accepted.class);
    CredentialId next = world.issued(RenewCredential.request(old));
    assertThat(world.document(next).at("/credentialSubject/achievement/creator").has("endorsement"))
        .isFalse();
  }

  @Test
  void renew_endorsementOfTheDidThatEnded_isLeftOut() {
    String did = didKey();
    ObjectNode badge = badge(did);
    badge.putArray("endorsement").add(guild.signed("urn:uuid:1", did));
    CredentialId old = issued(badge);
    operator.retire("own-1");
    operator.settle();

    assertThat(renew(old)).isInstanceOf(RenewCredential.Outcome.Accepted.class);
  }

  @Test
  void renew_neverEnding_endsInTheLastYearThereIs() {
    CredentialId old = issued(Requests.badge(world).put("validUntil", "9999-12-31T23:59:59Z"));
    world.clock.advance(Duration.ofDays(1));
    world.rest();

    assertThat(renew(old)).isInstanceOf(RenewCredential.Outcome.Accepted.class);
    CredentialId next = world.issued(RenewCredential.request(old));
    assertThat(world.document(next).path("validUntil").stringValue())
        .isEqualTo("9999-12-31T23:59:59Z");
  }

  @Test
  void take_byAnotherDidOfTheIssuer_isRefused() {
    String did = didKey();
    ObjectNode unsigned = guild.unsigned("urn:uuid:1", web);
    Drafts.object(unsigned, "/issuer").put("id", did);
    CredentialId endorsement = issued(unsigned);

    assertThat(
            world
                .room()
                .endorsements()
                .take(world.issuer, world.document(endorsement).asObject(), Companion.none()))
        .isInstanceOf(TakeEndorsement.Outcome.Refused.class);
  }

  @Test
  void advance_keyCompromisedWhileItSigns_publishesNothing() {
    ownKey();
    SubmissionId submission = world.passed();
    advance(submission);
    world.log.integrate();
    boolean[] once = {false};
    world.signer.whileSigning =
        () -> {
          if (!once[0]) {
            once[0] = true;
            operator.compromised("own-1", 0);
          }
        };

    assertThat(advance(submission)).isNotInstanceOf(Advance.Published.class);
  }

  @Test
  void advance_keyCompromisedBetweenSignedAndPublished_stands() {
    ownKey();
    SubmissionId submission = world.passed();
    advance(submission);
    world.log.integrate();
    boolean[] died = {false};
    world.instants =
        () -> {
          if (isSigned(submission) && !died[0]) {
            died[0] = true;
            throw new StoreUnavailable("died", new IllegalStateException());
          }
          return world.clock.instant();
        };
    assertThatThrownBy(() -> advance(submission)).isInstanceOf(StoreUnavailable.class);
    operator.compromised("own-1", 0);
    operator.settle();

    assertThat(advance(submission)).isInstanceOf(Advance.Parked.class);
  }

  /// A renewal that was signed and stood, its key compromised meanwhile.
  @Test
  void resume_signedByAKeyThatWasCompromisedSince_stands() {
    ownKey();
    world.define(World.suspendable());
    CredentialId old = world.issued();
    SubmissionId request = RenewCredential.request(old);
    Issuance room = world.room();
    int[] asked = {0};
    world.instants =
        () -> {
          if (isSigned(request) && ++asked[0] == 2) {
            room.suspension().suspend(world.issuer, old, "Looked at", Companion.none());
          }
          return world.clock.instant();
        };
    renew(old);
    room.ladder().advance(request);
    world.settleLog();
    assertThat(room.ladder().advance(request)).isInstanceOf(Advance.Parked.class);
    operator.compromised("own-1", 0);
    operator.settle();
    world.rest();
    room.suspension().reinstate(world.issuer, old, "Well", Companion.none());
    room.standing().resume(world.issuer, request, Companion.none());

    assertThat(room.ladder().advance(request)).isInstanceOf(Advance.Parked.class);
    assertThat(world.record(old).revocation()).as("nothing takes its place").isEmpty();
  }

  @Test
  void renew_afterItsKeyWasLostAndItWasAbandoned_beginsAnew() {
    CredentialId old = issued(badge(didKey()));
    SubmissionId request = abandonedRenewal(old);

    assertThat(renew(old)).isInstanceOf(RenewCredential.Outcome.Accepted.class);
    advance(request);
    world.settleLog();
    world.rest();

    CredentialId next = world.award(request).credential();
    assertThat(world.verifyKnowing(next).verdict()).isEqualTo(Verdict.VALID);
    assertThat(world.document(next).at("/issuer/id").stringValue()).isEqualTo(web);
  }

  /// Two JWTs that say the same have one hash; their signatures differ.
  @Test
  void revoke_oneOfManyThatSayTheSame_isKnownOfThat() {
    PublishedResolvers resolvers = new PublishedResolvers(world.site.urls(), world.published);
    Verifier verifier = new Verifier(World.CONTEXTS, resolvers, resolvers, world.clock);
    ObjectNode document =
        Requests.credential(world).put("id", "urn:one").put("validFrom", "2026-01-01T00:00:00Z");
    List<CredentialId> all = new ArrayList<>();
    for (int i = 0; i < 18; i++) {
      all.add(
          world.issued(
              Requests.accepted(
                  world,
                  new RequestCredential.Command(
                      world.issuer,
                      document,
                      CredentialFormat.VC_JWT,
                      List.of(),
                      KeyHint.DID,
                      false,
                      false,
                      "",
                      "f"))));
    }
    CredentialId revoked = all.getFirst();
    world.room().revocation().revoke(world.issuer, revoked, "No more.", Companion.none());

    for (CredentialId id : List.of(revoked, all.get(1), all.getLast())) {
      DocumentName name =
          verifier.name(world.record(id).published().orElseThrow().bytes()).orElseThrow();
      assertThat(world.published.isDocument(name, id)).isTrue();
      assertThat(resolvers.of(name) instanceof RevocationNotices.Knowledge.Revoked)
          .as("of " + all.indexOf(id))
          .isEqualTo(id.equals(revoked));
    }
  }

  @Test
  void reissue_whatStands_isSaidSo() {
    ownKey();
    CredentialId old = world.issued();
    SubmissionId request = RenewCredential.request(old);
    renew(old);
    advance(request);
    world.log.integrate();
    operator.compromised("own-1", 0);
    advance(request);
    operator.settle();

    assertThat(
            world.room().reissue().pass(operator.key("own-1"), "Lost", 25, Cursor.START).entries())
        .singleElement()
        .satisfies(each -> assertThat(each.refused()).isPresent());
  }

  /// The renewal of a credential, abandoned after its key was lost.
  private SubmissionId abandonedRenewal(CredentialId old) {
    SubmissionId request = RenewCredential.request(old);
    renew(old);
    advance(request);
    world.log.integrate();
    operator.compromised("own-1", 0);
    assertThat(advance(request)).isInstanceOf(Advance.Parked.class);
    assertThat(world.room().standing().abandon(world.issuer, request, "Key lost", Companion.none()))
        .isInstanceOf(Standing.Outcome.Done.class);
    operator.settle();
    world.settleLog();
    assertThat(advance(request)).isInstanceOf(Advance.Abandoned.class);
    return request;
  }
}
