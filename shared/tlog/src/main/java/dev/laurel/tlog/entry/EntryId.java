package dev.laurel.tlog.entry;

import dev.laurel.credentials.Sha256;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// The name of an entry: the SHA-256 of its bytes in lower-case hexadecimal. The same entry has the
/// same name, so it can be queued twice and logged once.
public record EntryId(String hex) {
  private static final Pattern SYNTAX = Pattern.compile("[0-9a-f]{64}");

  public EntryId {
    if (!SYNTAX.matcher(hex).matches()) {
      throw new IllegalArgumentException("an entry id is 64 lower-case hexadecimal digits");
    }
  }

  /// The id of an entry with these bytes.
  public static EntryId of(byte[] entry) {
    return new EntryId(HexFormat.of().formatHex(Sha256.of(entry)));
  }

  /// The id in text from outside, or empty where it is none.
  public static Optional<EntryId> parse(String text) {
    return SYNTAX.matcher(text).matches() ? Optional.of(new EntryId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return hex;
  }
}
