package dev.laurel.aws.ses;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("check-84")
final class MailboxTest {
  private static String of(String name) {
    return Mailbox.of(name, "badges@example.org");
  }

  @Test
  void of_noName_isTheAddressAlone() {
    assertThat(of(" ")).isEqualTo("badges@example.org");
  }

  @Test
  void of_asciiName_isQuoted() {
    assertThat(of("Dr. \"No\", <b@evil.example>; \\"))
        .isEqualTo("\"Dr. \\\"No\\\", <b@evil.example>; \\\\\" <badges@example.org>");
  }

  @Test
  void of_nameThatLooksEncoded_isEncodedOnceMore() {
    assertThat(of("=?UTF-8?B?eA==?="))
        .isEqualTo("=?UTF-8?B?PT9VVEYtOD9CP2VBPT0/PQ==?= <badges@example.org>");
  }

  @Test
  void of_longNameOfAllLetters_isSplitBetweenCharactersIntoShortWords() {
    String name =
        "Akademia Żeglarstwa ® \u0645\u0631\u062d\u0628\u0627 " + "\uD83C\uDF93".repeat(40);
    String from = of(name);
    assertThat(from).endsWith(" <badges@example.org>").matches("[ -~]+");
    StringBuilder decoded = new StringBuilder();
    for (String word : from.substring(0, from.indexOf(" <")).split(" ")) {
      assertThat(word).hasSizeLessThanOrEqualTo(75).startsWith("=?UTF-8?B?").endsWith("?=");
      byte[] bytes = Base64.getDecoder().decode(word.substring(10, word.length() - 2));
      String part = new String(bytes, StandardCharsets.UTF_8);
      assertThat(part).doesNotContain("\uFFFD");
      decoded.append(part);
    }
    assertThat(decoded.toString()).isEqualTo(name);
  }
}
