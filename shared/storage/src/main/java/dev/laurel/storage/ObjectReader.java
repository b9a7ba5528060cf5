package dev.laurel.storage;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// Reads objects; consistent. Throws [StoreUnavailable] when the store does not answer.
public interface ObjectReader {
  /// The newest version, or empty where there is no such object.
  Optional<ObjectContent> open(ObjectName name);

  /// A pinned version, or empty where it is gone.
  Optional<ObjectContent> open(ObjectName name, String version);

  /// A URL that lets whoever holds it download the pinned version as an attachment under `fileName`
  /// until the instant passes.
  URI download(ObjectName name, String version, String fileName, Instant expires);
}
