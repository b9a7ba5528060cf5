package dev.laurel.runtime;

import org.jspecify.annotations.Nullable;

/// One thing that is wrong with a request: the place in the body as a JSON Pointer, or the name of
/// a query parameter or header, and what would be right. The detail does not repeat the value.
public record FieldError(@Nullable String pointer, @Nullable String parameter, String detail) {
  /// At a place in the body.
  public FieldError(String pointer, String detail) {
    this(pointer, null, detail);
  }

  /// In a query parameter or header.
  public static FieldError ofParameter(String name, String detail) {
    return new FieldError(null, name, detail);
  }
}
