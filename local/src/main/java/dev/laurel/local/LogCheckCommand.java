package dev.laurel.local;

import dev.laurel.credentials.proof.Contexts;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.json.Json;
import dev.laurel.json.JsonRefused;
import dev.laurel.local.logfiles.FolderLogFiles;
import dev.laurel.local.logfiles.HttpLogFiles;
import dev.laurel.tlog.TlogProof;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.tlog.WitnessPolicy;
import dev.laurel.tlog.check.EntryListener;
import dev.laurel.tlog.check.Fault;
import dev.laurel.tlog.check.Inclusion;
import dev.laurel.tlog.check.LogCheck;
import dev.laurel.tlog.check.Report;
import dev.laurel.tlog.entry.Issue;
import dev.laurel.verification.DidResolver.Resolution;
import dev.laurel.verification.StatusLists.Fetch;
import dev.laurel.verification.Verifier;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `logcheck`: checks a whole log from its public files, a folder's or a URL's. Needs the log's
/// keys from elsewhere than the log, and believes nothing else.
final class LogCheckCommand {
  static final int PASSED = 0;
  static final int FAULTY = 1;

  private final Path standing;
  private final InstantSource clock;
  private final PrintStream out;

  LogCheckCommand(Path standing, InstantSource clock, PrintStream out) {
    this.standing = standing;
    this.clock = clock;
    this.out = out;
  }

  int run(List<String> arguments, Path usualData) throws IOException {
    Options options =
        Options.parse(
            arguments,
            Set.of("--json"),
            Set.of("--key", "--data", "--root", "--older", "--include", "--log-proof", "--policy"));
    String where = where(options, "./laurel logcheck URL-OR-FOLDER");
    LogCheck check = told(options, usualData);
    if (options.values().containsKey("--older")) {
      check = check.withOlder(file(options.value("--older", "")));
    }
    if (options.values().containsKey("--include")) {
      check = check.withInclusion(inclusion(options));
    } else if (options.values().containsKey("--log-proof")) {
      throw new StartRefused("--log-proof goes with --include CREDENTIAL.");
    }
    if (options.values().containsKey("--policy")) {
      check =
          check.withPolicy(
              WitnessPolicy.parse(file(options.value("--policy", "")))
                  .orElseThrow(() -> new StartRefused("--policy is no tlog-policy.")));
    }
    Report report = read(check, where, (index, entry) -> {});
    return print(report, options.has("--json"));
  }

  /// The log to read, the one argument that is no option.
  static String where(Options options, String usage) {
    if (options.rest().size() != 1) {
      throw new StartRefused("Name one log, by its URL or folder: " + usage);
    }
    return options.rest().getFirst();
  }

  /// A check with the keys that the options name: of the log, and the platform's root key.
  LogCheck told(Options options, Path usualData) throws IOException {
    Path data =
        options.values().containsKey("--data")
            ? Options.path(options.value("--data", ""), standing)
            : usualData;
    List<VerifierKey> keys =
        options.values().containsKey("--key")
            ? LogKeyFile.named(options.value("--key", ""), standing)
            : LogKeyFile.of(data);
    if (keys.isEmpty()) {
      throw new StartRefused(
          "There is no " + data.resolve(LogKeyFile.NAME) + "; name the log's key with --key.");
    }
    LogCheck check = LogCheck.of(keys.getFirst().name(), keys);
    if (!options.values().containsKey("--root")) {
      return check;
    }
    return check.withRootKey(
        Multikey.parse(options.value("--root", ""))
            .orElseThrow(() -> new StartRefused("--root is no Multikey.")));
  }

  /// The report on the log at a URL or in a folder. A log that cannot be read is [StartRefused].
  Report read(LogCheck check, String where, EntryListener listener) {
    try {
      if (HttpLogFiles.isUrl(where)) {
        try (HttpLogFiles files = new HttpLogFiles(where)) {
          return check.check(files, listener);
        }
      }
      Path folder = Options.path(where, standing);
      if (!Files.isDirectory(folder)) {
        throw new StartRefused("There is no folder " + folder + ".");
      }
      return check.check(new FolderLogFiles(folder), listener);
    } catch (UncheckedIOException e) {
      throw new StartRefused("The log could not be read: " + e.getMessage());
    }
  }

  private Inclusion inclusion(Options options) throws IOException {
    String credential = options.value("--include", "");
    byte[] proof = file(options.value("--log-proof", VerifyCommand.proofBeside(credential)));
    TlogProof parsed =
        TlogProof.parse(proof).orElseThrow(() -> new StartRefused("The proof is no tlog-proof."));
    if (parsed.extra().length == 0) {
      throw new StartRefused("The proof has no salt; POST the credential to /log-proof for one.");
    }
    JsonNode document;
    try {
      document = Json.parse(file(credential));
    } catch (JsonRefused e) {
      throw new StartRefused("The credential of --include is refused: " + e.getMessage());
    }
    Verifier verifier =
        new Verifier(
            Contexts.bundled(),
            did -> new Resolution.Unavailable("not asked"),
            url -> new Fetch.NotFound(),
            clock);
    Issue entry =
        verifier
            .entry(document, parsed.extra())
            .orElseThrow(() -> new StartRefused("No entry can be computed from the credential."));
    return new Inclusion(entry.commit(), proof);
  }

  private byte[] file(String name) throws IOException {
    Path file = Options.path(name, standing);
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new StartRefused("There is no file " + file + ".");
    }
  }

  private int print(Report report, boolean json) {
    if (json) {
      out.println(json(report));
    } else {
      out.println(
          (report.passed() ? "the log is sound" : "the log is NOT sound")
              + " (size %d, root %s)".formatted(report.size(), report.root()));
      lines(report, out);
    }
    return report.passed() ? PASSED : FAULTY;
  }

  /// What was checked and what is wrong, a line each.
  static void lines(Report report, PrintStream out) {
    report.checked().forEach(line -> out.println("  ✓ " + line));
    report.faults().forEach(fault -> out.println("  ✗ " + fault));
  }

  static ObjectNode json(Report report) {
    ObjectNode json = Json.object();
    json.put("passed", report.passed());
    json.put("size", report.size());
    json.put("root", report.root());
    ArrayNode checked = json.putArray("checked");
    report.checked().forEach(checked::add);
    ArrayNode faults = json.putArray("faults");
    for (Fault fault : report.faults()) {
      faults.addObject().put("where", fault.where()).put("what", fault.what());
    }
    return json;
  }
}
