package dev.laurel.tlog.entry;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/// The entry before a version of a status list is signed. Lists are public, so it is in clear:
/// otherwise nobody could check that a list never un-revokes.
///
/// @param keys the verification methods, kept sorted and without repetitions
/// @param list the list's URL
/// @param n its version, from 1 on
/// @param digest the 64 bytes of hashData that are signed
/// @param at kept floored to the hour
@SuppressWarnings("ArrayRecordComponent") // cloned in and out
public record StatusList(List<String> keys, String list, long n, byte[] digest, Instant at)
    implements LogEntry {
  /// The value of `t`.
  public static final String TYPE = "status-list";

  /// Bytes of a digest: two SHA-256 hashes.
  public static final int DIGEST_LENGTH = 64;

  public StatusList {
    keys = Shape.keys(keys);
    Shape.text("a list", list);
    Jcs.requireNumber("n", n);
    if (n == 0) {
      throw new IllegalArgumentException("versions count from 1");
    }
    digest = Shape.bytes("a digest", digest, DIGEST_LENGTH);
    at = Shape.floor(at);
  }

  @Override
  public String json() {
    SortedMap<String, Object> entry = Shape.begin(TYPE, at);
    entry.put("keys", keys);
    entry.put("list", list);
    entry.put("n", n);
    entry.put("digest", Shape.base64Url(digest));
    return Jcs.write(entry);
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public byte[] digest() {
    return digest.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StatusList that && that.json().equals(json());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(digest);
  }

  @Override
  public String toString() {
    return json();
  }
}
