package dev.laurel.issuance;

import dev.laurel.assessment.Award;
import dev.laurel.assessment.Decision;
import dev.laurel.assessment.Submission;
import dev.laurel.assessment.SubmissionRecord;
import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.proof.ProofOptions;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuers.Achievement;
import dev.laurel.issuers.AchievementStore;
import dev.laurel.issuers.Issuer;
import dev.laurel.issuers.IssuerStore;
import dev.laurel.issuers.SigningKeys;
import dev.laurel.json.Json;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Read;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.verification.published.CredentialOwner;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// The first step: chooses id, salt, dates and a place in the status list, lets the lint look, and
/// fixes everything in one transaction.
///
/// Of many invocations one wins, by the condition that the award has no intent; the others go on
/// with the winner's.
final class IntentStep {
  /// Tries with another index of the list: with half of them free, all of these fail once in four
  /// billion times.
  private static final int MAX_INDEX_TRIES = 32;

  /// Findings in the reason that the issuer sees; more of them would not help.
  private static final int MAX_NAMED = 10;

  private static final int FIRST_ATTEMPT = 1;
  private static final int SALT_BYTES = 16;

  private final ItemStore items;
  private final IssuerStore issuers;
  private final AchievementStore achievements;
  private final StatusListPlaces places;
  private final Lint lint;
  private final SigningKeys keys;
  private final PublicSite site;
  private final InstantSource clock;
  private final RandomGenerator random;

  IntentStep(
      ItemStore items,
      StatusListPlaces places,
      Lint lint,
      SigningKeys keys,
      PublicSite site,
      InstantSource clock,
      RandomGenerator random) {
    this.items = items;
    this.issuers = new IssuerStore(items);
    this.achievements = new AchievementStore(items);
    this.places = places;
    this.lint = lint;
    this.keys = keys;
    this.site = site;
    this.clock = clock;
    this.random = random;
  }

  Step take(SubmissionRecord submission, Decision decision) {
    Submission of = submission.submission();
    Optional<Issuer> issuer = issuers.get(of.issuer(), Read.CONSISTENT);
    Optional<Achievement> achievement = achievements.get(of.achievement(), Read.CONSISTENT);
    if (issuer.isEmpty() || achievement.isEmpty()) {
      throw new IllegalStateException("issuer or achievement is missing: " + of.id());
    }
    Optional<StatusPlace> found = places.find(of.issuer());
    if (found.isEmpty()) {
      return waiting("the status list kept changing");
    }
    StatusPlace place = found.get();
    CredentialId id = CredentialId.random(random);
    String salt = salt();
    Instant now = clock.instant();
    for (int i = 0; i < MAX_INDEX_TRIES; i++) {
      Draft draft =
          new Draft(
              id,
              issuer.get(),
              achievement.get(),
              submission,
              decision,
              salt,
              place.list(),
              place.index(),
              now);
      switch (lint.prepare(draft.credential(site).toJsonBytes(), options(of, now))) {
        case Preparation.Refused(List<Finding> findings) -> {
          note(submission, findings);
          return new Step.Stopped(new Advance.Refused(findings));
        }
        case Preparation.Ready(PreparedCredential prepared) -> {
          Intent intent =
              Intent.of(
                  of.id(), FIRST_ATTEMPT, id, of.issuer(), prepared, place.list(), place.index());
          WriteResult result = items.write(writes(intent, draft, place));
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
    return waiting("no free index was found in the status list");
  }

  private List<Write> writes(Intent intent, Draft draft, StatusPlace place) {
    Achievement achievement = draft.achievement();
    CredentialOwner owner =
        new CredentialOwner(
            intent.credential(),
            intent.issuer(),
            intent.submission().text(),
            achievement.content().name(),
            achievement.ref().id().text(),
            achievement.ref().version(),
            place.list(),
            place.index(),
            draft.validFrom());
    return List.of(
        Award.begun(intent.submission(), intent.credential()).write(),
        intent.write(),
        place.take(),
        owner.create());
  }

  private ProofOptions options(Submission of, Instant now) {
    IssuerMethod method = IssuerMethod.of(keys);
    return new ProofOptions(method.suite(), site.did(of.issuer()) + "#" + method.fragment(), now);
  }

  private String salt() {
    byte[] bytes = new byte[SALT_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// Whether the index alone was in the way. With the award's own row in the way too, another
  /// invocation has won and no index is needed any more.
  private static boolean isTaken(WriteResult result, StatusPlace place) {
    return result instanceof WriteResult.Conflict(List<ItemKey> keys)
        && keys.equals(List.of(place.key()));
  }

  /// Keeps what the lint found where an operator can read it, row `AWARD#<submission>` /
  /// `FINDINGS`, and where the issuer sees it. Findings name rules and places, no values.
  private void note(SubmissionRecord submission, List<Finding> findings) {
    ItemKey key = ItemKey.of("AWARD#" + submission.submission().id().text(), "FINDINGS");
    long before = items.get(key, Read.CONSISTENT).map(Item::version).orElse(0L);
    Item item = Item.of(key, before + 1, Json.write(new Findings(findings)));
    // A conflict means that another invocation noted the same.
    items.write(
        List.of(
            before == 0 ? Write.create(item) : Write.update(item),
            submission.held(reason(findings)).write()));
  }

  /// Rules and places, without the findings' messages.
  private static String reason(List<Finding> findings) {
    String named =
        findings.stream()
            .limit(MAX_NAMED)
            .map(finding -> finding.rule() + " at " + finding.pointer())
            .collect(Collectors.joining("; "));
    int more = findings.size() - MAX_NAMED;
    return more > 0 ? named + "; and " + more + " more" : named;
  }

  private static Step waiting(String why) {
    return new Step.Stopped(new Advance.Waiting(why));
  }

  record Findings(List<Finding> findings) {}
}
