package dev.laurel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.Sha256;
import dev.laurel.credentials.jose.JwsAlgorithm;
import dev.laurel.credentials.jose.PublicJwk;
import dev.laurel.credentials.jose.VcJwt;
import dev.laurel.credentials.sdjwt.SdJwtVc;
import dev.laurel.json.Json;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// An SD-JWT that is bound to a key of its holder, and the key binding JWT behind it (RFC 9901, 4.3
/// and 7.3).
final class KeyBindingTest {
  private static final String DOMAIN = "https://employer.example";
  private static final String CHALLENGE = "n-0S6_WzA2Mj";
  private static final Consumer<ObjectNode> AS_IT_IS = _ -> {};

  private final Jwts jwts = new Jwts();
  private final TestKey holder = TestKey.p256();
  private final String bound = bound(jwk(holder));

  private static ObjectNode jwk(TestKey key) {
    return PublicJwk.of(key.multikey()).orElseThrow().toJson();
  }

  /// The sample with all its disclosures, bound to that key.
  private String bound(ObjectNode jwk) {
    return sdJwt(payload -> payload.putObject("cnf").set("jwk", jwk));
  }

  private String sdJwt(Consumer<ObjectNode> change) {
    SdJwtVc.Unsigned unsigned =
        SdJwtVc.of(Json.parse(Jwts.unsigned()), "https://school.example/vct", new Random(7));
    ObjectNode payload = Json.parse(unsigned.payload()).asObject();
    change.accept(payload);
    ObjectNode header =
        VcJwt.header(JwsAlgorithm.ES256, new VcJwt.KeyReference.Kid(Jwts.KID), SdJwtVc.TYPE);
    byte[] input = VcJwt.signingInput(header, Json.bytes(payload));
    return unsigned.compact(input, jwts.key.signature(input));
  }

