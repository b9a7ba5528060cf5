package dev.laurel.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.laurel.credentials.did.DidKey;
import dev.laurel.json.Json;
import dev.laurel.verification.DidResolver.Resolution;
import dev.laurel.verification.StatusLists.Fetch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/// Published examples of W3C and 1EdTech, from the folder beside the project.
@Tag("check-1")
final class VectorsTest {
  private static final Path DATA =
      Path.of(Optional.ofNullable(System.getenv("LAUREL_ROOT")).orElse("../.."))
          .resolve("../shared/data");

  private static Path file(String vector) {
    Path file = DATA.resolve("vectors").resolve(vector);
    assumeTrue(Files.exists(file), "needs ../shared/data");
    return file;
  }

  private static VerificationReport verify(String vector) throws IOException {
    Path file = file(vector);
    return verifier().verify(Files.readAllBytes(file));
  }

  private static Verifier verifier() {
    return new Verifier(
        TestKey.CONTEXTS.with(DATA.resolve("contexts")),
        did ->
            DidKey.resolve(did)
                .<Resolution>map(Resolution.Resolved::new)
                .orElseGet(() -> new Resolution.Unavailable("not fetched")),
        url -> new Fetch.Unavailable("not fetched"),
        () -> Instant.parse("2026-11-21T12:00:00Z"));
  }

  @Test
  void verify_w3cEddsaVector_passesProofAndFailsController() throws IOException {
    VerificationReport report = verify("vc-di-eddsa/eddsa-rdfc-2022/signedDataInt.json");
    assertThat(report.passed(Check.PROOF)).as(report.toString()).isTrue();
    assertThat(report.passed(Check.KEY)).isTrue();
    assertThat(report.check(Check.CONTROLLER).orElseThrow().is(CheckType.ISSUER_MISMATCH)).isTrue();
    assertThat(report.verdict()).isEqualTo(Verdict.ISSUER_NOT_RECOGNISED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vc-di-ecdsa/ecdsa-rdfc-2019-p256/signedECDSAP256.json",
        "vc-di-ecdsa/ecdsa-rdfc-2019-p384/signedECDSAP384.json",
        "vc-di-ecdsa/ecdsa-jcs-2019-p256/signedJCSECDSAP256.json",
        "vc-di-ecdsa/ecdsa-jcs-2019-p384/signedJCSECDSAP384.json",
        "vc-di-eddsa/eddsa-jcs-2022/signedJCS.json",
        "vc-di-eddsa/proof-set-chain/signedProofSet2.json",
        "vc-di-eddsa/proof-set-chain/signedProofChain2.json"
      })
  void verify_w3cVector_passesProofAndChangedDoesNot(String vector) throws IOException {
    VerificationReport report = verify(vector);
    assertThat(report.passed(Check.PROOF)).as(report.toString()).isTrue();
    assertThat(report.verdict()).isNotEqualTo(Verdict.VALID);
    ObjectNode changed = Json.parse(Files.readAllBytes(file(vector))).asObject();
    changed.put("name", changed.path("name").asString("") + "x");
    VerificationReport after = verifier().verify(Json.bytes(changed));
    assertThat(after.check(Check.PROOF).orElseThrow().is(CheckType.PROOF_VERIFICATION_ERROR))
        .as(after.toString())
        .isTrue();
  }

  @Test
  void verify_openBadgesSample_couldNotBeChecked() throws IOException {
    VerificationReport report = verify("open-badges-3/signed.json");
    assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.COULD_NOT_BE_CHECKED);
    assertThat(report.check(Check.PROOF).orElseThrow().is(CheckType.UNSUPPORTED_IDENTIFIER))
        .isTrue();
  }
}
