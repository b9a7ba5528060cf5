package dev.laurel.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.credentials.CredentialId;
import dev.laurel.storage.IssuerId;
import dev.laurel.verification.published.PublishedCredential;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

final class BadgeLetterTest {
  private static final String LINK = "https://laurel.example/my/TOKEN";

  private static Letter letter(String issuer, String achievement, String learner) {
    EarnedBadge badge =
        new EarnedBadge(
            achievement,
            "Finds out what data say.",
            issuer,
            "https://academy.example",
            "badges@academy.example",
            Instant.parse("2026-02-28T23:00:00Z"),
            Instant.parse("2027-02-28T23:00:00Z"),
            "");
    return new BadgeLetter("badges@laurel.example").of(badge, learner, "zoe@example.org", LINK);
  }

  @Test
  void of_badge_hasSubjectSenderAndOneButton() {
    Letter letter = letter("Academy", "Data analysis", "Zoë");

    assertThat(letter.subject()).isEqualTo("Academy: you earned “Data analysis”");
    assertThat(letter.fromName()).isEqualTo("Academy");
    assertThat(letter.fromAddress()).isEqualTo("badges@laurel.example");
    assertThat(letter.headers()).isEqualTo(Map.of("Auto-Submitted", "auto-generated"));
    assertThat(letter.html())
        .contains("<html lang=\"en\" dir=\"ltr\">")
        .contains(">View and claim</a>");
    assertThat(letter.html().split("href=\"https:", -1)).hasSize(2);
    assertThat(letter.html()).contains("28 February 2026").contains("28 February 2027");
    assertThat(letter.text())
        .contains(
            LINK, "28 February 2026", "28 February 2027", "Not you?", "badges@academy.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://tracker.example/pixel.png",
        "https://files.example/images/AB.png",
        "javascript:alert(1)",
        "data:image/png,x",
        "https://a.example/\"/images/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.png"
      })
  void of_pictureFromElsewhere_isLeftOut(String url) {
    ObjectNode document = World.document();
    ((ObjectNode) document.at("/credentialSubject/achievement")).putObject("image").put("id", url);
    assertThat(badge(document).image()).isEmpty();
  }

  @Test
  void of_pictureOfOurs_isTheOnlyThingLoaded() {
    String url = "https://files.example/images/" + "ab".repeat(32) + ".png";
    ObjectNode document = World.document();
    ((ObjectNode) document.at("/credentialSubject/achievement")).putObject("image").put("id", url);
    String html =
        new BadgeLetter("badges@laurel.example")
            .of(badge(document), "Zoë", "zoe@example.org", LINK)
            .html();
    assertThat(html).containsOnlyOnce("src=\"" + url + "\"").contains("alt=\"Data analysis, the");
    assertThat(html.split("src=", -1)).hasSize(2);
  }

  private static EarnedBadge badge(ObjectNode document) {
    return EarnedBadge.of(
        new PublishedCredential(
            new CredentialId("a".repeat(32)),
            new IssuerId("b".repeat(32)),
            Instant.EPOCH,
            document.toString()));
  }

  /// The letter is left in `target/pages`, where `docs/img/shoot` photographs it.
  @Test
  void of_realisticBadge_readsWell() throws IOException {
    EarnedBadge badge =
        new EarnedBadge(
            "Freshwater Field Survey",
            "Plans and carries out a survey of a stream over several visits, controls the quality"
                + " of the data, and says what the data can and cannot show.",
            "Alder Brook Institute",
            "https://alderbrook.example",
            "badges@alderbrook.example",
            Instant.parse("2026-11-01T10:00:00Z"),
            Instant.parse("2029-11-01T10:00:00Z"),
            "badge.png");
    Letter letter =
        new BadgeLetter("badges@laurel.example")
            .of(
                badge,
                "Ada Quist",
                "ada.quist@learners.example",
                "http://localhost:8080/my/" + "c2VjcmV0".repeat(5) + "key");
    Path folder = Files.createDirectories(Path.of("target", "pages"));
    Files.writeString(folder.resolve("mail.html"), letter.html());
    Files.writeString(folder.resolve("mail.txt"), letter.text());
    assertThat(letter.text()).contains("Alder Brook Institute has awarded you", "Not you?");
    assertThat(letter.html()).contains("1 November 2026", "valid until", "1 November 2029");
  }

  @Test
  void of_badge_loadsNothing() {
    assertThat(letter("Academy", "Data analysis", "Zoë").html())
        .doesNotContain("src=", "url(", "<img", "<script", "<link", "@import", "<style");
  }

  @ParameterizedTest
  @Tag("check-84")
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "R&D &lt;b&gt; ®",
        "عَلَم",
        "👩‍🚀 e\u0301 \u202E"
      })
  void of_anyName_isEscapedInHtmlAndByteExactInText(String name) {
    Letter letter = letter(name, name, name);

    String escaped =
        name.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;")
            .replace("'", "&#39;");
    assertThat(letter.html())
        .contains("<bdi>" + escaped + "</bdi></h1>")
        .contains("Dear <bdi>" + escaped + "</bdi>");
    assertThat(letter.html()).doesNotContain("<script", "<img");
    assertThat(letter.text()).contains("Dear " + name + ",", "  " + name + "\n");
    assertThat(letter.subject()).isEqualTo(name + ": you earned “" + name + "”");
    assertThat(letter.fromName()).isEqualTo(name);
  }

  @Test
  @Tag("check-83")
  void of_lineBreakInName_staysOneHeaderLine() {
    Letter letter = letter("Academy\r\nBcc: evil@example.org", "Data\nanalysis", "Zoë");

    assertThat(letter.subject()).doesNotContain("\r", "\n").contains("Data analysis");
    assertThat(letter.fromName()).isEqualTo("Academy  Bcc: evil@example.org");
  }

  @ParameterizedTest
  @Tag("check-83")
  @ValueSource(strings = {"a\r\nBcc: x", "a\nb", "a\u0000", "a\u0085b"})
  void letter_controlCharacterInHeader_isRefused(String bad) {
    for (int part = 0; part < 6; part++) {
      int at = part;
      assertThatThrownBy(() ->
              new Letter(
                  at == 0 ? bad : "from",
                  at == 1 ? bad : "from@example.org",
                  at == 2 ? bad : "to@example.org",
                  at == 3 ? bad : "subject",
                  "",
                  "",
                  at == 4 ? Map.of("X", bad) : at == 5 ? Map.of(bad, "x") : Map.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("control character");
    }
  }

  @Test
  void of_longestTexts_staysBelowWhatReadersCut() {
    EarnedBadge badge =
        new EarnedBadge(
            "&".repeat(200),
            "<".repeat(5_000),
            "\"".repeat(200),
            "https://academy.example",
            "badges@academy.example",
            Instant.EPOCH,
            EarnedBadge.NEVER,
            "");

    Letter letter =
        new BadgeLetter("badges@laurel.example").of(badge, "'".repeat(200), "a@example.org", LINK);

    assertThat(letter.html().getBytes(StandardCharsets.UTF_8).length).isLessThan(100_000);
    assertThat(letter.html()).contains("…").doesNotContain("valid until");
  }

  @Test
  void toString_letter_showsNobody() {
    assertThat(letter("Academy", "Data analysis", "Zoë").toString())
        .doesNotContain("zoe", "Zoë", "TOKEN");
  }
}