  private static String sdHash(String sdJwt) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(Jwts.bytes(sdJwt)));
  }

  /// A binding to this SD-JWT, signed by that key, with a changed header and payload.
  private String binding(
      String sdJwt, TestKey key, Consumer<ObjectNode> header, Consumer<ObjectNode> claims) {
    ObjectNode head = Json.object().put("alg", "ES256").put("typ", "kb+jwt");
    header.accept(head);
    ObjectNode payload =
        Json.object()
            .put("iat", Samples.NOW.getEpochSecond())
            .put("aud", DOMAIN)
            .put("nonce", CHALLENGE)
            .put("sd_hash", sdHash(sdJwt));
    claims.accept(payload);
    return Jwts.sign(head, Json.bytes(payload), key);
  }

  private VerificationReport verify(String text, String domain, String challenge) {
    return jwts.samples.verifier().verify(Jwts.bytes(text), Beside.audience(domain, challenge));
  }

  private Check holder(String text, String domain, String challenge) {
    VerificationReport report = verify(text, domain, challenge);
    assertThat(report.check(Check.PROOF).orElseThrow().result()).isEqualTo(CheckResult.PASSED);
    return report.check(Check.HOLDER).orElseThrow();
  }

  private Check changed(Consumer<ObjectNode> header, Consumer<ObjectNode> claims) {
    return holder(bound + binding(bound, holder, header, claims), DOMAIN, CHALLENGE);
  }

  @Test
  void verify_bindingForWhoeverAsks_isValid() {
    String shown = bound + binding(bound, holder, AS_IT_IS, AS_IT_IS);
    VerificationReport report = verify(shown, DOMAIN, CHALLENGE);
    assertThat(report.findings()).isEmpty();
    assertThat(report.passed(Check.HOLDER)).isTrue();
    assertThat(report.verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  void verify_bindingThatNobodyAskedFor_couldNotBeChecked() {
    String shown = bound + binding(bound, holder, AS_IT_IS, AS_IT_IS);
    for (String[] asked : new String[][] {{"", ""}, {DOMAIN, ""}, {"", CHALLENGE}}) {
      Check check = holder(shown, asked[0], asked[1]);
      assertThat(check.result()).isEqualTo(CheckResult.COULD_NOT_CHECK);
      assertThat(verify(shown, asked[0], asked[1]).verdict())
          .isEqualTo(Verdict.COULD_NOT_BE_CHECKED);
    }
  }

  @Test
  void verify_withoutABinding_isValidAsLongAsNobodyAsks() {
    assertThat(verify(bound, "", "").verdict()).isEqualTo(Verdict.VALID);
    assertThat(holder(bound, "", "").result()).isEqualTo(CheckResult.NOT_APPLICABLE);
    assertThat(holder(bound, DOMAIN, CHALLENGE).result()).isEqualTo(CheckResult.COULD_NOT_CHECK);
    assertThat(holder(jwts.sdJwt(), DOMAIN, CHALLENGE).result())
        .as("bound to no key")
        .isEqualTo(CheckResult.COULD_NOT_CHECK);
    assertThat(verify(jwts.sdJwt(), "", "").check(Check.HOLDER)).isEmpty();
  }

  @Test
  void verify_bindingThatIsWrong_fails() {
    Map<String, Check> checks = new LinkedHashMap<>();
    checks.put("another domain", changed(AS_IT_IS, c -> c.put("aud", "https://other.example")));
    checks.put("another challenge", changed(AS_IT_IS, c -> c.put("nonce", "other")));
    checks.put("other disclosures", changed(AS_IT_IS, c -> c.put("sd_hash", sdHash("x~"))));
    checks.put("no sd_hash", changed(AS_IT_IS, c -> c.remove("sd_hash")));
    checks.put("no aud", changed(AS_IT_IS, c -> c.remove("aud")));
    checks.put("several aud", changed(AS_IT_IS, c -> c.putArray("aud").add(DOMAIN)));
    checks.put("no nonce", changed(AS_IT_IS, c -> c.remove("nonce")));
    checks.put("no iat", changed(AS_IT_IS, c -> c.remove("iat")));
    checks.put("iat as text", changed(AS_IT_IS, c -> c.put("iat", "1")));
    long now = Samples.NOW.getEpochSecond();
    checks.put("made tomorrow", changed(AS_IT_IS, c -> c.put("iat", now + 86_400)));
    checks.put("made long ago", changed(AS_IT_IS, c -> c.put("iat", now - 90_000)));
    checks.put("over", changed(AS_IT_IS, c -> c.put("exp", now - 1_000)));
    checks.put("another typ", changed(h -> h.put("typ", "JWT"), AS_IT_IS));
    checks.put("no typ", changed(h -> h.remove("typ"), AS_IT_IS));
    checks.put("no alg", changed(h -> h.put("alg", "none"), AS_IT_IS));
    checks.put("alg of another key", changed(h -> h.put("alg", "EdDSA"), AS_IT_IS));
    checks.put("crit", changed(h -> h.putArray("crit").add("x"), AS_IT_IS));
    String thief = binding(bound, TestKey.p256(), AS_IT_IS, AS_IT_IS);
    checks.put("another key", holder(bound + thief, DOMAIN, CHALLENGE));
    String fewer = bound.substring(0, bound.lastIndexOf('~', bound.length() - 2) + 1);
    assertThat(fewer).isNotEqualTo(bound);
    String kept = binding(bound, holder, AS_IT_IS, AS_IT_IS);
    checks.put("a disclosure taken away", holder(fewer + kept, DOMAIN, CHALLENGE));
    String free = jwts.sdJwt();
    String added = free + binding(free, holder, AS_IT_IS, AS_IT_IS);
    checks.put("bound to no key", holder(added, DOMAIN, CHALLENGE));
    checks.put("the credential's own JWT", holder(bound + jwts.jwt(), DOMAIN, CHALLENGE));

    checks.forEach((what, check) -> {
      assertThat(check.result()).as(what).isEqualTo(CheckResult.FAILED);
    });
    String wrong = bound + thief;
    assertThat(verify(wrong, DOMAIN, CHALLENGE).verdict()).isEqualTo(Verdict.NOT_VALID);
    assertThat(verify(wrong, "", "").verdict()).isEqualTo(Verdict.NOT_VALID);
  }

  @Test
  void verify_bindingOfAKindThatIsNotKnown_couldNotBeChecked() {
    Check algorithm = changed(h -> h.put("alg", "ES256K"), AS_IT_IS);
    assertThat(algorithm.is(CheckType.UNSUPPORTED_SUITE)).isTrue();
    assertThat(algorithm.result()).isEqualTo(CheckResult.COULD_NOT_CHECK);
    String byName = sdJwt(payload -> payload.putObject("cnf").put("kid", "did:example:1#key"));
    Check named = holder(byName + binding(byName, holder, AS_IT_IS, AS_IT_IS), DOMAIN, CHALLENGE);
    assertThat(named.result()).isEqualTo(CheckResult.COULD_NOT_CHECK);
  }

  @Test
  void verify_inAPresentation_isComparedWithItsAudience() {
    String shown = bound + binding(bound, holder, AS_IT_IS, AS_IT_IS);
    ObjectNode presentation = Json.object();
    presentation.putArray("@context").add("https://www.w3.org/ns/credentials/v2");
    presentation.put("type", "VerifiablePresentation");
    presentation
        .putArray("verifiableCredential")
        .add(Json.parse(Jwts.bytes(Jwts.envelope("application/dc+sd-jwt", shown))));
    Verifier verifier = jwts.samples.verifier();
    VerificationReport right = verifier.verifyPresentation(presentation, "", "");
    assertThat(right.credentials().getFirst().verdict()).isEqualTo(Verdict.COULD_NOT_BE_CHECKED);
    VerificationReport asked = verifier.verifyPresentation(presentation, DOMAIN, CHALLENGE);
    assertThat(asked.credentials().getFirst().verdict()).isEqualTo(Verdict.VALID);
    VerificationReport wrong = verifier.verifyPresentation(presentation, DOMAIN, "other");
    assertThat(wrong.credentials().getFirst().verdict()).isEqualTo(Verdict.NOT_VALID);
  }
}
