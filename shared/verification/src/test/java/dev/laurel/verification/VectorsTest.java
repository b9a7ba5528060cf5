package dev.laurel.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.laurel.credentials.did.DidKey;
import dev.laurel.verification.DidResolver.Resolution;
import dev.laurel.verification.StatusLists.Fetch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Published examples of W3C and 1EdTech, from the folder beside the project.
@Tag("check-1")
final class VectorsTest {
  private static final Path DATA =
      Path.of(Optional.ofNullable(System.getenv("LAUREL_ROOT")).orElse("../.."))
          .resolve("../shared/data");

  private static VerificationReport verify(String vector) throws IOException {
    Path file = DATA.resolve("vectors").resolve(vector);
    assumeTrue(Files.exists(file), "needs ../shared/data");
    Verifier verifier =
        new Verifier(
            TestKey.CONTEXTS.with(DATA.resolve("contexts")),
            did ->
                DidKey.resolve(did)
                    .<Resolution>map(Resolution.Resolved::new)
                    .orElseGet(() -> new Resolution.Unavailable("not fetched")),
            url -> new Fetch.Unavailable("not fetched"),
            () -> Instant.parse("2026-11-21T12:00:00Z"));
    return verifier.verify(Files.readAllBytes(file));
  }

  @Test
  void verify_w3cEddsaVector_passesProofAndFailsController() throws IOException {
    VerificationReport report = verify("vc-di-eddsa/eddsa-rdfc-2022/signedDataInt.json");
    assertThat(report.passed(Check.PROOF)).as(report.toString()).isTrue();
    assertThat(report.passed(Check.KEY)).isTrue();
    assertThat(report.check(Check.CONTROLLER).orElseThrow().is(CheckType.ISSUER_MISMATCH)).isTrue();
    assertThat(report.verdict()).isEqualTo(Verdict.ISSUER_NOT_RECOGNISED);
  }

  @Test
  void verify_w3cEcdsaVector_passesProof() throws IOException {
    VerificationReport report = verify("vc-di-ecdsa/ecdsa-rdfc-2019-p256/signedECDSAP256.json");
    assertThat(report.passed(Check.PROOF)).as(report.toString()).isTrue();
  }

  @Test
  void verify_openBadgesSample_couldNotBeChecked() throws IOException {
    VerificationReport report = verify("open-badges-3/signed.json");
    assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.COULD_NOT_BE_CHECKED);
    assertThat(report.check(Check.PROOF).orElseThrow().is(CheckType.UNSUPPORTED_IDENTIFIER))
        .isTrue();
  }
}
