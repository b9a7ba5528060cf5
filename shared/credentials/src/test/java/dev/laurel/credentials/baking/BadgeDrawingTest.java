package dev.laurel.credentials.baking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class BadgeDrawingTest {
  private static final String DID = "did:web:badges.example:issuers:1";

  private static String drawn(String issuer, String from, String name) {
    return new String(BadgeDrawing.of(issuer, from, name), UTF_8);
  }

  @Test
  void of_sameTexts_isTheSamePictureAndOthersDiffer() {
    assertThat(drawn(DID, "School", "Botany")).isEqualTo(drawn(DID, "School", "Botany"));
    Set<String> looks = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      looks.add(drawn(DID + i, "School", "Botany"));
    }
    assertThat(looks).hasSizeGreaterThan(45);
  }

  @Test
  void of_anyIssuer_hasGroundsOnWhichWhiteIsLegible() {
    Pattern colour = Pattern.compile("(?:stop-color|r=\"196\" fill)=\"#(\\w{6})\"");
    for (int i = 0; i < 300; i++) {
      Matcher grounds = colour.matcher(drawn(DID + i, "School", "Botany"));
      int found = 0;
      while (grounds.find()) {
        assertThat(contrastWithWhite(Integer.parseInt(grounds.group(1), 16)))
            .isGreaterThanOrEqualTo(4.5);
        found++;
      }
      assertThat(found).isEqualTo(3);
    }
  }

  @Test
  @Tag("check-77")
  @Tag("check-79")
  void of_hostileTexts_areTextAndNothingElse() {
    for (String text :
        new String[] {
          "<script>alert(1)</script>",
          "\"/><image href='https://evil.example'/>",
          "]]>&x;<!DOCTYPE x>",
          "\0\u202e\ud800\uffff\n",
          "",
          "x".repeat(100_000)
        }) {
      byte[] svg = BadgeDrawing.of(DID, text, text);
      assertThat(Baking.unbake(svg)).isEqualTo(new Unbaked.None());
      assertThat(svg.length).isLessThan(10_000);
      assertThat(Baking.bake(svg, "{}")).isInstanceOf(Baked.Done.class);
    }
  }

  @Test
  void initials_followTheScript() {
    assertThat(BadgeText.initials("Freshwater Field Survey")).isEqualTo("FFS");
    assertThat(BadgeText.initials("Introduction to the Care of Bees")).isEqualTo("ICB");
    assertThat(BadgeText.initials("bees")).isEqualTo("B");
    assertThat(BadgeText.initials("水質調査")).isEqualTo("水質");
    assertThat(BadgeText.initials("مسح المياه")).isEqualTo("م");
    assertThat(BadgeText.initials("Écologie")).isEqualTo("É");
    assertThat(BadgeText.initials("!!!")).isEqualTo("★");
  }

  @Test
  void wrapped_longNames_fitInTheirLines() {
    assertThat(BadgeText.wrapped("Freshwater Field Survey", 30, 310, 3))
        .containsExactly("Freshwater Field", "Survey");
    assertThat(BadgeText.wrapped("a ".repeat(200), 30, 320, 3))
        .hasSize(3)
        .allSatisfy(line -> assertThat(line.length()).isLessThan(40))
        .last()
        .asString()
        .endsWith("…");
    assertThat(BadgeText.wrapped("Donaudampfschifffahrtsgesellschaftskapitän", 30, 320, 3))
        .singleElement()
        .asString()
        .endsWith("…");
    assertThat(BadgeText.wrapped("水".repeat(40), 30, 320, 3)).hasSize(3);
    assertThat(BadgeText.wrapped("", 30, 320, 3)).isEmpty();
  }

  private static double contrastWithWhite(int rgb) {
    double luminance =
        0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
    return 1.05 / (luminance + 0.05);
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }
}
