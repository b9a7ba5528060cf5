package dev.laurel.tlog.entry;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// One entry of the log: canonical JSON (RFC 8785) in printable ASCII with a closed set of members
/// and nothing personal. Constructors refuse what does not fit with [IllegalArgumentException].
public sealed interface LogEntry permits Issue, Abandon, StatusList, KeyAdd, KeyRetire {
  /// Longest single text: method ids, keys, list URLs; a DID has at most 2,048 characters and a
  /// Multikey of ML-DSA-87 about 3,550.
  int MAX_TEXT = 4_096;

  /// Most verification methods of one entry: as many as a credential may carry proofs.
  int MAX_KEYS = 20;

  /// The entry in bytes from outside, or empty where it is none: only bytes that writing it again
  /// would give are one.
  static Optional<LogEntry> parse(byte[] bytes) {
    return EntryReader.read(bytes);
  }

  /// The JSON text.
  String json();

  /// The value of its member `t`.
  String type();

  /// The verification methods in whose name it stands; an issuer's monitor looks at these.
  List<String> keys();

  /// The bytes that are logged.
  default byte[] bytes() {
    return json().getBytes(StandardCharsets.US_ASCII);
  }

  /// The entry's name.
  default EntryId id() {
    return EntryId.of(bytes());
  }
}
