package dev.laurel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.verification.LogEvidence.Evidence;
import dev.laurel.verification.published.DocumentName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GivenLogProofTest {
  private static final byte[] SALT = new byte[32];
  private static final String ID = Samples.URLS.credential(Samples.CREDENTIAL);
  private static final String DID = Samples.DID.text();

  private final Samples samples = new Samples();
  private final TestLog log = new TestLog();

  private static DocumentName name(String id, String issuer) {
    return new DocumentName(id, issuer, "");
  }

  private Check check(LogEvidence evidence) {
    return samples
        .verifier()
        .withLog(evidence)
        .verify(samples.signed())
        .check(Check.LOG)
        .orElseThrow();
  }

  private byte[] proof() {
    byte[] signed = samples.signed();
    log.add(new byte[] {1});
    return log.proof(log.add(signed, SALT), SALT).text().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void of_proofOfTheCredential_passes() {
    GivenLogProof given = GivenLogProof.of(Samples.URLS, proof(), List.of(log.verifierKey()));
    assertThat(check(given).result()).isEqualTo(CheckResult.PASSED);
  }

  @Test
  void of_anyByteOfTheProofChanged_neverSaysMore() {
    byte[] good = proof();
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 1;
      GivenLogProof given = GivenLogProof.of(Samples.URLS, bad, List.of(log.verifierKey()));
      assertThat(check(given).result())
          .as("byte " + i)
          .isIn(CheckResult.FAILED, CheckResult.COULD_NOT_CHECK);
    }
  }

  @Test
  void missing_proofOfADeploymentWithALog_couldNotBeChecked() {
    Check check = check(GivenLogProof.missing(Samples.URLS, List.of(log.verifierKey())));
    assertThat(check.result()).isEqualTo(CheckResult.COULD_NOT_CHECK);
    assertThat(check.detail()).contains(ID + "/log-proof");
  }

  @Test
  void of_whatHasNoLogHere_isNotHere() {
    GivenLogProof given = GivenLogProof.of(Samples.URLS, proof(), List.of(log.verifierKey()));
    assertThat(given.of(name(ID, "did:web:a.example"))).isInstanceOf(Evidence.NotHere.class);
    assertThat(given.of(name(Samples.URLS.statusList(Samples.LIST), DID)))
        .isInstanceOf(Evidence.OfList.class);
    GivenLogProof nothing = GivenLogProof.missing(Samples.URLS, List.of());
    assertThat(nothing.of(name(ID, DID))).isInstanceOf(Evidence.NotHere.class);
    assertThat(nothing.of(name(ID, "did:key:z6Mk"))).isInstanceOf(Evidence.NotHere.class);
    // A did:key names no deployment: whoever hands a proof along wants it looked at.
    assertThat(given.of(name(ID, "did:key:z6Mk"))).isInstanceOf(Evidence.Found.class);
  }

  @Test
  void of_proofWithoutTheLogsKey_couldNotBeChecked() {
    Check check = check(GivenLogProof.of(Samples.URLS, proof(), List.of()));
    assertThat(check.result()).isEqualTo(CheckResult.COULD_NOT_CHECK);
  }

  @Test
  void none_ofAnything_isNotHere() {
    assertThat(LogEvidence.none().of(name(ID, DID))).isInstanceOf(Evidence.NotHere.class);
  }
}
