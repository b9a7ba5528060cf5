package dev.laurel.issuance.rules;

/// One reason not to sign a document: the rule, the place as a JSON Pointer, and what would be
/// right. The message repeats no value of the document, which may be personal.
public record Finding(String rule, String pointer, String message) {
  @Override
  public String toString() {
    return rule + " at '" + pointer + "': " + message;
  }
}
