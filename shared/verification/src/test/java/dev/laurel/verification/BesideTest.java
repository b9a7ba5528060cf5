package dev.laurel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// Files and an address that are handed along.
final class BesideTest {
  private static final EvidenceFile DIARY =
      EvidenceFile.of("diary.pdf", "evidence".getBytes(StandardCharsets.UTF_8));
  private static final EvidenceFile ESSAY = EvidenceFile.of("essay.txt", new byte[] {1});
  private static final EvidenceFile OTHER = EvidenceFile.of("other.txt", new byte[] {2});

  private final Samples samples = new Samples();

  private VerificationReport files(byte[] document, EvidenceFile... files) {
    return samples.verifier().verify(document, new Beside(List.of(files), ""));
  }

  private VerificationReport email(byte[] document, String email) {
    return samples.verifier().verify(document, new Beside(List.of(), email));
  }

  private Check recipient(String email) {
    return email(samples.signed(), email).check(Check.RECIPIENT).orElseThrow();
  }

  private static Consumer<ObjectNode> identity(Consumer<ObjectNode> change) {
    return d -> change.accept((ObjectNode) d.at("/credentialSubject/identifier/0"));
  }

  @Test
  void evidence_filesThatTheCredentialFixes_pass() {
    VerificationReport report = files(samples.signed(), DIARY, ESSAY);
    Check check = report.check(Check.EVIDENCE).orElseThrow();
    assertThat(check.result()).as(check.detail()).isEqualTo(CheckResult.PASSED);
    assertThat(check.each()).hasSize(2);
    assertThat(report.verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  void evidence_anotherFile_failsAndIsNamed() {
    VerificationReport report = files(samples.signed(), DIARY, OTHER);
    Check check = report.check(Check.EVIDENCE).orElseThrow();
    assertThat(check.is(CheckType.EVIDENCE_MISMATCH)).isTrue();
    assertThat(check.detail()).contains("other.txt");
    assertThat(report.verdict()).isEqualTo(Verdict.NOT_VALID);
  }

  @Test
  void evidence_nothingToCompareWith_couldNotBeChecked() {
    byte[] bare = samples.signed(d -> d.remove("evidence"));
    Check check = files(bare, DIARY).check(Check.EVIDENCE).orElseThrow();
    assertThat(check.result()).isEqualTo(CheckResult.COULD_NOT_CHECK);
    VerificationReport many =
        samples
            .verifier()
            .verify(
                samples.signed(), new Beside(Collections.nCopies(Beside.MAX_FILES + 1, DIARY), ""));
    assertThat(many.check(Check.EVIDENCE).orElseThrow().is(CheckType.LIMIT)).isTrue();
  }

  @Test
  void evidence_byItsDigestAlone_isTheSame() {
    EvidenceFile digest = EvidenceFile.parse("d", DIARY.sha256().toUpperCase()).orElseThrow();
    assertThat(files(samples.signed(), digest).passed(Check.EVIDENCE)).isTrue();
    assertThat(EvidenceFile.parse("d", "abc")).isEmpty();
    assertThat(EvidenceFile.parse("d", "z".repeat(64))).isEmpty();
  }

  @Test
  void recipient_hashedAddress_passesWithoutRepeatingIt() {
    for (String spelling : List.of("ada@example.org", " ada@example.org ", "ADA@example.org")) {
      Check check = recipient(spelling);
      assertThat(check.result()).as(spelling).isEqualTo(CheckResult.PASSED);
      assertThat(check.detail()).doesNotContain("ada");
    }
  }

  @Test
  void recipient_anotherAddress_failsWithoutRepeatingIt() {
    for (String other :
        List.of("eve@example.org", "ada@example.org.evil.example", "ada", "@", "x".repeat(9_000))) {
      Check check = recipient(other);
      assertThat(check.is(CheckType.RECIPIENT_MISMATCH)).as(other).isTrue();
      assertThat(check.result()).isEqualTo(CheckResult.FAILED);
      assertThat(check.detail()).doesNotContain("eve@");
    }
    assertThat(email(samples.signed(), "eve@example.org").verdict()).isEqualTo(Verdict.NOT_VALID);
    assertThat(new Beside(List.of(), "eve@example.org").toString()).doesNotContain("eve");
  }

  @Test
  void recipient_plainAddress_isCompared() {
    byte[] plain =
        samples.signed(
            identity(i -> {
              i.put("hashed", false).put("identityHash", "ada@example.org");
              i.remove("salt");
            }));
    assertThat(email(plain, "ada@example.org").passed(Check.RECIPIENT)).isTrue();
    assertThat(email(plain, "eve@example.org").passed(Check.RECIPIENT)).isFalse();
  }

  @Test
  void recipient_namedInNoWayThatIsRead_couldNotBeChecked() {
    byte[] md5 =
        samples.signed(
            identity(i -> i.put("identityHash", "md5$0c17bf66e649070167701d2d3cd71711")));
    byte[] none = samples.signed(identity(i -> i.put("identityType", "userName")));
    for (byte[] document : List.of(md5, none)) {
      Check check = email(document, "ada@example.org").check(Check.RECIPIENT).orElseThrow();
      assertThat(check.result()).isEqualTo(CheckResult.COULD_NOT_CHECK);
    }
  }
}
