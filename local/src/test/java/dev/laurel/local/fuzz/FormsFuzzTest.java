package dev.laurel.local.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.laurel.credentials.baking.Baked;
import dev.laurel.credentials.baking.Baking;
import dev.laurel.credentials.baking.Unbaked;
import dev.laurel.credentials.jose.CompactJws;
import dev.laurel.credentials.jose.VcJwt;
import dev.laurel.credentials.proof.Contexts;
import dev.laurel.credentials.sdjwt.SdJwt;
import dev.laurel.json.Json;
import dev.laurel.json.JsonRefused;
import dev.laurel.verification.DidResolver;
import dev.laurel.verification.StatusLists;
import dev.laurel.verification.Verdict;
import dev.laurel.verification.Verifier;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import tools.jackson.databind.JsonNode;

/// The forms in which strangers hand credentials in: none of them makes a reader throw, and without
/// anybody's key none of them is ever valid.
class FormsFuzzTest {
  private static final String CREDENTIAL =
      "{\"id\":\"urn:example:baked\",\"name\":\"]]> & \u00e9\"}";
  private static final Verifier VERIFIER =
      new Verifier(
          Contexts.bundled(),
          did -> new DidResolver.Resolution.NotFound(),
          url -> new StatusLists.Fetch.NotFound(),
          InstantSource.fixed(Instant.parse("2026-11-01T00:00:00Z")));

  @FuzzTest(maxDuration = "10m")
  void jwt(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    if (CompactJws.parse(text) instanceof CompactJws.Parsed.Of(CompactJws jws)) {
      assertThat(jws.text()).isEqualTo(text);
      assertThat(text.chars().filter(each -> each == '.').count()).isEqualTo(2);
      jws.objection();
      jws.algorithm();
      jws.jwk().ifPresent(key -> jws.algorithm().ifPresent(alg -> jws.verify(alg, key)));
      try {
        if (Json.parse(jws.payload()).isObject()) {
          VcJwt.disagreements(Json.parse(jws.payload()).asObject());
        }
      } catch (JsonRefused refused) {
        assertThat(refused.getMessage()).isNotBlank();
      }
    }
  }

  @FuzzTest(maxDuration = "10m")
  void sdJwt(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    if (SdJwt.parse(text) instanceof SdJwt.Parsed.Of(SdJwt sdJwt)) {
      String processed = Json.write(sdJwt.processed());
      assertThat(processed).doesNotContain("\"_sd\":[", "\"...\":");
      assertThat(sdJwt.disclosed()).hasSizeLessThanOrEqualTo(SdJwt.MAX_DISCLOSURES);
    }
  }

  @FuzzTest(maxDuration = "10m")
  void png(byte[] data) {
    image(data);
  }

  @FuzzTest(maxDuration = "10m")
  void svg(byte[] data) {
    image(data);
  }

  /// Everything at once: whatever form the bytes take.
  @FuzzTest(maxDuration = "10m")
  void anything(byte[] data) {
    assertThat(VERIFIER.verify(data).verdict()).isNotEqualTo(Verdict.VALID);
  }

  private static JsonNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void image(byte[] data) {
    Unbaked before = Baking.unbake(data);
    boolean refused = Baking.objection(data).isPresent();
    assertThat(before instanceof Unbaked.Refused).as("refused by both").isEqualTo(refused);
    if (Baking.bake(data, CREDENTIAL) instanceof Baked.Done(byte[] baked)) {
      assertThat(Baking.unbake(baked)).isInstanceOf(Unbaked.Found.class);
      String found = ((Unbaked.Found) Baking.unbake(baked)).text();
      assertThat(json(found)).isEqualTo(json(CREDENTIAL));
    }
  }
}
