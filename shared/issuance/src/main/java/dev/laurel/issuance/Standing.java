package dev.laurel.issuance;

import dev.laurel.assessment.Award;
import dev.laurel.assessment.DecideSubmission;
import dev.laurel.assessment.Held;
import dev.laurel.assessment.SubmissionId;
import dev.laurel.storage.Companion;
import dev.laurel.storage.Condition;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Awards that stand until a person looks: parks them, lets them go on, or gives them up.
///
/// Parked is a flag beside the intent's state. Nothing is signed, stored or published while it is
/// set; only then can an intent be abandoned, for good.
public final class Standing {
  /// Longest reason of a person who gives an award up: a sentence or two.
  public static final int MAX_REASON = 500;

  /// Tries against other invocations. An intent changes a few times in its life, its status list
  /// with every revocation.
  private static final int MAX_TRIES = 64;

  private final ItemStore items;
  private final Warrants warrants;
  private final Intents intents;
  private final Abandonment abandonment;
  private final RevokeCredential revocation;
  private final LogGate gate;
  private final ProgressLookup awards;
  private final Outbox outbox;
  private final InstantSource clock;

  Standing(
      ItemStore items,
      Abandonment abandonment,
      RevokeCredential revocation,
      LogGate gate,
      ProgressLookup awards,
      InstantSource clock) {
    this.items = items;
    this.warrants = new Warrants(items);
    this.intents = new Intents(items);
    this.abandonment = abandonment;
    this.revocation = revocation;
    this.gate = gate;
    this.awards = awards;
    this.outbox = new Outbox(items);
    this.clock = clock;
  }

  /// What became of a person's word.
  public sealed interface Outcome {
    /// It counts, now or before.
    record Done(Progress progress) implements Outcome {}

    /// Not as it stands: only what is parked can be resumed or abandoned, and what is abandoned
    /// only when that is in the log.
    record NotNow(String why) implements Outcome {}

    /// This issuer has no such award.
    record Unknown() implements Outcome {}

    /// Other changes were in the way.
    record Contended() implements Outcome {}
  }

  /// Sets the flag. What is published stays so. Where nothing was fixed yet, only the reason is
  /// kept, and the next advance begins anew.
  public void park(SubmissionId id, String why) {
    for (int i = 0; i < MAX_TRIES; i++) {
      List<Write> writes = warrants.find(id).map(found -> parking(found, why)).orElse(List.of());
      if (writes.isEmpty() || items.write(writes) instanceof WriteResult.Written) {
        return;
      }
    }
  }

  /// The flag and the reason that the issuer sees, as far as they do not stand yet.
  private List<Write> parking(Warrant warrant, String why) {
    Optional<Intent> intent = intents.of(warrant);
    if (intent.filter(each -> each.state() == Intent.State.PUBLISHED).isPresent()
        || isForgotten(warrant)) {
      return List.of();
    }
    String reason = intent.filter(Intent::isParked).map(Intent::parked).orElse(why);
    List<Write> writes = new ArrayList<>();
    intent.filter(each -> !each.isParked()).ifPresent(each -> writes.add(each.parked(why).write()));
    if (warrant.held().filter(held -> held.reason().equals(reason)).isEmpty()) {
      writes.add(warrant.held(reason).write());
    }
    return writes;
  }

  /// Whether it was given up before anything was begun.
  private static boolean isForgotten(Warrant warrant) {
    return warrant instanceof Warrant.OfRequest of && of.request().isAbandoned();
  }

  /// Clears the flag and sends the message that goes on: with the same intent, or with a new one
  /// where it was abandoned and that is in the log. What does not stand is left alone.
  public Outcome resume(IssuerId issuer, SubmissionId id, Companion<Progress> companion) {
    return change(issuer, id, companion, this::resuming);
  }

  private Change resuming(Warrant warrant) {
    Optional<Intent> intent = intents.of(warrant);
    if (isForgotten(warrant)) {
      return new Change.Refused("it was abandoned before anything was begun: request it anew");
    }
    boolean stands = intent.map(Intent::isParked).orElse(warrant.held().isPresent());
    if (!stands) {
      return new Change.Nothing(awards.progress(warrant));
    }
    if (intent.filter(each -> each.isAbandoned() && !abandonment.isFinal(each)).isPresent()) {
      return new Change.Refused("the end of the abandoned attempt is not in the log yet");
    }
    if (intent.filter(each -> !each.isAbandoned() && abandonment.isEnded(each)).isPresent()) {
      return new Change.Refused("the log has ended this attempt: abandon it, then resume");
    }
    List<Write> writes = new ArrayList<>();
    Optional<Intent> next = intent.map(Intent::resumed);
    next.ifPresent(each -> writes.add(each.write()));
    warrant.holds().stream().map(Held::remove).forEach(writes::add);
    writes.add(outbox.send(DecideSubmission.award(warrant.id()), clock.instant()));
    return new Change.Written(resumed(warrant, next), writes);
  }

