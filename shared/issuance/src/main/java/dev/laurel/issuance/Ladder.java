package dev.laurel.issuance;

import dev.laurel.assessment.Award;
import dev.laurel.assessment.SubmissionId;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.tlog.sequencing.Restoring;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes a warrant, a passed submission or a request, to its published credential: INTENT, LOGGED,
/// SIGNED, PUBLISHED, each step one conditional write; LOGGED is the log's own.
///
/// Any invocation may die anywhere, any number may run at once, and the next one continues from
/// what is stored: there is exactly one credential at the end. Whoever calls repeats on
/// [dev.laurel.storage.StoreUnavailable], [Advance.Waiting] and [Advance.Logging].
public final class Ladder {
  /// Steps of one call: three, and as many again for races that were lost.
  private static final int MAX_STEPS = 12;

  private final ItemStore items;
  private final LogGate gate;
  private final Warrants warrants;
  private final Intents intents;
  private final IntentStep intentStep;
  private final SignStep signStep;
  private final PublishStep publishStep;
  private final Replacement replacement;
  private final Abandonment abandonment;

  Ladder(
      ItemStore items,
      LogGate gate,
      IntentStep intentStep,
      SignStep signStep,
      PublishStep publishStep,
      Replacement replacement,
      Abandonment abandonment) {
    this.items = items;
    this.gate = gate;
    this.warrants = new Warrants(items);
    this.intents = new Intents(items);
    this.intentStep = intentStep;
    this.signStep = signStep;
    this.publishStep = publishStep;
    this.replacement = replacement;
    this.abandonment = abandonment;
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
      Optional<Warrant> found = warrants.find(id);
      if (found.isEmpty()) {
        return new Advance.NotAwarded();
      }
      switch (from(found.get())) {
        case Step.Stopped(Advance advance) -> {
          return advance;
        }
        case Step.Moved moved -> {
          return new Advance.Published(moved.intent().credential());
        }
        case Step.Lost lost -> {}
        case Step.Ended ended -> throw new IllegalStateException("not parked: " + id);
      }
    }
    return new Advance.Waiting("other invocations kept changing the intent");
  }

  /// Every step from where the warrant stands, until it is published, stopped or lost.
  private Step from(Warrant warrant) {
    Optional<Intent> stored = intents.of(warrant);
    boolean done = stored.filter(each -> each.state() == Intent.State.PUBLISHED).isPresent();
    if (!done && Restoring.of(items).isPresent()) {
      return Step.waiting("the tables are being restored");
    }
    if (warrant instanceof Warrant.OfRequest(CredentialRequest request, var _, var _)
        && request.isAbandoned()) {
      return new Step.Stopped(new Advance.Abandoned(request.abandoned()));
    }
    boolean stands = stored.filter(Intent::isParked).isPresent();
    Optional<String> obstacle = done || stands ? Optional.empty() : replacement.obstacle(warrant);
    if (obstacle.isPresent()) {
      return park(warrant, stored, obstacle.get());
    }
    // Only a person's word, after the end of the one before is in the log, leads here again.
    boolean next = stored.filter(each -> each.isAbandoned() && !each.isParked()).isPresent();
    Step step = stored.isEmpty() || next ? intentStep.take(warrant) : found(warrant, stored.get());
    while (step instanceof Step.Moved(Intent intent)) {
      if (intent.state() == Intent.State.PUBLISHED) {
        return step;
      }
      step = intent.isParked() ? stand(intent) : climb(warrant, intent);
    }
    return step;
  }

  /// A stored intent, to go on from. The signature of a SIGNED one says that the log had its entry
  /// and that its keys counted when it was signed; since then the tables may have been restored,
  /// and a key may have ended.
  private Step found(Warrant warrant, Intent intent) {
    Optional<String> end =
        intent.state() == Intent.State.SIGNED && intent.hasEntry() && !intent.isParked()
            ? gate.end(intent).or(() -> signStep.obstacle(intent))
            : Optional.empty();
    return end.<Step>map(why -> park(warrant, Optional.of(intent), why))
        .orElseGet(() -> new Step.Moved(intent));
  }

  /// Makes the intent stand: only a person's word ends it. Without one, the next advance looks
  /// again.
  private Step park(Warrant warrant, Optional<Intent> intent, String why) {
    List<Write> writes = new ArrayList<>(List.of(warrant.held(why).write()));
    intent.ifPresent(each -> writes.add(each.parked(why).write()));
    return items.write(writes) instanceof WriteResult.Written
        ? new Step.Stopped(new Advance.Parked(why))
        : new Step.Lost();
  }

  private Step stand(Intent intent) {
    return intent.isAbandoned()
        ? abandonment.take(intent)
        : new Step.Stopped(new Advance.Parked(intent.parked()));
  }

  private Step climb(Warrant warrant, Intent intent) {
    if (!intent.hasEntry()) {
      return intentStep.enter(intent);
    }
    if (intent.state() == Intent.State.SIGNED) {
      return publishStep.take(intent, award(warrant, intent), warrant);
    }
    Step step = signStep.take(intent);
    return step instanceof Step.Ended(String why) ? park(warrant, Optional.of(intent), why) : step;
  }

  /// The award as it stands, or as this very invocation began it.
  private static Award award(Warrant warrant, Intent intent) {
    Optional<Award> stored = warrant.award();
    if (stored.isEmpty()) {
      return Award.begun(intent.submission(), intent.credential());
    }
    return stored.get().intent() == intent.attempt()
        ? stored.get()
        : stored.get().again(intent.credential());
  }
}
