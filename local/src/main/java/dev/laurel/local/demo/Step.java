package dev.laurel.local.demo;

import dev.laurel.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// One told step: its name, whether it did what it must, how long it took, where to look (a name
/// for each link), and where it failed, why.
public record Step(
    String name, String title, boolean ok, long millis, Map<String, String> links, String problem) {
  public Step {
    links = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(links));
  }

  /// One line for a person.
  public String line(int number) {
    String where = links.values().stream().findFirst().orElse("");
    String text =
        "  %s %2d  %-46s %6d ms  %s".formatted(ok ? "✓" : "✗", number, title, millis, where);
    String others =
        links.entrySet().stream()
            .skip(1)
            .map(link ->
                System.lineSeparator() + " ".repeat(63) + link.getKey() + ": " + link.getValue())
            .collect(Collectors.joining());
    return (text + others + (ok ? "" : System.lineSeparator() + "        " + problem))
        .stripTrailing();
  }

  /// One JSON object for a program.
  public String json() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("step", name);
    members.put("ok", ok);
    members.put("ms", millis);
    members.put("links", links);
    if (!ok) {
      members.put("problem", problem);
    }
    return Json.write(members);
  }
}
