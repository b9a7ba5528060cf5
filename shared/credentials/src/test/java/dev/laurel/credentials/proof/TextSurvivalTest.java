package dev.laurel.credentials.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.openbadges.Samples;
import dev.laurel.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Names in any script keep every code point on their way from JSON to canonical form and hash.
final class TextSurvivalTest {
  private static final Canonicalizer CANONICALIZER = new Canonicalizer(Contexts.bundled());
  private static final List<String> KNOWN =
      List.of(
          "Laurel\u00ae",
          "\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645",
          "\ud83c\udf93\ud83d\udc69\u200d\ud83d\udd2c",
          "e\u0301 is not \u00e9",
          "\"quoted\" and \\back\\slashed\\",
          "<script>alert(1)</script>",
          "tab\tand\nline\rfeed\b\f",
          "\u007f\u0080\u2028\u2029\ufeff\ufffe\uffff",
          "\u202eright to left",
          "\ud834\udd1e\udbff\udffd",
          " leading and trailing ");

  /// What canonical N-Quads escapes, and nothing else (RDFC-1.0 appendix, canonical form).
  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : text.toCharArray()) {
      switch (c) {
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        default -> {
          if (c < ' ' || c == 0x7f) {
            out.append(String.format("\\u%04X", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.toString();
  }

  private static String canonical(String learner, String achievement) {
    byte[] json = Samples.credential(learner, achievement).toJsonBytes();
    return CanonicalizerTest.text(CANONICALIZER.canonicalize(Json.parse(json)));
  }

  private static void assertSurvives(String text) {
    assertThat(canonical(text, "Bridge"))
        .contains(
            "<https://purl.imsglobal.org/spec/vc/ob/vocab.html#identityHash> \""
                + escaped(text)
                + "\"");
    assertThat(canonical("Ada", text))
        .contains("<https://schema.org/name> \"" + escaped(text) + "\"");
  }

  @Test
  void canonicalize_knownNames_keepEveryCodePoint() {
    KNOWN.forEach(TextSurvivalTest::assertSurvives);
  }

  @Test
  void canonicalize_randomNames_keepEveryCodePoint() {
    Random random = new Random(20261121);
    for (int i = 0; i < 60; i++) {
      assertSurvives(name(random));
    }
  }

  @Test
  void canonicalize_namesThatLookAlike_differ() {
    Set<String> forms = new HashSet<>();
    List<String> names = new ArrayList<>(KNOWN);
    names.addAll(List.of("\u00e9", "e\u0301", "E\u0301", "a", "a ", "a\u200b", "\u0430"));
    names.forEach(name -> forms.add(canonical("Ada", name)));
    assertThat(forms).hasSameSizeAs(names);
  }

  private static String name(Random random) {
    StringBuilder text = new StringBuilder();
    int length = 1 + random.nextInt(12);
    while (text.length() < length) {
      int limit = random.nextBoolean() ? 0x3000 : 0x110000;
      int codePoint = 1 + random.nextInt(limit - 1);
      if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
        text.appendCodePoint(codePoint);
      }
    }
    return text.toString();
  }
}
