package dev.laurel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.did.DidKey;
import dev.laurel.credentials.jose.JwsAlgorithm;
import dev.laurel.credentials.jose.VcJwt;
import dev.laurel.credentials.sdjwt.SdJwtVc;
import dev.laurel.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What is done, asked and told for documents that nobody vouches for yet.
final class SpentWorkTest {
  private static final String REASON = "Copied work";

  private final Samples samples = new Samples();
  private final List<String> asked = new ArrayList<>();

  /// Everything is revoked, and whatever is asked is written down.
  private Verifier listening() {
    return samples
        .verifier(_ -> {
          asked.add("notices");
          return new RevocationNotices.Knowledge.Revoked(Samples.NOW, REASON);
        })
        .withLog(_ -> {
          asked.add("log");
          return new LogEvidence.Evidence.Missing();
        })
        .withKeys(did -> {
          asked.add("keys");
          return List.of();
        });
  }

  @Test
  void verify_signatureThatCannotBeChecked_asksNobodyAndTellsNothing() {
    byte[] document =
        samples.tampered(d -> {
          ObjectNode proof = d.putObject("proof");
          proof.put("type", "FooSignature2020").put("proofValue", "z1");
        });
    VerificationReport report = listening().verify(document);
    assertThat(report.check(Check.PROOF).orElseThrow().result())
        .isEqualTo(CheckResult.COULD_NOT_CHECK);
    for (String id : List.of(Check.STATUS, Check.LOG)) {
      assertThat(report.check(id).orElseThrow().is(CheckType.NOT_REACHED)).as(id).isTrue();
    }
    assertThat(asked).isEmpty();
    assertThat(report.verdict()).isEqualTo(Verdict.COULD_NOT_BE_CHECKED);
  }

  @Test
  void verify_signatureOfAStranger_tellsNoReason() {
    TestKey stranger = TestKey.ed25519();
    String method = DidKey.of(stranger.multikey()).text() + "#" + stranger.multikey().text();
    byte[] document = stranger.sign(Samples.credential().toJsonBytes(), method);
    VerificationReport report = listening().verify(document);
    assertThat(report.passed(Check.PROOF)).isTrue();
    assertThat(report.check(Check.STATUS).orElseThrow().is(CheckType.NOT_REACHED)).isTrue();
    assertThat(asked).doesNotContain("notices");
    assertThat(report.toString()).doesNotContain(REASON);
    assertThat(listening().verify(samples.signed()).toString()).contains(REASON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"endorsement", "verifiableCredential"})
  @Tag("check-24")
  void verify_manyInnerValuesFarDown_endsAtTheFirstThatIsTooMany(String member) {
    byte[] document =
        samples.tampered(d -> {
          ArrayNode values = d.putObject("k".repeat(50_000)).putArray(member);
          for (int i = 0; i < 500; i++) {
            values.add(i);
          }
        });
    VerificationReport report = samples.verify(document);
    Check check =
        report
            .check(member.equals("endorsement") ? Check.ENDORSEMENTS : Check.CREDENTIALS)
            .orElseThrow();
    assertThat(check.each()).hasSize(33);
    assertThat(check.each().getLast().is(CheckType.LIMIT)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"31556889864403200", "-31556889864403200", "253402300800", "1e300"})
  void verify_dateBeyondAllYears_isRefusedWithoutException(String exp) {
    byte[] payload = Jwts.bytes("{\"exp\":" + exp + ",\"vc\":{}}");
    Jwts jwts = new Jwts();
    byte[] jwt = Jwts.bytes(jwts.sign(Jwts.kid(Jwts.KID), payload));
    assertThat(samples.verify(jwt).verdict()).isNotEqualTo(Verdict.VALID);
    assertThat(Verifier.document(jwt))
        .hasValueSatisfying(root -> assertThat(root.has("expirationDate")).isFalse());
    assertThat(samples.verifier().entry(jwt, new byte[32])).isEmpty();
  }

  private static String sdJwt(Jwts jwts, Consumer<ObjectNode> change) {
    ObjectNode payload =
        Json.parse(
                SdJwtVc.of(Json.parse(Jwts.unsigned()), "https://a.example/vct", new Random(7))
                    .payload())
            .asObject();
    change.accept(payload);
    ObjectNode header =
        VcJwt.header(JwsAlgorithm.ES256, new VcJwt.KeyReference.Kid(Jwts.KID), SdJwtVc.TYPE);
    return jwts.sign(header, Json.bytes(payload)) + "~";
  }

  @Test
  void verify_sdJwtWithAStatusOfItsOwnKind_couldNotBeChecked() {
    Jwts jwts = new Jwts();
    assertThat(jwts.verify(sdJwt(jwts, p -> {})).verdict()).isEqualTo(Verdict.VALID);
    for (boolean besides : new boolean[] {true, false}) {
      String text =
          sdJwt(
              jwts,
              p -> {
                p.putObject("status")
                    .putObject("status_list")
                    .put("idx", 3)
                    .put("uri", "https://a.b/");
                if (!besides) {
                  p.remove("credentialStatus");
                }
              });
      VerificationReport report = jwts.verify(text);
      Check status = report.check(Check.STATUS).orElseThrow();
      assertThat(status.is(CheckType.UNSUPPORTED_STATUS)).isTrue();
      assertThat(status.result()).isEqualTo(CheckResult.COULD_NOT_CHECK);
      assertThat(report.verdict()).isEqualTo(Verdict.COULD_NOT_BE_CHECKED);
    }
  }

  @Test
  void verify_sdJwtBoundToAKey_countsAsFarAsNobodyAsksForTheHolder() {
    Jwts jwts = new Jwts();
    String bound = sdJwt(jwts, p -> p.putObject("cnf").putObject("jwk").put("kty", "OKP"));
    VerificationReport alone = jwts.verify(bound);
    assertThat(alone.verdict()).isEqualTo(Verdict.VALID);
    Check unclaimed = alone.check(Check.HOLDER).orElseThrow();
    assertThat(unclaimed.result()).isEqualTo(CheckResult.NOT_APPLICABLE);
    assertThat(unclaimed.detail()).contains("holder of a key");
    VerificationReport asked =
        jwts.samples.verifier().verify(Jwts.bytes(bound), new Beside(List.of(), "ada@example.org"));
    assertThat(asked.check(Check.HOLDER).orElseThrow().result())
        .isEqualTo(CheckResult.COULD_NOT_CHECK);
    assertThat(asked.verdict()).isEqualTo(Verdict.COULD_NOT_BE_CHECKED);
  }
}
