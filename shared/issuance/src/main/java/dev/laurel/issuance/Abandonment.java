package dev.laurel.issuance;

import dev.laurel.assessment.SubmissionId;
import dev.laurel.json.Json;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Message;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.tlog.entry.Abandon;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.sequencing.EntryRow;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// The end of an intent that was given up: an `abandon` entry of the log, queued once the entry of
/// the intent itself is in, and final once it is in too. Nothing else can follow before.
final class Abandonment {
  private final ItemStore items;
  private final Outbox outbox;
  private final LogGate gate;
  private final PublicSite site;
  private final InstantSource clock;

  Abandonment(ItemStore items, LogGate gate, PublicSite site, InstantSource clock) {
    this.items = items;
    this.outbox = new Outbox(items);
    this.gate = gate;
    this.site = site;
    this.clock = clock;
  }

  /// Queues the end of an abandoned intent where that can be done now, or says how far it is.
  Step take(Intent intent) {
    if (isFinal(intent)) {
      return intent.hasSalt()
              && !(items.write(List.of(intent.forgotten().write())) instanceof WriteResult.Written)
          ? new Step.Lost()
          : new Step.Stopped(new Advance.Abandoned(intent.abandoned()));
    }
    EntryId entry = new EntryId(intent.entry());
    if (!gate.knows(entry)) {
      Instant due = clock.instant().plus(IntentStep.STREAM_GRACE);
      items.write(List.of(intent.queue(site, due)));
      return Step.logging();
    }
    boolean ending = intent.isEnding() && gate.knows(new EntryId(intent.abandonEntry()));
    if (ending || !gate.has(entry)) {
      return Step.logging();
    }
    Abandon end = intent.abandonEntry(site, clock.instant());
    return items.write(List.of(intent.ending(end.id()).write(), queued(intent, end)))
            instanceof WriteResult.Written
        ? Step.logging()
        : new Step.Lost();
  }

  /// The writes that give an intent up: with its end queued where its own entry is in the log, else
  /// with the message that does not forget it. An intent without an entry, from before the log, and
  /// one that the log has ended already have nothing to end there.
  List<Write> begin(Intent intent, String why) {
    if (!intent.hasEntry() || isEnded(intent)) {
      return List.of(intent.ended(why).write());
    }
    if (gate.has(new EntryId(intent.entry()))) {
      Abandon end = intent.abandonEntry(site, clock.instant());
      return List.of(intent.abandoned(why, end.id().hex()).write(), queued(intent, end));
    }
    Instant due = clock.instant().plus(IntentStep.STREAM_GRACE);
    return List.of(
        intent.abandoned(why, "").write(), outbox.send(message(intent.submission()), due));
  }

  /// Whether the end is in the log, so that the award may get a new intent.
  boolean isFinal(Intent intent) {
    return intent.isAbandoned()
        && (!intent.hasEntry()
            || (intent.isEnding() && gate.has(new EntryId(intent.abandonEntry())))
            || isEnded(intent));
  }

  /// Whether the log itself says that nothing comes of the intent any more.
  boolean isEnded(Intent intent) {
    return gate.end(intent).isPresent();
  }

  /// The message that does not forget an intent whose own entry is not in the log yet.
  static Message message(SubmissionId id) {
    return Message.of(
        Message.Topic.ISSUANCE, id.text(), "abandon", Json.write(Map.of("submission", id.text())));
  }

  private Write queued(Intent intent, Abandon end) {
    Instant due = clock.instant().plus(IntentStep.STREAM_GRACE);
    return EntryRow.pending(end, Cause.abandon(intent).text(), due).create();
  }
}
