package dev.laurel.issuance;

import dev.laurel.assessment.Award;
import dev.laurel.assessment.DecideSubmission;
import dev.laurel.assessment.Held;
import dev.laurel.assessment.SubmissionId;
import dev.laurel.credentials.CredentialId;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuers.AchievementStore;
import dev.laurel.issuers.IssuerStore;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Read;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.tlog.entry.Commitment;
import dev.laurel.verification.published.CredentialOwner;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.PublishedRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The first step: chooses id, salts, dates and a place in the status list, lets the lint look, and
/// fixes everything in one transaction, with the log entry that must be in before anything is
/// signed.
///
/// Of many invocations one wins, by the condition on the award's row; the others go on with the
/// winner's.
final class IntentStep {
  /// Tries with another index of the list: with half of them free, all of these fail once in four
  /// billion times.
  private static final int MAX_INDEX_TRIES = 32;

  /// Until then the stream may bring an entry to the sequencer; from then on its sweep does.
  static final Duration STREAM_GRACE = Duration.ofMinutes(1);

  private static final int HOLDER_SALT_BYTES = 16;

  private final ItemStore items;
  private final IssuerStore issuers;
  private final AchievementStore achievements;
  private final PublishedLookup published;
  private final StatusListPlaces places;
  private final IssuerBeginnings beginnings;
  private final Outbox outbox;
  private final Lint lint;
  private final LintFindings findings;
  private final EndorsementCheck endorsements;
  private final FormMethods methods;
  private final PublicSite site;
  private final InstantSource clock;
  private final RandomGenerator random;

  IntentStep(
      ItemStore items,
      StatusListPlaces places,
      IssuerBeginnings beginnings,
      Lint lint,
      EndorsementCheck endorsements,
      FormMethods methods,
      PublicSite site,
      InstantSource clock,
      RandomGenerator random) {
    this.items = items;
    this.issuers = new IssuerStore(items);
    this.achievements = new AchievementStore(items);
    this.published = new PublishedLookup(items);
    this.places = places;
    this.beginnings = beginnings;
    this.outbox = new Outbox(items);
    this.lint = lint;
    this.endorsements = endorsements;
    this.findings = new LintFindings(items);
    this.methods = methods;
    this.site = site;
    this.clock = clock;
    this.random = random;
  }

  /// Begins the award, or its next attempt where the one before was abandoned.
  Step take(Warrant warrant) {
    Drafting drafting = drafting(warrant);
    IssuerId issuer = warrant.issuer();
    Instant now = clock.instant();
    Optional<Securing> chosen =
        methods.of(issuer, drafting.did(), drafting.wanted(), now, IssuerKeys.When.NOW);
    if (chosen.isEmpty()) {
      return beginIssuer(issuer);
    }
    Securing securing = chosen.get();
    Optional<StatusPlace> found = places.find(issuer, drafting.did());
    if (found.isEmpty()) {
      return Step.waiting("the status list kept changing");
    }
    StatusPlace place = found.get();
    if (drafting.suspension()) {
      places.beginSuspension(issuer, drafting.did(), place.list());
    }
    CredentialId id = CredentialId.random(random);
    String salt = HexFormat.of().formatHex(bytes(HOLDER_SALT_BYTES));
    for (int i = 0; i < MAX_INDEX_TRIES; i++) {
      DraftedCredential draft = drafting.draft(id, salt, place, now, securing);
      switch (lint.prepare(draft.document(), securing)) {
        case Preparation.Refused(List<Finding> refusal) -> {
          findings.note(warrant, refusal);
          return new Step.Stopped(new Advance.Refused(refusal));
        }
        case Preparation.Ready(List<PreparedCredential> prepared) -> {
          Award award = award(warrant, id);
          Intent intent =
              Intent.of(
                  warrant.id(),
                  award.intent(),
                  draft,
                  prepared,
                  place,
                  bytes(Commitment.SALT_LENGTH),
                  site);
          WriteResult result = items.write(writes(warrant, award, intent, draft, place));
          if (result instanceof WriteResult.Written) {
            return new Step.Moved(intent);
          }
          if (!isTaken(result, place)) {
            return new Step.Lost();
          }
          place = places.another(place);
        }
      }
    }
    return Step.waiting("no free index was found in the status list");
  }

