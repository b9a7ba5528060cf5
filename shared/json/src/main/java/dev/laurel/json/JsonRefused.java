package dev.laurel.json;

/// JSON text from outside that is not taken. The message says what is wrong without repeating
/// values; the pointer (RFC 6901) says where, and is empty where that is the whole text or unknown.
public final class JsonRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String pointer;

  public JsonRefused(String message, String pointer) {
    super(message);
    this.pointer = pointer;
  }

  /// Where, as JSON Pointer; "" for the whole text or unknown.
  public String pointer() {
    return pointer;
  }
}
