package dev.laurel.local;

import dev.laurel.credentials.proof.Contexts;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.verification.Beside;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckResult;
import dev.laurel.verification.DeploymentUrls;
import dev.laurel.verification.EvidenceFile;
import dev.laurel.verification.FolderResolvers;
import dev.laurel.verification.GivenLogProof;
import dev.laurel.verification.VerificationReport;
import dev.laurel.verification.Verifier;
import dev.laurel.verification.interop.Advice;
import dev.laurel.verification.interop.Interop;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Checks a credential in a file, whatever its form, without a server and without the network.
final class VerifyCommand {
  /// Exit statuses.
  static final int VALID = 0;

  static final int NOT_VALID = 1;
  static final int NOT_CHECKED = 2;

  private VerifyCommand() {}

  /// The command's arguments, read. Throws [StartRefused] for ones that it does not take.
  static Options options(List<String> arguments) {
    return Options.parse(
        arguments,
        Set.of("--json", "--explain"),
        Set.of(
            "--data",
            "--contexts",
            "--log-proof",
            "--evidence",
            "--email",
            "--domain",
            "--challenge"));
  }

  /// Checks the file that the arguments name, prints the report and answers the exit status.
  static int run(Options options, Path data, Path standing, InstantSource clock, PrintStream out)
      throws IOException {
    if (options.rest().size() != 1) {
      throw new StartRefused("Name one file: ./laurel verify FILE");
    }
    Path file = Options.path(options.rest().getFirst(), standing);
    Optional<Path> contexts =
        Optional.ofNullable(options.values().get("--contexts"))
            .map(folder -> Options.path(folder, standing));
    Optional<Path> proof =
        Optional.ofNullable(options.values().get("--log-proof"))
            .map(name -> Options.path(name, standing));
    try {
      byte[] input = Files.readAllBytes(file);
      Contexts known = contexts(contexts);
      FolderResolvers own = own(data);
      VerificationReport report =
          verifier(own, known, data, proof(file, proof), clock)
              .verify(input, beside(options, standing));
      List<Advice> advice =
          options.has("--explain") ? new Interop(known, own).explain(input) : List.of();
      return print(report, advice, options, out);
    } catch (NoSuchFileException e) {
      throw new StartRefused("There is no file " + e.getFile() + ".");
    } catch (IllegalArgumentException e) {
      throw new StartRefused("The folder of --contexts is not one: " + e.getMessage());
    }
  }

  private static Beside beside(Options options, Path standing) throws IOException {
    List<EvidenceFile> evidence = new ArrayList<>();
    for (String name : options.all("--evidence")) {
      Path file = Options.path(name, standing);
      evidence.add(EvidenceFile.of(file.getFileName().toString(), Files.readAllBytes(file)));
    }
    if (evidence.size() > Beside.MAX_FILES) {
      throw new StartRefused("At most " + Beside.MAX_FILES + " files are compared.");
    }
    return new Beside(
        evidence,
        options.value("--email", ""),
        options.value("--domain", ""),
        options.value("--challenge", ""));
  }

  /// The proof that is named, else the one beside the file where there is one.
  private static Optional<byte[]> proof(Path file, Optional<Path> named) throws IOException {
    return named.isPresent()
        ? Optional.of(Files.readAllBytes(named.get()))
        : read(Path.of(proofBeside(file.toString())));
  }

  /// What a credential's file name has in place of its suffix in the name of its proof.
  private static final String PROOF_SUFFIX = ".log-proof";

  /// Where the proof of a credential lies unless somebody says otherwise: beside it.
  static String proofBeside(String file) {
    int name = Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1;
    int dot = file.lastIndexOf('.');
    return (dot > name ? file.substring(0, dot) : file) + PROOF_SUFFIX;
  }

  /// The report of the document in a file, with this deployment's own DIDs and lists from
  /// `<data>/public`, and the proof from its log where it lies beside the file.
  static VerificationReport report(
      Path file, Path data, Optional<Path> contexts, InstantSource clock) throws IOException {
    return report(Files.readAllBytes(file), proof(file, Optional.empty()), data, contexts, clock);
  }

