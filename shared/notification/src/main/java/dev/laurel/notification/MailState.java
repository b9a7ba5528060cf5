package dev.laurel.notification;

import dev.laurel.credentials.CredentialId;
import dev.laurel.json.Json;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;
import java.time.Instant;

/// How far the letter about a credential is.
///
/// Row `CRED#<id>` / `MAIL`; `version` is the item's, 0 for a row that is not there yet. A round is
/// one cause to send: 0 is the publication, each request by the issuer begins the next. Attempts
/// count within the round, and none begins before `notBefore`; `problem` says why a letter waits or
/// is parked, in words without an address.
public record MailState(
    CredentialId id,
    int round,
    State state,
    int attempts,
    Instant notBefore,
    String problem,
    long version) {

  /// Where a round stands; the last two are final for it.
  public enum State {
    WAITING("waiting"),
    SENT("sent"),
    PARKED("parked");

    private final String text;

    State(String text) {
      this.text = text;
    }

    /// The name in JSON.
    public String text() {
      return text;
    }
  }

  /// The key of the row.
  public static ItemKey key(CredentialId id) {
    return ItemKey.of("CRED#" + id.text(), "MAIL");
  }

  /// Before anything was sent.
  static MailState none(CredentialId id) {
    return new MailState(id, 0, State.WAITING, 0, Instant.EPOCH, "", 0);
  }

  /// The row in an item.
  public static MailState from(Item item) {
    Row row = Json.read(item.body(), Row.class);
    State state = State.WAITING;
    for (State each : State.values()) {
      if (each.text.equals(row.state)) {
        state = each;
      }
    }
    CredentialId id = new CredentialId(item.key().partition().substring("CRED#".length()));
    return new MailState(
        id, row.round, state, row.attempts, row.notBefore, row.problem, item.version());
  }

  /// The next version: one more attempt begins, and has until then.
  MailState claimed(Instant until) {
    return new MailState(id, round, State.WAITING, attempts + 1, until, "", version + 1);
  }

  /// The next version: the attempt is over without a result; the next one begins then.
  MailState released(Instant until, String why) {
    return new MailState(id, round, State.WAITING, attempts, until, why, version + 1);
  }

  /// The next version: the carrier has it.
  MailState sent() {
    return new MailState(id, round, State.SENT, attempts, Instant.EPOCH, "", version + 1);
  }

  /// The next version: nothing more happens by itself.
  MailState parked(String why) {
    return new MailState(id, round, State.PARKED, attempts, Instant.EPOCH, why, version + 1);
  }

  /// The next version: a new round.
  MailState again() {
    return new MailState(id, round + 1, State.WAITING, 0, Instant.EPOCH, "", version + 1);
  }

  /// The write that stores this version over the one before it.
  Write write() {
    Row row = new Row(round, state.text, attempts, notBefore, problem);
    Item item = Item.of(key(id), version, Json.write(row));
    return version == 1 ? Write.create(item) : Write.update(item);
  }

  record Row(int round, String state, int attempts, Instant notBefore, String problem) {}
}
