package dev.laurel.local.demo;

import java.util.Map;

/// Parts of request bodies.
final class Bodies {
  private Bodies() {}

  static Map<String, Object> file(String name, String description, DemoFile file) {
    return Map.of(
        "name",
        name,
        "description",
        description,
        "file",
        Map.of(
            "name", file.name(),
            "mediaType", file.mediaType(),
            "length", file.content().length,
            "sha256", file.sha256()));
  }

  static Map<String, String> level(String criterion, String level, String feedback) {
    return Map.of("criterion", criterion, "level", level, "feedback", feedback);
  }
}
