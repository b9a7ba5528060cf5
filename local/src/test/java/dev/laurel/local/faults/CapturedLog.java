package dev.laurel.local.faults;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The log lines of the functions, taken from standard output while it is open.
final class CapturedLog {
  private final PrintStream out = System.out;
  private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

  void open() {
    System.setOut(
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8) {
          @Override
          public void println(String line) {
            lines.add(line);
          }
        });
  }

  /// Where lines went before.
  PrintStream out() {
    return out;
  }

  void clear() {
    lines.clear();
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  void close() {
    System.setOut(out);
  }
}
