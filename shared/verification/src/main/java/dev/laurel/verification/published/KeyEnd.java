package dev.laurel.verification.published;

import org.jspecify.annotations.Nullable;

/// How a key of an issuer ends, as far as it does.
///
/// - `state`: what the operator has said. It counts from the moment it was answered: a key that is
///   not active begins nothing any more.
/// - `below`: for a compromised key the index of the log from which on its entries are not trusted,
///   -1 for any other.
/// - `statement` is the JSON of the entry `key-retire` without its signature, "" while there is
///   none; `entry` is the id of the log entry, "" until it is signed and queued.
/// - `retiredAt` is the index of that entry in the log, -1 until it is there.
public record KeyEnd(State state, long below, String statement, String entry, long retiredAt) {
  /// Says nothing: the key is active.
  public static final KeyEnd NONE = new KeyEnd(State.ACTIVE, -1, "", "", -1);

  /// Whether and how far a key still counts.
  public enum State {
    /// It signs, or may.
    ACTIVE("active"),
    /// It signs nothing more; what it signed stays true.
    RETIRED("retired"),
    /// Somebody else may have it: what it signed holds only with a proof that it was logged before.
    COMPROMISED("compromised");

    private final String text;

    State(String text) {
      this.text = text;
    }

    /// The word in rows and answers.
    public String text() {
      return text;
    }

    static State parse(String text) {
      for (State state : values()) {
        if (state.text.equals(text)) {
          return state;
        }
      }
      throw new IllegalStateException("stored state of a key is unknown: " + text);
    }
  }

  /// The end of a key that the operator retires.
  public static KeyEnd retired(String statement) {
    return new KeyEnd(State.RETIRED, -1, statement, "", -1);
  }

  /// The end of a key that somebody else may have since that index of the log.
  public static KeyEnd compromised(long below, String statement) {
    return new KeyEnd(State.COMPROMISED, below, statement, "", -1);
  }

  /// The same from an earlier index of the log on.
  public KeyEnd withBelow(long index) {
    return new KeyEnd(state, index, statement, entry, retiredAt);
  }

  /// The same with its entry queued; `said` is the statement of that entry.
  public KeyEnd queued(String said, String entryId) {
    return new KeyEnd(state, below, said, entryId, retiredAt);
  }

  /// The same with its entry in the log.
  public KeyEnd logged(long index) {
    return new KeyEnd(state, below, statement, entry, index);
  }

  /// Whether its entry is queued or further.
  public boolean isQueued() {
    return !entry.isEmpty();
  }

  /// Whether its entry was seen in the log, and all that follows from it is done.
  public boolean isDone() {
    return retiredAt >= 0;
  }

  /// The stored form; missing in the rows of active keys.
  record Row(
      String state,
      @Nullable Long below,
      String statement,
      String entry,
      @Nullable Long retiredAt) {
    static @Nullable Row of(KeyEnd end) {
      return end.state == State.ACTIVE
          ? null
          : new Row(
              end.state.text, stored(end.below), end.statement, end.entry, stored(end.retiredAt));
    }

    KeyEnd end() {
      return new KeyEnd(State.parse(state), index(below), statement, entry, index(retiredAt));
    }

    /// An index as it is stored: missing where there is none.
    static @Nullable Long stored(long index) {
      return index < 0 ? null : index;
    }

    static long index(@Nullable Long stored) {
      return stored == null ? -1 : stored;
    }
  }
}
