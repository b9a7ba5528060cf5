package dev.laurel.credentials.sdjwt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.jose.CompactJws;
import dev.laurel.credentials.jose.JwsAlgorithm;
import dev.laurel.credentials.jose.PublicJwk;
import dev.laurel.credentials.jose.VcJwt;
import dev.laurel.credentials.openbadges.Samples;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.SignatureEngine;
import dev.laurel.credentials.proof.TestKeys;
import dev.laurel.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// Signed texts with seeded damage: reading never throws, and nothing damaged verifies as it was.
final class MutationsTest {
  private static final KeyPair PAIR = TestKeys.pair(KeyAlgorithm.P256);
  private static final PublicJwk KEY = PublicJwk.of(TestKeys.multikey(PAIR)).orElseThrow();
  private static final String ALPHABET = "AZaz09-_.~= {}\"\\\u0000\u00fc";

  private static String sdJwt() {
    SdJwtVc.Unsigned unsigned =
        SdJwtVc.of(Json.parse(Samples.credential().toJsonBytes()), "urn:vct", new Random(3));
    byte[] input =
        unsigned.signingInput(JwsAlgorithm.ES256, new VcJwt.KeyReference.Kid("did:a:b#key-2"));
    return unsigned.compact(
        input, SignatureEngine.sign(KeyAlgorithm.P256, PAIR.getPrivate(), input));
  }

  private static String damaged(String text, Random random) {
    StringBuilder changed = new StringBuilder(text);
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      int at = random.nextInt(changed.length());
      char c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
      switch (random.nextInt(4)) {
        case 0 -> changed.setCharAt(at, c);
        case 1 -> changed.insert(at, c);
        case 2 -> changed.deleteCharAt(at);
        default -> changed.delete(at, Math.min(changed.length() - 1, at + random.nextInt(400)));
      }
    }
    return changed.toString();
  }

  @Test
  @Tag("check-48")
  void parse_damagedText_neverThrowsAndNeverVerifiesAsSomethingElse() {
    String whole = sdJwt();
    String compact = whole.substring(0, whole.indexOf('~'));
    Random random = new Random(48);
    int malformed = 0;
    for (int i = 0; i < 4_000; i++) {
      String text = damaged(i % 2 == 0 ? whole : compact, random);
      if (CompactJws.parse(text) instanceof CompactJws.Parsed.Of(CompactJws jws)
          && !text.equals(compact)) {
        jws.objection();
        assertThat(jws.verify(JwsAlgorithm.ES256, KEY)).isFalse();
        VcJwt.claims(jws.payload()).ifPresent(VcJwt::disagreements);
        VcJwt.claims(jws.payload()).map(VcJwt::credential);
      }
      switch (SdJwt.parse(text)) {
        case SdJwt.Parsed.Malformed(String why) -> {
          assertThat(why).isNotEmpty();
          malformed++;
        }
        case SdJwt.Parsed.Of(SdJwt sdJwt) -> {
          SdJwtVc.objection(sdJwt);
          boolean same = whole.startsWith(sdJwt.jws().text());
          assertThat(sdJwt.jws().verify(JwsAlgorithm.ES256, KEY)).isEqualTo(same);
        }
      }
    }
    assertThat(malformed).isBetween(1_000, 4_000);
  }

  @Test
  @Tag("check-48")
  void claims_damagedPayload_neverThrows() {
    byte[] payload = VcJwt.payload(Samples.credential().toJsonBytes());
    String text = new String(payload, StandardCharsets.UTF_8);
    Random random = new Random(47);
    int read = 0;
    for (int i = 0; i < 4_000; i++) {
      byte[] bytes = damaged(text, random).getBytes(StandardCharsets.UTF_8);
      var claims = VcJwt.claims(bytes);
      if (claims.isPresent()) {
        read++;
        ObjectNode credential = VcJwt.credential(claims.get());
        VcJwt.disagreements(claims.get());
        VcJwt.lacking(credential);
      }
    }
    assertThat(read).isGreaterThan(100);
  }
}
