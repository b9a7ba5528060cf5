package dev.laurel.verification;

import dev.laurel.credentials.Sha256;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// A file that should be evidence of a credential: the name under which the report speaks of it,
/// and its SHA-256 in 64 lower-case hexadecimal digits.
public record EvidenceFile(String name, String sha256) {
  public EvidenceFile {
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("a SHA-256 has 64 hexadecimal digits");
    }
  }

  /// A file by its content.
  public static EvidenceFile of(String name, byte[] content) {
    return new EvidenceFile(name, HexFormat.of().formatHex(Sha256.of(content)));
  }

  /// A file by its digest in text from outside; empty where that is no SHA-256 in hexadecimal.
  public static Optional<EvidenceFile> parse(String name, String sha256) {
    String lower = sha256.toLowerCase(Locale.ROOT);
    return lower.matches("[0-9a-f]{64}")
        ? Optional.of(new EvidenceFile(name, lower))
        : Optional.empty();
  }
}
