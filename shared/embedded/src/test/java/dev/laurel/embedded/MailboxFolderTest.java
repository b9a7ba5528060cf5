package dev.laurel.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.notification.Letter;
import dev.laurel.notification.MailResult;
import dev.laurel.testkit.CountingRandom;
import dev.laurel.testkit.FixedClock;
import dev.laurel.testkit.Fresh;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MailboxFolderTest {
  private final FixedClock clock = FixedClock.at("2026-11-21T12:00:00.123Z");

  @TempDir private Path folder;
  private MailboxFolder mailbox;

  @BeforeEach
  void open() {
    mailbox = new MailboxFolder(folder.resolve("mailbox"), clock, new CountingRandom());
  }

  private static Letter letter(String subject) {
    return new Letter(
        "Hafen-Akademie \uD83C\uDF93",
        "badges@example.org",
        "learner@example.org",
        subject,
        "<p>Zażółć \"gęślą\" jaźń</p>",
        "مرحبا\n.\nFrom me",
        Map.of("List-Unsubscribe", "<https://example.org/u>"));
  }

  private String id(MailResult result) {
    return ((MailResult.Sent) result).messageId().substring("local-".length());
  }

  @Test
  void send_letter_isKeptWhole() {
    Letter letter = letter("Your badge ® is here");
    String id = id(mailbox.send(letter));
    MailboxFolder.Kept kept = mailbox.read(id).orElseThrow();
    assertThat(kept).isEqualTo(new MailboxFolder.Kept(id, clock.instant(), letter));
  }

  @Test
  void send_letterWithoutHeadersAndText_isKeptWhole() {
    Letter letter = new Letter("", "a@example.org", "b@example.org", "", "", "", Map.of());
    assertThat(mailbox.read(id(mailbox.send(letter))).orElseThrow().letter()).isEqualTo(letter);
  }

  @Test
  void list_severalLetters_isNewestFirstAndLimited() {
    for (String subject : List.of("one", "two", "three")) {
      mailbox.send(letter(subject));
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(mailbox.list(2))
        .extracting(k -> k.letter().subject())
        .containsExactly("three", "two");
    assertThat(new MailboxFolder(folder.resolve("mailbox"), clock, new CountingRandom()).list(9))
        .hasSize(3);
  }

  @Test
  void send_fromManyThreadsAtOneInstant_keepsAll() {
    Fresh.inParallel(16, n -> mailbox.send(letter("number " + n)));
    assertThat(mailbox.list(100)).hasSize(16);
  }

  @Test
  void message_ofALetter_isMimeWithBothParts() {
    Letter letter = letter("Ä".repeat(60));
    String message =
        new String(
            mailbox.message(id(mailbox.send(letter))).orElseThrow(), StandardCharsets.US_ASCII);
    assertThat(message)
        .contains("To: <learner@example.org>\r\n")
        .contains("Date: Sat, 21 Nov 2026 12:00:00 GMT\r\n")
        .contains("List-Unsubscribe: <https://example.org/u>\r\n")
        .contains("Content-Type: text/html; charset=utf-8\r\n")
        .contains(
            Base64.getMimeEncoder().encodeToString(letter.html().getBytes(StandardCharsets.UTF_8)));
    assertThat(message.lines()).allMatch(line -> line.length() <= 100);
    assertThat(subject(message)).isEqualTo(letter.subject());
  }

  /// The subject as a mail program reads it: encoded words joined without the folds between them.
  private static String subject(String message) {
    String header =
        message.substring(message.indexOf("Subject: ") + 9, message.indexOf("\r\nDate:"));
    StringBuilder text = new StringBuilder();
    for (String word : header.split("\r\n ", -1)) {
      assertThat(word).hasSizeLessThanOrEqualTo(75).startsWith("=?utf-8?B?").endsWith("?=");
      byte[] bytes = Base64.getDecoder().decode(word.substring(10, word.length() - 2));
      text.append(new String(bytes, StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  @Test
  void read_idThatIsNone_isEmpty() {
    mailbox.send(letter("one"));
    for (String id : List.of("", "..", "../keys/key-1", "20261121T120000123-0000000000000000")) {
      assertThat(mailbox.read(id)).isEmpty();
      assertThat(mailbox.message(id)).isEmpty();
    }
  }

  @Test
  void folder_isForItsOwnerAlone() throws Exception {
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("mailbox"))))
        .isEqualTo("rwx------");
  }
}