  private Drafting drafting(Warrant warrant) {
    return switch (warrant) {
      case Warrant.OfSubmission of ->
          new SubmissionDrafting(
              issuers
                  .get(of.issuer(), Read.CONSISTENT)
                  .map(endorsements::holding)
                  .orElseThrow(() -> new IllegalStateException("issuer is missing: " + of.id())),
              achievements
                  .get(of.record().submission().achievement(), Read.CONSISTENT)
                  .map(endorsements::holding)
                  .orElseThrow(
                      () -> new IllegalStateException("achievement is missing: " + of.id())),
              of,
              site);
      case Warrant.OfRequest(CredentialRequest request, List<Award> awards, List<Held> holds) ->
          RequestDrafting.of(
              request,
              warrant.renewed().flatMap(published::credential).map(PublishedRecord::owner),
              site);
    };
  }

  /// Goes on with what the issuer's own message began, wherever that message is.
  private Step beginIssuer(IssuerId issuer) {
    try {
      beginnings.bringUp(issuer);
    } catch (IllegalStateException e) {
      return Step.waiting("the issuer's key is not in the log: " + e.getMessage());
    }
    return Step.waiting("the issuer's key is not in the log yet");
  }

  /// Gives an intent from before the log its entry; it begins again at INTENT.
  Step enter(Intent intent) {
    Intent next = intent.entering(bytes(Commitment.SALT_LENGTH), site);
    List<Write> writes = new ArrayList<>(List.of(next.write(), entry(next)));
    message(intent.submission()).ifPresent(writes::add);
    return items.write(writes) instanceof WriteResult.Written
        ? new Step.Moved(next)
        : new Step.Lost();
  }

  private static Award award(Warrant warrant, CredentialId id) {
    return warrant
        .award()
        .map(before -> before.again(id))
        .orElseGet(() -> Award.begun(warrant.id(), id));
  }

  private List<Write> writes(
      Warrant warrant, Award award, Intent intent, DraftedCredential draft, StatusPlace place) {
    CredentialOwner owner =
        new CredentialOwner(
            intent.credential(),
            intent.issuer(),
            intent.submission().text(),
            draft.achievementName(),
            draft.achievementId(),
            draft.achievementVersion(),
            place.list(),
            place.index(),
            draft.validFrom(),
            warrant.renewed().map(CredentialId::text).orElse(""));
    List<Write> writes =
        new ArrayList<>(
            List.of(award.write(), intent.write(), place.take(), owner.create(), entry(intent)));
    warrant.holds().stream().map(Held::remove).forEach(writes::add);
    if (warrant instanceof Warrant.OfRequest(CredentialRequest request, var _, var _)) {
      writes.add(request.unchanged());
    }
    message(intent.submission()).ifPresent(writes::add);
    return writes;
  }

  /// The write without which nobody would go on with what is begun here; none where the message
  /// waits already, as it does unless a person asked for the credential.
  private Optional<Write> message(SubmissionId id) {
    return outbox.rearm(DecideSubmission.award(id), clock.instant().plus(STREAM_GRACE));
  }

  private Write entry(Intent intent) {
    return intent.queue(site, clock.instant().plus(STREAM_GRACE));
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /// Whether the index alone was in the way. With the award's own row in the way too, another
  /// invocation has won and no index is needed any more.
  private static boolean isTaken(WriteResult result, StatusPlace place) {
    return result instanceof WriteResult.Conflict(List<ItemKey> keys)
        && keys.equals(List.of(place.key()));
  }
}
