package dev.laurel.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("check-84")
final class EmailAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.org",
        "Ada.Lovelace+badges@Mail.Example.org",
        "o'brien!#$%&*=?^_`{|}~-/@example.co.uk",
        "a@b.co",
        "a@xn--mnchen-3ya.example"
      })
  void parse_addressInAscii_isKeptAsGiven(String text) {
    assertThat(EmailAddress.parse(text)).map(EmailAddress::text).contains(text);
  }

  @ParameterizedTest
  @CsvSource({
    "ada@m\u00fcnchen.example, ada@xn--mnchen-3ya.example",
    "ada@\u4f8b\u3048.\u30c6\u30b9\u30c8, ada@xn--r8jz45g.xn--zckzah"
  })
  void parse_internationalDomain_becomesPunycode(String text, String expected) {
    assertThat(EmailAddress.parse(text)).map(EmailAddress::text).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada",
        "@example.org",
        "ada@",
        "ada@localhost",
        "ad\u00e4@example.org",
        "\"ada lovelace\"@example.org",
        "ada lovelace@example.org",
        "ada@example.org ",
        "ada@@example.org",
        ".ada@example.org",
        "ada.@example.org",
        "a..da@example.org",
        "ada@-example.org",
        "ada@example..org",
        "ada@example.org.",
        "ada@127.0.0.1",
        "ada@[127.0.0.1]",
        "<ada@example.org>",
        "Ada <ada@example.org>",
        "ada,bob@example.org",
        "ada@stra\u00dfe.example",
        "ada@\u03c3\u03bf\u03c6\u03bf\u03c2.example",
        "ada@a\u200db.example"
      })
  void parse_whatCannotBeMailed_isEmpty(String text) {
    assertThat(EmailAddress.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.org\r\nBcc: bob@example.org",
        "ada@example.org\n",
        "a\rda@example.org",
        "ada\n@example.org",
        "ada@exa\u0000mple.org"
      })
  @Tag("check-83")
  void parse_controlCharacters_isEmpty(String text) {
    assertThat(EmailAddress.parse(text)).isEmpty();
  }

  @Test
  void parse_length_endsAt254() {
    String domain = ("d".repeat(60) + ".").repeat(3) + "de";
    String fits =
        "a".repeat(63)
            + "@"
            + "e".repeat(EmailAddress.MAX_LENGTH - 65 - domain.length())
            + "."
            + domain;
    assertThat(fits).hasSize(EmailAddress.MAX_LENGTH);
    assertThat(EmailAddress.parse(fits)).isPresent();
    assertThat(EmailAddress.parse("a" + fits)).isEmpty();
    assertThat(EmailAddress.parse("a".repeat(65) + "@example.org")).isEmpty();
  }

  @Test
  void toString_doesNotShowTheAddress() {
    assertThat(EmailAddress.parse("ada@example.org").orElseThrow().toString())
        .doesNotContain("ada", "example");
  }
}
