package dev.laurel.tlog.entry;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/// The entry before a credential is signed: who signs, and a salted commitment to what.
///
/// @param keys the verification methods, kept sorted and without repetitions
/// @param commit the 32 bytes of [Commitment#of]
/// @param at kept floored to the hour; no evidence of time
@SuppressWarnings("ArrayRecordComponent") // cloned in and out
public record Issue(List<String> keys, byte[] commit, Instant at) implements LogEntry {
  /// The value of `t`.
  public static final String TYPE = "issue";

  public Issue {
    keys = Shape.keys(keys);
    commit = Shape.bytes("a commitment", commit, Commitment.LENGTH);
    at = Shape.floor(at);
  }

  @Override
  public String json() {
    SortedMap<String, Object> entry = Shape.begin(TYPE, at);
    entry.put("keys", keys);
    entry.put("commit", Shape.base64Url(commit));
    return Jcs.write(entry);
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public byte[] commit() {
    return commit.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Issue that && that.json().equals(json());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(commit);
  }

  @Override
  public String toString() {
    return json();
  }
}
