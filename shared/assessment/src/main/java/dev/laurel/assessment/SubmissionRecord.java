package dev.laurel.assessment;

import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Everything about one submission but its audit. `decisions`, `awards` and `holds` have at most
/// one element.
public record SubmissionRecord(
    Submission submission,
    Learner learner,
    List<Invitation> invitations,
    List<Decision> decisions,
    List<Award> awards,
    List<Held> holds) {

  public SubmissionRecord {
    invitations = List.copyOf(invitations);
    decisions = List.copyOf(decisions);
    awards = List.copyOf(awards);
    holds = List.copyOf(holds);
  }

  /// What was decided; empty while nothing is.
  public Optional<Decision> decision() {
    return decisions.stream().findFirst();
  }

  /// The award; empty until issuance begins.
  public Optional<Award> award() {
    return awards.stream().findFirst();
  }

  /// Why issuance stands; empty while it moves, and once it is done.
  public Optional<Held> held() {
    int intent = award().map(Award::intent).orElse(0);
    boolean published = award().filter(award -> award.state() == Award.State.PUBLISHED).isPresent();
    return holds.stream().filter(held -> !published && held.intent() == intent).findFirst();
  }

  /// The row that says so, as it is to be written.
  public Held held(String reason) {
    long before = holds.stream().mapToLong(Held::version).findFirst().orElse(0);
    int intent = award().map(Award::intent).orElse(0);
    return new Held(submission.id(), submission.issuer(), intent, reason, before + 1);
  }

  /// The invitation for an item of evidence, counted from 1; empty where it is no file.
  public Optional<Invitation> invitation(int number) {
    return invitations.stream().filter(each -> each.number() == number).findFirst();
  }

  /// Where the bytes of an item of evidence lie, counted from 1; empty for links and for files that
  /// have not arrived.
  public Optional<StoredObject> stored(int number) {
    return submission.evidence().get(number - 1) instanceof EvidenceItem.Text text
        ? Optional.of(text.object())
        : invitation(number).flatMap(Invitation::stored);
  }

  /// The items of evidence, counted from 1, whose files have not arrived.
  public List<Integer> missing() {
    return invitations.stream()
        .filter(each -> each.state() != Invitation.State.ARRIVED)
        .map(Invitation::number)
        .sorted()
        .toList();
  }

  /// The announced file of an invitation.
  EvidenceItem.File file(Invitation invitation) {
    if (submission.evidence().get(invitation.number() - 1) instanceof EvidenceItem.File file) {
      return file;
    }
    throw new IllegalStateException("an invitation for something that is no file");
  }

  /// A change and the writes that make it, each under the condition that the row is as it was read.
  record Change(SubmissionRecord after, List<Write> writes) {
    Change {
      writes = List.copyOf(writes);
    }
  }

  /// The invitation for this item arrived as this version of its object. The last one makes the
  /// submission SUBMITTED.
  Change arrived(Invitation open, String objectVersion, Instant now) {
    if (!open.isOpen()) {
      throw new IllegalArgumentException("only an open invitation arrives");
    }
    return with(List.of(open.arrivedAs(objectVersion)), now);
  }

  /// These invitations, changed, and what follows for the submission.
  Change with(List<Invitation> changed, Instant now) {
    List<Write> writes = new ArrayList<>();
    List<Invitation> all = new ArrayList<>();
    for (Invitation each : invitations) {
      Invitation after =
          changed.stream()
              .filter(other -> other.number() == each.number())
              .findFirst()
              .orElse(each);
      all.add(after);
      if (!after.equals(each)) {
        writes.add(after.update());
      }
    }
    Instant due =
        all.stream().map(Invitation::due).min(Instant::compareTo).orElse(Submission.NEVER);
    boolean complete =
        submission.state() == Submission.State.AWAITING_EVIDENCE
            && all.stream().allMatch(each -> each.state() == Invitation.State.ARRIVED);
    Submission after = (complete ? submission.submittedAt(now) : submission).changed(due);
    writes.add(Write.update(after.item()));
    return new Change(new SubmissionRecord(after, learner, all, decisions, awards, holds), writes);
  }

  /// Decided: the submission takes the decision's state.
  Change decided(Decision decision) {
    if (submission.state() != Submission.State.SUBMITTED) {
      throw new IllegalArgumentException("only what is submitted is decided");
    }
    Submission after = submission.in(decision.outcome().state()).changed(submission.due());
    return new Change(
        new SubmissionRecord(after, learner, invitations, List.of(decision), awards, holds),
        List.of(Write.update(after.item()), decision.create(submission.id())));
  }

  /// Followed by another attempt.
  Change followedBy(SubmissionId successor) {
    if (submission.state() != Submission.State.NOT_YET || submission.successor().isPresent()) {
      throw new IllegalArgumentException("only an open attempt that did not pass is followed");
    }
    Submission after = submission.followedBy(successor).changed(submission.due());
    return new Change(
        new SubmissionRecord(after, learner, invitations, decisions, awards, holds),
        List.of(Write.update(after.item())));
  }

  /// Whether a conflict's keys are all of this submission: then another change was in the way, and
  /// reading again explains it.
  static boolean isOf(SubmissionId id, List<ItemKey> keys) {
    return keys.stream().allMatch(key -> key.partition().equals(SubmissionRow.partition(id)));
  }
}
