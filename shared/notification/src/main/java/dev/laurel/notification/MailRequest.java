package dev.laurel.notification;

import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.EmailAddress;
import dev.laurel.json.Json;
import dev.laurel.storage.AddResult;
import dev.laurel.storage.Companion;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Message;
import dev.laurel.storage.Read;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.PublishedRecord;
import dev.laurel.verification.published.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An issuer's wish that the letter about a credential goes out again, perhaps to a corrected
/// address.
public final class MailRequest {
  /// Letters on request per credential and day (UTC): enough for a typing error and a lost mail,
  /// too few to molest anyone.
  public static final int PER_DAY = 3;

  /// Until then the stream may deliver the message; from then on the sweep does.
  private static final Duration STREAM_GRACE = Duration.ofMinutes(1);

  /// Tries to get between other changes of the same rows; those are rare and short.
  private static final int MAX_TRIES = 8;

  private final ItemStore items;
  private final PublishedLookup published;
  private final InstantSource clock;

  public MailRequest(ItemStore items, InstantSource clock) {
    this.items = items;
    this.published = new PublishedLookup(items);
    this.clock = clock;
  }

  /// What became of the wish.
  public sealed interface Outcome {
    /// The letter will be sent.
    record Accepted(MailState mail) implements Outcome {}

    /// This issuer has no such credential.
    record Unknown() implements Outcome {}

    /// There is no letter to send in this state, and why.
    record WrongState(String why) implements Outcome {}

    /// The day's letters are used up.
    record TooMany(Duration retryAfter) implements Outcome {}

    /// Other changes were in the way.
    record Contended() implements Outcome {}
  }

  /// Begins a new round. `corrected` is the address from now on; empty leaves it as it is.
  public Outcome request(
      IssuerId issuer,
      CredentialId id,
      Optional<EmailAddress> corrected,
      Companion<MailState> companion) {
    Optional<PublishedRecord> found =
        published.credential(id).filter(each -> each.owner().issuer().equals(issuer));
    if (found.isEmpty()) {
      return new Outcome.Unknown();
    }
    if (found.get().published().isEmpty()) {
      return new Outcome.WrongState("the credential is not published yet; its letter follows then");
    }
    if (found.get().revocation().isPresent()) {
      return new Outcome.WrongState("the credential is revoked; no letter is sent about it");
    }
    Instant now = clock.instant();
    LocalDate day = now.atZone(ZoneOffset.UTC).toLocalDate();
    Instant tomorrow = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    ItemKey counter = ItemKey.of("CRED#" + id.text(), "MAILS#" + day);
    AddResult added = items.add(counter, "letters", 1, PER_DAY, tomorrow.plus(Duration.ofDays(1)));
    if (added instanceof AddResult.AboveCeiling) {
      return new Outcome.TooMany(Duration.between(now, tomorrow));
    }
    return begin(id, corrected, companion, now);
  }

  private Outcome begin(
      CredentialId id,
      Optional<EmailAddress> corrected,
      Companion<MailState> companion,
      Instant now) {
    for (int i = 0; i < MAX_TRIES; i++) {
      Optional<Recipient> recipient = published.recipient(id);
      if (recipient.isEmpty()) {
        return new Outcome.WrongState("the learner's address is gone");
      }
      MailState next = state(id).again();
      List<Write> own = companion.writes(next);
      List<Write> writes = new ArrayList<>(own);
      writes.add(next.write());
      corrected
          .filter(address -> !address.text().equals(recipient.get().email()))
          .ifPresent(address -> writes.add(recipient.get().readdressed(address.text()).write()));
      writes.add(message(next).send(now.plus(STREAM_GRACE)));
      switch (items.write(writes)) {
        case WriteResult.Written written -> {
          return new Outcome.Accepted(next);
        }
        case WriteResult.Conflict(List<ItemKey> keys) -> {
          // Another call with the same key has won, and only the caller can explain that.
          if (own.stream().anyMatch(write -> keys.contains(write.key()))) {
            return new Outcome.Contended();
          }
        }
      }
    }
    return new Outcome.Contended();
  }

  private MailState state(CredentialId id) {
    return items
        .get(MailState.key(id), Read.CONSISTENT)
        .map(MailState::from)
        .orElseGet(() -> MailState.none(id));
  }

  /// The message that makes the round happen. Its type carries the round, so that no older message
  /// of the credential, parked or waiting, stands in the way.
  private static Message message(MailState next) {
    String body =
        Json.write(Json.object().put("credential", next.id().text()).put("round", next.round()));
    return Message.of(Message.Topic.NOTIFICATION, next.id().text(), "mail-" + next.round(), body);
  }
}
