package dev.laurel.local;

import dev.laurel.credentials.proof.Contexts;
import dev.laurel.verification.CheckResult;
import dev.laurel.verification.DeploymentUrls;
import dev.laurel.verification.FolderResolvers;
import dev.laurel.verification.VerificationReport;
import dev.laurel.verification.Verifier;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/// Checks a credential in a file, without a server and without the network.
final class VerifyCommand {
  /// Exit statuses.
  static final int VALID = 0;

  static final int NOT_VALID = 1;
  static final int NOT_CHECKED = 2;

  private VerifyCommand() {}

  /// The report of a document, with this deployment's own DIDs and lists from `<data>/public`.
  static VerificationReport report(
      byte[] document, Path data, Optional<Path> contexts, InstantSource clock) throws IOException {
    String origin = DataFolder.origin(data).orElse(LocalMain.DEFAULT_ORIGIN);
    Path publicObjects = data.resolve("public");
    FolderResolvers own =
        new FolderResolvers(new DeploymentUrls(origin), name -> read(publicObjects.resolve(name)));
    Contexts known =
        contexts.map(folder -> Contexts.bundled().with(folder)).orElseGet(Contexts::bundled);
    return new Verifier(known, own, own, clock).verify(document);
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
