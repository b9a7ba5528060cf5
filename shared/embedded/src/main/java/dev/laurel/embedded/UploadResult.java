package dev.laurel.embedded;

import dev.laurel.storage.ObjectName;

/// What became of an upload.
public sealed interface UploadResult {
  /// Stored: this was the one use of the invitation.
  record Stored(ObjectName name, String version, String tag) implements UploadResult {}

  /// Nothing was stored.
  record Refused(Refusal reason) implements UploadResult {}
}
