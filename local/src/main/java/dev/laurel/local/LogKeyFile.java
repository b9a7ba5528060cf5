package dev.laurel.local;

import dev.laurel.tlog.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The public keys of a log as they are kept: one vkey on a line, of which each names the log's
/// origin.
final class LogKeyFile {
  /// The file in a data folder, which the server writes when it starts.
  static final String NAME = "log.vkey";

  private LogKeyFile() {}

  /// The keys of the deployment whose data folder this is; empty where it has no log yet.
  static List<VerifierKey> of(Path data) throws IOException {
    Path file = data.resolve(NAME);
    return Files.isRegularFile(file) ? parse(Files.readString(file), file.toString()) : List.of();
  }

  /// The keys that somebody named: a file of them, or one as it is.
  static List<VerifierKey> named(String text, Path standing) throws IOException {
    Optional<VerifierKey> key = VerifierKey.parse(text);
    if (key.isPresent()) {
      return List.of(key.get());
    }
    Path file = Options.path(text, standing);
    if (!Files.isRegularFile(file)) {
      throw new StartRefused("--key is neither a vkey nor a file of them: " + text);
    }
    List<VerifierKey> keys = parse(Files.readString(file), file.toString());
    if (keys.isEmpty()) {
      throw new StartRefused("There is no vkey in " + file + ".");
    }
    return keys;
  }

  private static List<VerifierKey> parse(String text, String file) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .map(line ->
            VerifierKey.parse(line)
                .orElseThrow(() -> new StartRefused("A line of " + file + " is no vkey.")))
        .toList();
  }
}
