package dev.laurel.assessment;

import dev.laurel.credentials.Sha256;
import dev.laurel.storage.ObjectContent;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.ObjectReader;
import dev.laurel.storage.StoreUnavailable;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/// A look at an uploaded object: whether its bytes are the announced ones. What the object store
/// was told to enforce is not trusted; length and SHA-256 are computed from the bytes.
final class Examination {
  private static final int BUFFER_BYTES = 64 * 1024;

  private Examination() {}

  /// What was found under a name.
  sealed interface Finding {
    /// Nothing lies there.
    record Absent() implements Finding {}

    /// The announced bytes, pinned by this version.
    record Right(String version) implements Finding {}

    /// Other bytes.
    record Wrong(Difference difference) implements Finding {}
  }

  /// In what uploaded bytes differ from the announced ones.
  enum Difference {
    LENGTH,
    SHA256
  }

  /// Reads the newest version and no more than one byte beyond the announced length.
  static Finding of(ObjectReader objects, ObjectName name, EvidenceItem.File announced) {
    Optional<ObjectContent> found = objects.open(name);
    if (found.isEmpty()) {
      return new Finding.Absent();
    }
    try (ObjectContent content = found.get()) {
      MessageDigest digest = Sha256.digest();
      byte[] buffer = new byte[BUFFER_BYTES];
      long length = 0;
      while (length <= announced.length()) {
        int want = (int) Math.min(buffer.length, announced.length() + 1 - length);
        int read = content.bytes().read(buffer, 0, want);
        if (read < 0) {
          break;
        }
        digest.update(buffer, 0, read);
        length += read;
      }
      if (length != announced.length()) {
        return new Finding.Wrong(Difference.LENGTH);
      }
      return HexFormat.of().formatHex(digest.digest()).equals(announced.sha256())
          ? new Finding.Right(content.version())
          : new Finding.Wrong(Difference.SHA256);
    } catch (IOException e) {
      throw new StoreUnavailable("evidence could not be read to its end", e);
    }
  }
}
