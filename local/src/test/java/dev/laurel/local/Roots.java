package dev.laurel.local;

import java.nio.file.Path;

/// Where the project lies; Maven says so.
final class Roots {
  private Roots() {}

  static Path project() {
    String root = System.getenv("LAUREL_ROOT");
    return root == null ? Path.of("..").toAbsolutePath().normalize() : Path.of(root);
  }
}
