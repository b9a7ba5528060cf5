package dev.laurel.assessment;

import dev.laurel.storage.ObjectName;

/// Bytes that lie in the evidence store: an object's name and the version that pins them.
public record StoredObject(ObjectName name, String version) {
  public StoredObject {
    if (version.isEmpty()) {
      throw new IllegalArgumentException("a pinned object has a version");
    }
  }
}
