package dev.laurel.assessment;

import dev.laurel.storage.Companion;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.ObjectReader;
import dev.laurel.storage.Read;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// The use case in which all files of a submission are said to be there: every one is read and
/// compared with its announcement, and with the last the submission is SUBMITTED. Repeating it
/// changes nothing.
public final class CompleteSubmission {
  private final ItemStore items;
  private final Arrivals arrivals;
  private final SubmissionStore submissions;

  public CompleteSubmission(ItemStore items, ObjectReader evidence, InstantSource clock) {
    this.items = items;
    this.arrivals = new Arrivals(items, evidence, clock);
    this.submissions = new SubmissionStore(items);
  }

  /// What became of it.
  public sealed interface Outcome {
    /// All evidence is there.
    record Complete(Submission submission) implements Outcome {}

    /// Some is not; what arrived is recorded.
    record Incomplete(Submission submission, List<Fault> faults) implements Outcome {
      public Incomplete {
        faults = List.copyOf(faults);
      }
    }

    /// The issuer has no such submission.
    record Unknown() implements Outcome {}

    /// Others changed the submission all the while, or the same request is being answered.
    record Contended() implements Outcome {}
  }

  /// Why an item of evidence, counted from 1, is not there.
  public record Fault(int evidence, Reason reason) {}

  /// In what way an item of evidence is not there.
  public enum Reason {
    /// Nothing was uploaded.
    MISSING,
    /// Nothing was uploaded in time; a new invitation is needed.
    EXPIRED,
    /// What was uploaded has another length; a new invitation is needed.
    LENGTH,
    /// What was uploaded has another SHA-256; a new invitation is needed.
    SHA256
  }

  public Outcome complete(IssuerId issuer, SubmissionId id, Companion<Submission> companion) {
    Arrivals.Recorded recorded =
        arrivals.record(() -> submissions.whole(id, issuer, Read.CONSISTENT), companion::writes);
    return switch (recorded) {
      case Arrivals.Recorded.Unknown() -> new Outcome.Unknown();
      case Arrivals.Recorded.Contended() -> new Outcome.Contended();
      case Arrivals.Recorded.Settled settled -> {
        List<Fault> faults = faults(settled);
        Submission now = settled.now().submission();
        if (!faults.isEmpty()) {
          yield new Outcome.Incomplete(now, faults);
        }
        List<Write> writes = settled.companionsWritten() ? List.of() : companion.writes(now);
        yield writes.isEmpty() || items.write(writes) instanceof WriteResult.Written
            ? new Outcome.Complete(now)
            : new Outcome.Contended();
      }
    };
  }

  private static List<Fault> faults(Arrivals.Recorded.Settled settled) {
    List<Fault> faults = new ArrayList<>();
    for (Invitation invitation : settled.now().invitations()) {
      int number = invitation.number();
      switch (invitation.state()) {
        case ARRIVED -> {}
        case EXPIRED -> faults.add(new Fault(number, Reason.EXPIRED));
        case OPEN -> {
          Examination.Finding finding = settled.open().get(number);
          Reason reason =
              finding instanceof Examination.Finding.Wrong(Examination.Difference difference)
                  ? reason(difference)
                  : Reason.MISSING;
          faults.add(new Fault(number, reason));
        }
      }
    }
    return faults;
  }

  private static Reason reason(Examination.Difference difference) {
    return switch (difference) {
      case LENGTH -> Reason.LENGTH;
      case SHA256 -> Reason.SHA256;
    };
  }
}
