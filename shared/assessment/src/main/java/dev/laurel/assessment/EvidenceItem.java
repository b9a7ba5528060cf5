package dev.laurel.assessment;

import java.util.Objects;

/// One artefact, link or text that shows the work, as its submission announced it. It never changes
/// after the submission was made; where the bytes of a file lie is its [Invitation]'s matter.
public sealed interface EvidenceItem {
  /// Most items of one submission: a portfolio fits, and one completion still reads them all within
  /// the 29 seconds of an HTTP API.
  int MAX_ITEMS = 10;

  /// Largest file. Ten of them are hashed within one request at the speed of an object store (about
  /// 100 MB/s), with room to spare.
  long MAX_FILE_BYTES = 25L * 1024 * 1024;

  /// Largest text in UTF-8: ten of them stay below the 1 MiB of a request.
  int MAX_TEXT_BYTES = 64 * 1024;

  /// Longest name of an item or file in code points: names are shown in one line or two.
  int MAX_NAME = 200;

  /// Longest description in code points: a paragraph or two. Ten items at their bounds fit into the
  /// item that holds them.
  int MAX_DESCRIPTION = 2_000;

  /// Longest link; longer ones do not survive common software.
  int MAX_LINK = 2_000;

  /// Longest media type (RFC 6838 allows 127 on each side; the longest registered has 73).
  int MAX_MEDIA_TYPE = 100;

  /// Most bytes that a credential may need for what it shows of all evidence; see
  /// [dev.laurel.issuers.AchievementContent#MAX_CREDENTIAL_BYTES] for the whole sum.
  int MAX_SHOWN_BYTES = 24 * 1024;

  /// What the learner calls it.
  String name();

  /// More about it, or empty.
  String description();

  /// A file that is uploaded; `sha256` is hexadecimal.
  record File(
      String name,
      String description,
      String fileName,
      String mediaType,
      long length,
      String sha256)
      implements EvidenceItem {
    public File {
      Objects.requireNonNull(name);
      Objects.requireNonNull(description);
      Objects.requireNonNull(fileName);
      if (!isMediaType(mediaType)) {
        throw new IllegalArgumentException("not a media type");
      }
      if (length < 1 || length > MAX_FILE_BYTES || !isSha256(sha256)) {
        throw new IllegalArgumentException("length or SHA-256 is not one");
      }
    }
  }

  /// A page elsewhere. Laurel shows it and never fetches it.
  record Link(String name, String description, String url) implements EvidenceItem {
    public Link {
      Objects.requireNonNull(name);
      Objects.requireNonNull(description);
      // A scheme is written in any case (RFC 3986 section 3.1).
      if (!url.regionMatches(true, 0, "https://", 0, 8)
          && !url.regionMatches(true, 0, "http://", 0, 7)) {
        throw new IllegalArgumentException("a link is http or https");
      }
    }
  }

  /// A text that came with the submission. It lies as the pinned object `object`; `length` and
  /// `sha256` are of its UTF-8.
  record Text(String name, String description, long length, String sha256, StoredObject object)
      implements EvidenceItem {
    /// What the object's bytes are.
    public static final String MEDIA_TYPE = "text/plain; charset=utf-8";

    public Text {
      Objects.requireNonNull(name);
      Objects.requireNonNull(description);
      Objects.requireNonNull(object);
      if (length < 1 || length > MAX_TEXT_BYTES || !isSha256(sha256)) {
        throw new IllegalArgumentException("length or SHA-256 is not one");
      }
    }
  }

  /// Whether the text is `type/subtype` of RFC 6838 in lower case, without parameters.
  static boolean isMediaType(String text) {
    return text.length() <= MAX_MEDIA_TYPE
        && text.matches("[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*");
  }

  /// Whether the text is a SHA-256 in lower-case hexadecimal.
  static boolean isSha256(String text) {
    return text.matches("[0-9a-f]{64}");
  }
}
