package dev.laurel.assessment;

/// An item of evidence as it is announced, before its submission exists. Bounds are those of
/// [EvidenceItem]; whoever reads a request checks them first, to name the field.
public sealed interface EvidenceDraft {
  String name();

  String description();

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
