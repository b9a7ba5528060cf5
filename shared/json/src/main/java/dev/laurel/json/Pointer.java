package dev.laurel.json;

/// A place in a JSON text as the way down to it. Only [#toString] writes the JSON Pointer (RFC
/// 6901): names may be long and places many, so that writing it at every step would take minutes
/// for a body of a megabyte made to that end.
public final class Pointer {
  /// The whole text.
  public static final Pointer ROOT = new Pointer();

  private final Pointer parent;
  private final String name;
  private final int index;

  private Pointer() {
    this.parent = this;
    this.name = "";
    this.index = -1;
  }

  private Pointer(Pointer parent, String name, int index) {
    this.parent = parent;
    this.name = name;
    this.index = index;
  }

  /// The place of a member.
  public Pointer at(String member) {
    return new Pointer(this, member, -1);
  }

  /// The place of an element, counted from 0.
  public Pointer at(int element) {
    return new Pointer(this, "", element);
  }

  /// Whether this is the whole text.
  public boolean isRoot() {
    return parent == this;
  }

  /// The JSON Pointer, empty for the whole text.
  @Override
  public String toString() {
    return isRoot() ? "" : parent + (index < 0 ? Json.step(name) : "/" + index);
  }
}