  private Progress resumed(Warrant warrant, Optional<Intent> next) {
    SubmissionId id = warrant.id();
    return next.map(each -> Progress.of(each, gate)).orElseGet(() -> Progress.approved(id, "", ""));
  }

  /// Gives a parked intent up, for good: its mark and its revocation are one transaction, because
  /// another invocation may hold its bytes before the signer at this moment.
  public Outcome abandon(
      IssuerId issuer, SubmissionId id, String reason, Companion<Progress> companion) {
    if (reason.isBlank() || reason.codePointCount(0, reason.length()) > MAX_REASON) {
      throw new IllegalArgumentException("a reason has 1 to " + MAX_REASON + " characters");
    }
    return change(issuer, id, companion, warrant -> abandoning(warrant, reason));
  }

  private Change abandoning(Warrant warrant, String reason) {
    Optional<Intent> found = intents.of(warrant);
    if (found.filter(Intent::isAbandoned).isPresent()) {
      return new Change.Nothing(awards.progress(warrant));
    }
    if (found.isEmpty() && warrant instanceof Warrant.OfRequest of) {
      return forgetting(of, reason);
    }
    if (found.isEmpty() || !found.get().isParked()) {
      return new Change.Refused("only a parked intent can be abandoned");
    }
    Intent intent = found.get();
    List<Write> writes = new ArrayList<>(abandonment.begin(intent, reason));
    writes.addAll(revocation.abandoned(intent.credential()));
    return new Change.Written(Progress.of(intent.abandoned(reason, ""), gate), writes);
  }

  /// Gives a request up before anything was begun: its document, which names a person, leaves the
  /// row with the same write.
  private Change forgetting(Warrant.OfRequest warrant, String reason) {
    CredentialRequest request = warrant.request();
    if (request.isAbandoned()) {
      return new Change.Nothing(awards.progress(warrant));
    }
    if (warrant.held().isEmpty()) {
      return new Change.Refused("only what is parked can be abandoned");
    }
    List<Write> writes = new ArrayList<>();
    warrant.holds().stream().map(Held::remove).forEach(writes::add);
    writes.add(request.abandoned(reason).write());
    writes.add(new Write.Check(Award.key(request.id()), Condition.ABSENT));
    return new Change.Written(Progress.approved(request.id(), "", reason), writes);
  }

  /// What a word asks for.
  private sealed interface Change {
    record Written(Progress progress, List<Write> writes) implements Change {}

    record Nothing(Progress progress) implements Change {}

    record Refused(String why) implements Change {}
  }

  private Outcome change(
      IssuerId issuer,
      SubmissionId id,
      Companion<Progress> companion,
      Function<Warrant, Change> word) {
    for (int i = 0; i < MAX_TRIES; i++) {
      Optional<Warrant> found = warrants.find(id, issuer);
      if (found.isEmpty()) {
        return new Outcome.Unknown();
      }
      switch (word.apply(found.get())) {
        case Change.Refused(String why) -> {
          return new Outcome.NotNow(why);
        }
        case Change.Nothing(Progress progress) -> {
          List<Write> own = companion.writes(progress);
          return own.isEmpty() || items.write(own) instanceof WriteResult.Written
              ? new Outcome.Done(progress)
              : new Outcome.Contended();
        }
        case Change.Written(Progress progress, List<Write> writes) -> {
          List<Write> own = companion.writes(progress);
          List<Write> all = new ArrayList<>(writes);
          all.addAll(own);
          WriteResult result = items.write(all);
          if (result instanceof WriteResult.Written) {
            return new Outcome.Done(progress);
          }
          if (result instanceof WriteResult.Conflict(List<ItemKey> keys)
              && own.stream().anyMatch(write -> keys.contains(write.key()))) {
            return new Outcome.Contended();
          }
        }
      }
    }
    return new Outcome.Contended();
  }
}