  /// The same with document and proof at hand.
  static VerificationReport report(
      byte[] document,
      Optional<byte[]> logProof,
      Path data,
      Optional<Path> contexts,
      InstantSource clock)
      throws IOException {
    return verifier(own(data), contexts(contexts), data, logProof, clock).verify(document);
  }

  private static Verifier verifier(
      FolderResolvers own,
      Contexts contexts,
      Path data,
      Optional<byte[]> logProof,
      InstantSource clock)
      throws IOException {
    DeploymentUrls urls = urls(data);
    List<VerifierKey> keys = LogKeyFile.of(data);
    GivenLogProof log =
        logProof
            .map(proof -> GivenLogProof.of(urls, proof, keys))
            .orElseGet(() -> GivenLogProof.missing(urls, keys));
    return new Verifier(contexts, own, own, clock).withLog(log);
  }

  private static DeploymentUrls urls(Path data) throws IOException {
    return new DeploymentUrls(DataFolder.origin(data).orElse(LocalMain.DEFAULT_ORIGIN));
  }

  private static FolderResolvers own(Path data) throws IOException {
    Path publicObjects = data.resolve("public");
    return new FolderResolvers(urls(data), name -> read(publicObjects.resolve(name)));
  }

  private static Contexts contexts(Optional<Path> folder) {
    return folder.map(more -> Contexts.bundled().with(more)).orElseGet(Contexts::bundled);
  }

  /// Prints the report and answers the exit status.
  static int print(VerificationReport report, boolean json, PrintStream out) {
    if (json) {
      out.println(report.toJson());
    } else {
      lines(report, "", out);
    }
    return status(report);
  }

  private static int print(
      VerificationReport report, List<Advice> advice, Options options, PrintStream out) {
    if (!options.has("--explain")) {
      return print(report, options.has("--json"), out);
    }
    if (options.has("--json")) {
      out.println(report.toJson(advice));
    } else {
      lines(report, "", out);
      out.println(
          advice.isEmpty()
              ? "Nothing is known that other readers would object to."
              : "Other readers would object:");
      advice.forEach(one ->
          out.println(
              "  %s: %s%s: %s"
                  .formatted(
                      one.reader().text(),
                      one.rule(),
                      one.pointer().isEmpty() ? "" : " at " + one.pointer(),
                      one.change())));
    }
    return status(report);
  }

  private static void lines(VerificationReport report, String indent, PrintStream out) {
    out.println(
        "%s%s (%s, checked %s)"
            .formatted(indent, report.verdict().text(), report.form(), report.checkedAt()));
    report.checks().forEach(check -> line(check, indent + "  ", out));
    report.endorsements().forEach(inner -> lines("endorsement", inner, indent, out));
    report.credentials().forEach(inner -> lines("credential", inner, indent, out));
  }

  private static void lines(String what, VerificationReport inner, String indent, PrintStream out) {
    out.println(indent + "  " + what + ":");
    lines(inner, indent + "    ", out);
  }

  private static void line(Check check, String indent, PrintStream out) {
    out.println(
        "%s%s %-12s %s".formatted(indent, sign(check.result()), check.id(), check.detail()));
    check.each().forEach(one -> line(one, indent + "    ", out));
  }

  private static int status(VerificationReport report) {
    return switch (report.verdict()) {
      case VALID -> VALID;
      case COULD_NOT_BE_CHECKED -> NOT_CHECKED;
      case EXPIRED, REVOKED, SUSPENDED, NOT_YET_VALID, ISSUER_NOT_RECOGNISED, CHANGED, NOT_VALID ->
          NOT_VALID;
    };
  }

  private static String sign(CheckResult result) {
    return switch (result) {
      case PASSED -> "✓";
      case FAILED -> "✗";
      case COULD_NOT_CHECK -> "?";
      case NOT_APPLICABLE -> "-";
    };
  }

  private static Optional<byte[]> read(Path file) {
    try {
      return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
