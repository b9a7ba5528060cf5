package dev.laurel.assessment;

import dev.laurel.storage.Companion;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.ObjectStore;
import dev.laurel.storage.Read;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The use case that invites again for the files that have not arrived: because the time is over,
/// or because other bytes lie under the old name. What did arrive is recorded first.
public final class RenewInvitations {
  private final ItemStore items;
  private final ObjectStore evidence;
  private final Arrivals arrivals;
  private final SubmissionStore submissions;
  private final InstantSource clock;
  private final RandomGenerator random;

  public RenewInvitations(
      ItemStore items, ObjectStore evidence, InstantSource clock, RandomGenerator random) {
    this.items = items;
    this.evidence = evidence;
    this.arrivals = new Arrivals(items, evidence, clock);
    this.submissions = new SubmissionStore(items);
    this.clock = clock;
    this.random = random;
  }

  /// What became of it.
  public sealed interface Outcome {
    /// New invitations; none where everything has arrived meanwhile.
    record Renewed(Submission submission, List<Upload> uploads) implements Outcome {
      public Renewed {
        uploads = List.copyOf(uploads);
      }
    }

    /// The submission is past waiting for evidence.
    record NotAwaiting(Submission.State state) implements Outcome {}

    /// Renewed so often that older names still wait for their removal; later is fine.
    record TooOften() implements Outcome {}

    /// The issuer has no such submission.
    record Unknown() implements Outcome {}

    /// Others changed the submission all the while, or the same request is being answered.
    record Contended() implements Outcome {}
  }

  public Outcome renew(IssuerId issuer, SubmissionId id, Companion<Submission> companion) {
    Optional<SubmissionRecord> before = submissions.whole(id, issuer, Read.CONSISTENT);
    if (before.isPresent()
        && before.get().submission().state() != Submission.State.AWAITING_EVIDENCE) {
      return new Outcome.NotAwaiting(before.get().submission().state());
    }
    for (int i = 0; i < Arrivals.MAX_CONFLICTS; i++) {
      Arrivals.Recorded recorded =
          arrivals.record(() -> submissions.whole(id, issuer, Read.CONSISTENT), companion::writes);
      Optional<Outcome> outcome =
          switch (recorded) {
            case Arrivals.Recorded.Unknown() -> Optional.of(new Outcome.Unknown());
            case Arrivals.Recorded.Contended() -> Optional.of(new Outcome.Contended());
            case Arrivals.Recorded.Settled settled -> renew(settled, companion);
          };
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
    return new Outcome.Contended();
  }

  /// Empty where another change of the submission was in the way.
  private Optional<Outcome> renew(
      Arrivals.Recorded.Settled settled, Companion<Submission> companion) {
    Submission submission = settled.now().submission();
    if (submission.state() != Submission.State.AWAITING_EVIDENCE) {
      return Optional.of(
          settled.companionsWritten()
              ? new Outcome.Renewed(submission, List.of())
              : new Outcome.NotAwaiting(submission.state()));
    }
    List<Invitation> renewed = new ArrayList<>();
    Instant now = clock.instant();
    for (Invitation each : settled.now().invitations()) {
      if (each.state() == Invitation.State.ARRIVED) {
        continue;
      }
      if (!each.mayBeRenewed()) {
        return Optional.of(new Outcome.TooOften());
      }
      ObjectName fresh = EvidenceNames.fresh(submission.id(), each.number(), random);
      renewed.add(each.renewedAs(fresh, now.plus(Invitation.LIFE)));
    }
    SubmissionRecord.Change change = settled.now().with(renewed, now);
    List<Write> writes = new ArrayList<>(change.writes());
    writes.addAll(companion.writes(change.after().submission()));
    return switch (items.write(writes)) {
      case WriteResult.Conflict(List<ItemKey> keys) ->
          SubmissionRecord.isOf(submission.id(), keys)
              ? Optional.empty()
              : Optional.of(new Outcome.Contended());
      case WriteResult.Written() -> {
        removeWrong(settled);
        yield Optional.of(
            new Outcome.Renewed(change.after().submission(), Upload.of(change.after(), evidence)));
      }
    };
  }

  /// Only now that no invitation names them; those that stay are the sweep's.
  private void removeWrong(Arrivals.Recorded.Settled settled) {
    for (Invitation each : settled.now().invitations()) {
      if (settled.open().get(each.number()) instanceof Examination.Finding.Wrong) {
        evidence.delete(each.object());
      }
    }
  }
}
