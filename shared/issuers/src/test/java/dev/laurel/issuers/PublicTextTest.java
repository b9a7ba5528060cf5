package dev.laurel.issuers;

import static org.assertj.core.api.Assertions.assertThat;

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
}
