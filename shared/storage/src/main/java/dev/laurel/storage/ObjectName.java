package dev.laurel.storage;

/// The name of an object: 1 to 300 characters `a-z 0-9 . _ - /`, no empty, `.` or `..` segment.
public record ObjectName(String text) {
  public ObjectName {
    if (!text.matches("(?!.*(^|/)\\.{0,2}(/|$))[a-z0-9._/-]{1,300}")) {
      throw new IllegalArgumentException("not an object name: " + text);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
