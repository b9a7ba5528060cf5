package dev.laurel.local;

import dev.laurel.json.Json;
import dev.laurel.tlog.check.Monitor;
import dev.laurel.tlog.check.Report;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `monitor`: which entries of a log stand under an issuer's keys although the issuer did not ask
/// for them, and which it asked for are missing. The log is checked as by `logcheck` on the way:
/// what an unsound log says about an issuer counts for nothing.
final class MonitorCommand {
  private final LogCheckCommand logs;
  private final Path standing;
  private final PrintStream out;

  MonitorCommand(LogCheckCommand logs, Path standing, PrintStream out) {
    this.logs = logs;
    this.standing = standing;
    this.out = out;
  }

  int run(List<String> arguments, Path usualData) throws IOException {
    Options options =
        Options.parse(
            arguments,
            Set.of("--json"),
            Set.of("--key", "--data", "--root", "--issuer", "--expect"));
    String where =
        LogCheckCommand.where(options, "./laurel monitor URL-OR-FOLDER --issuer DID --expect FILE");
    String issuer = options.value("--issuer", "");
    if (!issuer.startsWith("did:") || issuer.contains("#")) {
      throw new StartRefused("Name the issuer whose keys to watch: --issuer did:...");
    }
    Monitor monitor = monitor(issuer, options);
    Report report = logs.read(logs.told(options, usualData), where, monitor);
    boolean asExpected = monitor.unexpected().isEmpty() && monitor.missing().isEmpty();
    if (options.has("--json")) {
      out.println(json(report, monitor));
    } else {
      print(report, monitor);
    }
    return report.passed() && asExpected ? LogCheckCommand.PASSED : LogCheckCommand.FAULTY;
  }

  private Monitor monitor(String issuer, Options options) throws IOException {
    if (!options.values().containsKey("--expect")) {
      throw new StartRefused(
          "Name the file of what the issuer asked for, one entry id or commitment on a line:"
              + " --expect FILE");
    }
    Path file = Options.path(options.value("--expect", ""), standing);
    try {
      return new Monitor(issuer, Files.readAllLines(file));
    } catch (NoSuchFileException e) {
      throw new StartRefused("There is no file " + file + ".");
    } catch (MalformedInputException e) {
      throw new StartRefused(file + " is no text.");
    } catch (IllegalArgumentException e) {
      throw new StartRefused(file + ": " + e.getMessage());
    }
  }

  private void print(Report report, Monitor monitor) {
    out.println(
        "%d entries under the issuer's keys: %d not asked for, %d asked for and missing"
            .formatted(monitor.seen(), monitor.unexpected().size(), monitor.missing().size()));
    for (Monitor.Unexpected entry : monitor.unexpected()) {
      out.println(
          "  ✗ entry %d, not asked for: %s %s"
              .formatted(entry.index(), entry.id(), entry.entry().json()));
    }
    monitor.missing().forEach(line -> out.println("  ✗ missing: " + line));
    if (!report.passed()) {
      out.println("the log is NOT sound, so none of this counts:");
      LogCheckCommand.lines(report, out);
    }
  }

  private static ObjectNode json(Report report, Monitor monitor) {
    ObjectNode json = Json.object();
    json.put("seen", monitor.seen());
    ArrayNode unexpected = json.putArray("unexpected");
    for (Monitor.Unexpected entry : monitor.unexpected()) {
      ObjectNode one = unexpected.addObject();
      one.put("index", entry.index());
      one.put("id", entry.id().hex());
      one.set("entry", Json.parse(entry.entry().bytes()));
    }
    ArrayNode missing = json.putArray("missing");
    monitor.missing().forEach(missing::add);
    json.set("log", LogCheckCommand.json(report));
    return json;
  }
}
