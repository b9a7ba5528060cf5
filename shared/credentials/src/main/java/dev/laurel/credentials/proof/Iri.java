package dev.laurel.credentials.proof;

/// The test for an absolute IRI as canonical N-Quads can hold it (RFC 3987, RDF 1.1 IRIREF).
final class Iri {
  private Iri() {}

  /// Whether a text begins with a scheme and has no character that an IRI excludes. A blank node
  /// identifier is not an IRI: its name is not part of the canonical form.
  static boolean absolute(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || !letter(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < colon; i++) {
      char c = text.charAt(i);
      if (!letter(c) && !(c >= '0' && c <= '9') && c != '+' && c != '-' && c != '.') {
        return false;
      }
    }
    for (int i = colon + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || (c >= 0x7f && c < 0xa0) || space(c) || "<>\"{}|^`\\".indexOf(c) >= 0) {
        return false;
      }
    }
    return colon + 1 < text.length();
  }

  /// Whether a character beyond ASCII is a space. RFC 3987 takes some, JSON-LD libraries do not.
  private static boolean space(char c) {
    return Character.isSpaceChar(c) || c == '\uFEFF';
  }

  private static boolean letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
