package dev.laurel.assessment;

import dev.laurel.json.Json;
import java.util.List;

/// An item of evidence as it is announced, before its submission exists. Bounds are those of
/// [EvidenceItem]; whoever reads a request checks them first, to name the field.
public sealed interface EvidenceDraft {
  String name();

  String description();

  /// About how many bytes of a credential it takes, never less than it does; the sum is held
  /// against [EvidenceItem#MAX_SHOWN_BYTES].
  default int shownBytes() {
    // Member names, type, and a digest with its multibase prefix.
    int frame = 220;
    String more =
        switch (this) {
          case File file -> file.mediaType();
          case Link link -> link.url();
          case Text text -> "";
        };
    return frame + Json.bytes(List.of(name(), description(), more)).length;
  }

  /// A file that will be uploaded.
  record File(
      String name,
      String description,
      String fileName,
      String mediaType,
      long length,
      String sha256)
      implements EvidenceDraft {}

  /// A page elsewhere.
  record Link(String name, String description, String url) implements EvidenceDraft {}

  /// A text that is here already.
  record Text(String name, String description, String text) implements EvidenceDraft {
    /// Without the text, so that no log line can show it.
    @Override
    public String toString() {
      return "Text";
    }
  }
}
