package dev.laurel.local;

import dev.laurel.credentials.proof.Contexts;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.verification.CheckResult;
import dev.laurel.verification.DeploymentUrls;
import dev.laurel.verification.FolderResolvers;
import dev.laurel.verification.GivenLogProof;
import dev.laurel.verification.VerificationReport;
import dev.laurel.verification.Verifier;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Checks a credential in a file, without a server and without the network.
final class VerifyCommand {
  /// Exit statuses.
  static final int VALID = 0;

  static final int NOT_VALID = 1;
  static final int NOT_CHECKED = 2;

  private VerifyCommand() {}

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
    Optional<byte[]> proof = read(Path.of(proofBeside(file.toString())));
    return report(Files.readAllBytes(file), proof, data, contexts, clock);
  }

  /// The same with document and proof at hand.
  static VerificationReport report(
      byte[] document,
      Optional<byte[]> logProof,
      Path data,
      Optional<Path> contexts,
      InstantSource clock)
      throws IOException {
    String origin = DataFolder.origin(data).orElse(LocalMain.DEFAULT_ORIGIN);
    Path publicObjects = data.resolve("public");
    DeploymentUrls urls = new DeploymentUrls(origin);
    FolderResolvers own = new FolderResolvers(urls, name -> read(publicObjects.resolve(name)));
    List<VerifierKey> keys = LogKeyFile.of(data);
    GivenLogProof log =
        logProof
            .map(proof -> GivenLogProof.of(urls, proof, keys))
            .orElseGet(() -> GivenLogProof.missing(urls, keys));
    Contexts known =
        contexts.map(folder -> Contexts.bundled().with(folder)).orElseGet(Contexts::bundled);
    return new Verifier(known, own, own, clock).withLog(log).verify(document);
  }

  /// Prints the report and answers the exit status.
  static int print(VerificationReport report, boolean json, PrintStream out) {
    if (json) {
      out.println(report.toJson());
    } else {
      out.println(report.verdict().text() + " (checked " + report.checkedAt() + ")");
      report
          .checks()
          .forEach(check ->
              out.println(
                  "  %s %-10s %s".formatted(sign(check.result()), check.id(), check.detail())));
    }
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
