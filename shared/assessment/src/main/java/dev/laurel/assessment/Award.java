package dev.laurel.assessment;

import dev.laurel.credentials.CredentialId;
import dev.laurel.json.Json;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;

/// The credential that a passed submission leads to, and the number of the intent that is its
/// current attempt: an intent that was abandoned is followed by another one, with a credential of
/// its own. Its absence means that nothing was begun.
///
/// Row `SUB#<id>` / `AWARD`. Its shape is owned here; issuance alone writes it, in the transactions
/// that fix an intent and that publish. `version` is the item's.
public record Award(
    SubmissionId submission, CredentialId credential, int intent, State state, long version) {

  /// How far issuance is.
  public enum State {
    ISSUING("issuing"),
    PUBLISHED("published");

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
  public static ItemKey key(SubmissionId id) {
    return SubmissionRow.key(id, SubmissionRow.AWARD);
  }

  /// The award as its first intent begins.
  public static Award begun(SubmissionId submission, CredentialId credential) {
    return new Award(submission, credential, 1, State.ISSUING, 1);
  }

  /// The next version: the attempt after this one, which was abandoned.
  public Award again(CredentialId next) {
    return new Award(submission, next, intent + 1, State.ISSUING, version + 1);
  }

  /// The next version: published.
  public Award published() {
    return new Award(submission, credential, intent, State.PUBLISHED, version + 1);
  }

  /// The write that stores this version over the one before it.
  public Write write() {
    Row row = new Row(credential.text(), intent, state.text());
    Item item = Item.of(key(submission), version, Json.write(row));
    return version == 1 ? Write.create(item) : Write.update(item);
  }

  /// The award in an item.
  public static Award from(Item item) {
    Row row = Json.read(item.body(), Row.class);
    State state = row.state.equals(State.PUBLISHED.text()) ? State.PUBLISHED : State.ISSUING;
    return new Award(
        SubmissionRow.id(item.key()),
        new CredentialId(row.credential),
        row.intent,
        state,
        item.version());
  }

  record Row(String credential, int intent, String state) {}
}
