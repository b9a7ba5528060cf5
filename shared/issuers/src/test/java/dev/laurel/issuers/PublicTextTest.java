package dev.laurel.issuers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PublicTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "lea@example.org",
        "Lea <lea.b+c@mail.example.org>, at home",
        "lea@b\u00fccher.example",
        "https://example.org/?to=lea%40example.org",
        "https://example.org/lea@example.org"
      })
  void holdsAddress_address_isSeen(String text) {
    assertThat(PublicText.holdsAddress(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Lea",
        "lea @ home",
        "lea@home",
        "@lea.example",
        "https://video.example.org/@lea/1",
        "5 apples @ 2.50"
      })
  void holdsAddress_otherText_isNot(String text) {
    assertThat(PublicText.holdsAddress(text)).isFalse();
  }

  @Test
  void mixesScripts_wordOfTwoAlphabets_isFound() {
    for (String text : java.util.List.of("Аcademy", "The Scοol", "Universitу 2026")) {
      assertThat(PublicText.mixesScripts(text)).as(text).isTrue();
    }
    for (String text : java.util.List.of("", "Академия Data", "東京オープンLab", "R&D “x”", "학교 ABC")) {
      assertThat(PublicText.mixesScripts(text)).as(text).isFalse();
    }
  }

  @Test
  void isFollowable_url_standsOnAPublicName() {
    assertThat(SkillAlignment.isFollowable("https://skills.example.org/a?b=c")).isTrue();
    for (String url : java.util.List.of("https://localhost/", "https://10.0.0.1/", "urn:a:b", "")) {
      assertThat(SkillAlignment.isFollowable(url)).as(url).isFalse();
    }
  }
}
