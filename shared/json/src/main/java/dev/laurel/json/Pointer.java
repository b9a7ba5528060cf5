package dev.laurel.json;

import java.util.ArrayList;
import java.util.List;

/// A place in a JSON text as the way down to it. Only [#toString] writes the JSON Pointer (RFC
/// 6901): names may be long and places many, so that writing it at every step would take minutes
/// for a body of a megabyte made to that end.
public final class Pointer {
  /// The whole text.
  public static final Pointer ROOT = new Pointer();

  /// Longest text: nobody finds a place by more, and many places may be told of one text.
  public static final int MAX_LENGTH = 1_000;

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

  /// The JSON Pointer, empty for the whole text. One that is longer than [#MAX_LENGTH] is cut, with
  /// an ellipsis at its end.
  @Override
  public String toString() {
    List<Pointer> way = new ArrayList<>();
    for (Pointer at = this; !at.isRoot(); at = at.parent) {
      way.add(at);
    }
    StringBuilder text = new StringBuilder();
    for (Pointer at : way.reversed()) {
      text.append(at.step());
      if (text.length() > MAX_LENGTH) {
        boolean pair = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 2));
        text.setLength(MAX_LENGTH - (pair ? 2 : 1));
        return text.append('\u2026').toString();
      }
    }
    return text.toString();
  }

  private String step() {
    return index < 0
        ? Json.step(name.substring(0, Math.min(name.length(), MAX_LENGTH)))
        : "/" + index;
  }
}
