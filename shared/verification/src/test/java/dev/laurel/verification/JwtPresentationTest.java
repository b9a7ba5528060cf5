package dev.laurel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.did.DidKey;
import dev.laurel.json.Json;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// The claims of a JWT around a presentation.
final class JwtPresentationTest {
  private final Jwts jwts = new Jwts();
  private final TestKey key = TestKey.p256();
  private final String did = DidKey.of(key.multikey()).text();

  private ObjectNode presentation() {
    ObjectNode presentation = Json.object();
    presentation.putArray("@context").add("https://www.w3.org/ns/credentials/v2");
    presentation.putArray("type").add("VerifiablePresentation");
    presentation
        .putArray("verifiableCredential")
        .add(Json.parse(Jwts.bytes(Jwts.envelope("application/vc+jwt", jwts.jwt()))));
    return presentation;
  }

  private VerificationReport verify(ObjectNode claims) {
    ObjectNode header = Jwts.kid(did + "#" + key.multikey().text()).put("typ", "vp+jwt");
    return jwts.verify(Jwts.sign(header, Json.bytes(claims), key));
  }

  /// With the presentation as the payload itself, and in the claim `vp`.
  private List<VerificationReport> both(Consumer<ObjectNode> change) {
    ObjectNode itself = presentation().put("holder", did);
    change.accept(itself);
    ObjectNode older = Json.object();
    older.set("vp", presentation().put("holder", did));
    change.accept(older);
    return List.of(verify(itself), verify(older));
  }

  private void refused(Consumer<ObjectNode> change, CheckType type) {
    for (VerificationReport report : both(change)) {
      Check holder = report.check(Check.HOLDER).orElseThrow();
      assertThat(holder.is(type)).as(report.toString()).isTrue();
      assertThat(report.verdict()).isEqualTo(Verdict.NOT_VALID);
    }
  }

  private static long at(long seconds) {
    return Samples.NOW.plusSeconds(seconds).getEpochSecond();
  }

  @Test
  void verify_claimsThatHold_isValid() {
    for (VerificationReport report :
        both(c -> c.put("iss", did).put("nbf", at(299)).put("exp", at(-299)))) {
      assertThat(report.findings()).isEmpty();
      assertThat(report.verdict()).isEqualTo(Verdict.VALID);
    }
    ObjectNode nameless = presentation().put("iss", did);
    assertThat(verify(nameless).verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  @Tag("check-25")
  @Tag("check-26")
  void verify_outsideItsTime_isRefused() {
    refused(c -> c.put("exp", at(-301)), CheckType.EXPIRED);
    refused(c -> c.put("nbf", at(301)), CheckType.NOT_YET_VALID);
    refused(c -> c.put("nbf", 1e300), CheckType.NOT_YET_VALID);
    refused(c -> c.put("exp", "tomorrow"), CheckType.MALFORMED_VALUE_ERROR);
    refused(c -> c.putNull("nbf"), CheckType.MALFORMED_VALUE_ERROR);
  }

  @Test
  @Tag("check-47")
  void verify_issOfAnotherThanTheHolder_isRefused() {
    refused(c -> c.put("iss", "did:web:other.example"), CheckType.HOLDER_MISMATCH);
    refused(c -> c.put("iss", 5), CheckType.HOLDER_MISMATCH);
    Check nameless =
        verify(presentation().put("iss", Samples.DID.text())).check(Check.HOLDER).orElseThrow();
    assertThat(nameless.is(CheckType.HOLDER_MISMATCH)).isTrue();
  }

  @Test
  @Tag("check-47")
  void verify_claimVpThatIsNoPresentation_isRefused() {
    ObjectNode credential = Json.parse(Jwts.unsigned()).asObject();
    ObjectNode asPresentation = Json.object();
    asPresentation.set("vp", credential);
    ObjectNode twoTypes = credential.deepCopy();
    twoTypes.withArray("type").add("VerifiablePresentation");
    ObjectNode asBoth = Json.object();
    asBoth.set("vp", twoTypes);
    ObjectNode beside = Json.object();
    beside.set("vp", presentation().put("holder", did));
    beside.set("vc", credential);
    ObjectNode text = credential.deepCopy().put("vp", "x");
    for (ObjectNode claims : List.of(asPresentation, asBoth, beside, text)) {
      VerificationReport report = jwts.verify(jwts.sign(Jwts.kid(Jwts.KID), Json.bytes(claims)));
      assertThat(report.check(Check.PARSED).orElseThrow().result())
          .as(report.toString())
          .isEqualTo(CheckResult.FAILED);
      assertThat(report.verdict()).isEqualTo(Verdict.NOT_VALID);
    }
  }

  @Test
  @Tag("check-47")
  void verify_credentialAlsoCalledAPresentation_isStillComparedWithItsClaims() {
    String jwt =
        jwts.jwt(c -> {
          c.withArray("type").add("VerifiablePresentation");
          c.put("iss", "did:web:other.example");
        });
    assertThat(jwts.verify(jwt).check(Check.PROOF).orElseThrow().detail())
        .contains("iss and issuer differ");
  }
}
