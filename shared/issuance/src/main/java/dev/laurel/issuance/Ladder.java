package dev.laurel.issuance;

import dev.laurel.assessment.Award;
import dev.laurel.assessment.Decision;
import dev.laurel.assessment.SubmissionId;
import dev.laurel.assessment.SubmissionRecord;
import dev.laurel.assessment.SubmissionStore;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Read;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes a passed submission to its published credential: INTENT, SIGNED, PUBLISHED, each step one
/// conditional write.
///
/// Any invocation may die anywhere, any number may run at once, and the next one continues from
/// what is stored: there is exactly one credential at the end. Whoever calls repeats on
/// [dev.laurel.storage.StoreUnavailable] and [Advance.Waiting].
public final class Ladder {
  /// Steps of one call: three, and as many again for races that were lost.
  private static final int MAX_STEPS = 12;

  /// Tries to set the flag; an intent changes three times in its life.
  private static final int MAX_TRIES = 4;

  private final ItemStore items;
  private final SubmissionStore submissions;
  private final IntentStep intentStep;
  private final SignStep signStep;
  private final PublishStep publishStep;

  Ladder(ItemStore items, IntentStep intentStep, SignStep signStep, PublishStep publishStep) {
    this.items = items;
    this.submissions = new SubmissionStore(items);
    this.intentStep = intentStep;
    this.signStep = signStep;
    this.publishStep = publishStep;
  }

  /// Goes as far as it can now.
  public Advance advance(SubmissionId id) {
    try {
      return climb(id);
    } catch (SignerUnavailable e) {
      return new Advance.Waiting("no signature came");
    }
  }

  private Advance climb(SubmissionId id) {
    for (int i = 0; i < MAX_STEPS; i++) {
      Optional<SubmissionRecord> found = submissions.whole(id, Read.CONSISTENT);
      Optional<Decision> passed =
          found
              .flatMap(SubmissionRecord::decision)
              .filter(decision -> decision.outcome() == Decision.Outcome.PASSED);
      if (found.isEmpty() || passed.isEmpty()) {
        return new Advance.NotAwarded();
      }
      switch (from(found.get(), passed.get())) {
        case Step.Stopped(Advance advance) -> {
          return advance;
        }
        case Step.Moved moved -> {
          return new Advance.Published(moved.intent().credential());
        }
        case Step.Lost lost -> {}
      }
    }
    return new Advance.Waiting("other invocations kept changing the intent");
  }

  /// Every step from where the record stands, until it is published, stopped or lost.
  private Step from(SubmissionRecord record, Decision decision) {
    Step step =
        record.award().isPresent()
            ? stored(record.award().get())
            : intentStep.take(record, decision);
    while (step instanceof Step.Moved(Intent intent)) {
      if (intent.isParked()) {
        return new Step.Stopped(new Advance.Parked(intent.parked()));
      }
      switch (intent.state()) {
        case INTENT -> step = signStep.take(intent);
        case SIGNED -> step = publishStep.take(intent, award(record, intent), record.learner());
        case PUBLISHED -> {
          return step;
        }
      }
    }
    return step;
  }

  private Step stored(Award award) {
    return intent(award)
        .<Step>map(Step.Moved::new)
        .orElseThrow(() -> new IllegalStateException("no intent: " + award.submission()));
  }

  /// The award as it stands, or as this very invocation began it.
  private static Award award(SubmissionRecord record, Intent intent) {
    return record.award().orElseGet(() -> Award.begun(intent.submission(), intent.credential()));
  }

  /// Sets the flag: the intent stands. Nothing is signed, stored or published from then on; what is
  /// published stays so. Where nothing was fixed yet, only the reason is kept, and the next advance
  /// begins anew.
  public void park(SubmissionId id, String why) {
    for (int i = 0; i < MAX_TRIES; i++) {
      List<Write> writes =
          submissions
              .whole(id, Read.CONSISTENT)
              .map(found -> parking(found, why))
              .orElse(List.of());
      if (writes.isEmpty() || items.write(writes) instanceof WriteResult.Written) {
        return;
      }
    }
  }

  /// The flag and the reason that the issuer sees, as far as they do not stand yet.
  private List<Write> parking(SubmissionRecord record, String why) {
    Optional<Intent> intent = record.award().flatMap(this::intent);
    if (intent.filter(each -> each.state() == Intent.State.PUBLISHED).isPresent()) {
      return List.of();
    }
    String reason = intent.filter(Intent::isParked).map(Intent::parked).orElse(why);
    List<Write> writes = new ArrayList<>();
    intent.filter(each -> !each.isParked()).ifPresent(each -> writes.add(each.parked(why).write()));
    if (record.held().filter(held -> held.reason().equals(reason)).isEmpty()) {
      writes.add(record.held(reason).write());
    }
    return writes;
  }

  private Optional<Intent> intent(Award award) {
    return items
        .get(Intent.key(award.submission(), award.intent()), Read.CONSISTENT)
        .map(item -> Intent.from(award.submission(), award.intent(), item));
  }
}
