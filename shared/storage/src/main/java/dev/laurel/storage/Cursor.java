package dev.laurel.storage;

/// A place in a query's answers, opaque outside the store that made it. It is not secret and not
/// signed: the edge binds it to issuer and query. A store refuses one that it cannot read with
/// [IllegalArgumentException].
public record Cursor(String text) {
  /// Before the first answer.
  public static final Cursor START = new Cursor("");
}
