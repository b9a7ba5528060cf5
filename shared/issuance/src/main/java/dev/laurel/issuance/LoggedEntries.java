package dev.laurel.issuance;

import dev.laurel.assessment.DecideSubmission;
import dev.laurel.assessment.SubmissionId;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Message;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.sequencing.EntryRow;
import dev.laurel.tlog.sequencing.LogLookup;
import java.util.Optional;

/// Goes on with whatever waited for an entry of the log, and ends its message. It does nothing that
/// the sweep would not do later: whoever loses this signal loses time.
final class LoggedEntries {
  /// Words about keys that may come while one is worked on; an operator says few of them a minute.
  private static final int MAX_WORDS = 8;

  private final LogLookup lookup;
  private final Outbox outbox;
  private final Ladder ladder;
  private final StatusListSigning lists;
  private final IssuerBeginnings beginnings;

  LoggedEntries(
      ItemStore items, Ladder ladder, StatusListSigning lists, IssuerBeginnings beginnings) {
    this.lookup = new LogLookup(items);
    this.outbox = new Outbox(items);
    this.ladder = ladder;
    this.lists = lists;
    this.beginnings = beginnings;
  }

  /// Throws [SignerUnavailable], [dev.laurel.storage.StoreUnavailable] and [IllegalStateException]
  /// like the work that it does.
  void logged(EntryId id) {
    lookup
        .entry(id)
        .filter(row -> row.state() == EntryRow.State.LOGGED)
        .flatMap(row -> Cause.parse(row.cause()))
        .ifPresent(this::goOn);
  }

  private void goOn(Cause cause) {
    switch (cause) {
      case Cause.OfAward(SubmissionId submission, int attempt) -> award(submission);
      case Cause.OfAbandon(SubmissionId submission, int attempt) -> award(submission);
      case Cause.OfList(String list, long number) -> lists.bringUp(list);
      case Cause.OfKey(IssuerId issuer, String fragment) -> key(issuer);
    }
  }

  private void award(SubmissionId submission) {
    Optional<Message> done =
        switch (ladder.advance(submission)) {
          case Advance.Published published -> Optional.of(DecideSubmission.award(submission));
          case Advance.Abandoned abandoned -> Optional.of(Abandonment.message(submission));
          case Advance.NotAwarded nothing -> Optional.empty();
          case Advance.Refused refused -> Optional.empty();
          case Advance.Parked parked -> Optional.empty();
          case Advance.Logging logging -> Optional.empty();
          case Advance.Waiting waiting -> Optional.empty();
        };
    done.ifPresent(outbox::remove);
  }

  /// Whatever is said about the issuer's keys meanwhile is done as well: nobody else is told soon.
  private void key(IssuerId issuer) {
    Message message = IssuerBeginnings.message(issuer);
    boolean again = true;
    for (int i = 0; i < MAX_WORDS && again; i++) {
      long claimed = outbox.claim(message);
      again = beginnings.bringUp(issuer) && !outbox.remove(message, claimed);
    }
  }
}
