package dev.laurel.runtime;

import dev.laurel.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Writes one JSON line per event. Fields are ids, routes, states, counts, durations and reasons in
/// our own words; never names, addresses, keys, bodies, paths or queries.
public final class Log {
  private final String function;
  private final Consumer<String> sink;

  public Log(String function, Consumer<String> sink) {
    this.function = function;
    this.sink = sink;
  }

  /// Lines on standard output, where Lambda collects them.
  @SuppressWarnings("SystemOut") // standard output is the log of a Lambda function
  public static Log standard(String function) {
    return new Log(function, line -> System.out.println(line));
  }

  /// One line; fields keep their order.
  public void event(String event, Map<String, ?> fields) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("event", event);
    line.put("function", function);
    line.putAll(fields);
    sink.accept(Json.write(line));
  }

  /// What went wrong, by type and place: messages of other people's exceptions may repeat input.
  static Map<String, Object> failure(Throwable problem) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("exception", problem.getClass().getName());
    Throwable cause = problem.getCause();
    if (cause != null) {
      fields.put("cause", cause.getClass().getName());
    }
    StackTraceElement[] stack = problem.getStackTrace();
    fields.put(
        "at",
        java.util.Arrays.stream(stack).limit(MAX_FRAMES).map(StackTraceElement::toString).toList());
    return fields;
  }

  /// Frames per failure: enough to pass through the JDK and find our line.
  private static final int MAX_FRAMES = 12;
}
