package dev.laurel.functions.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.json.Json;
import dev.laurel.notification.MailResult;
import dev.laurel.notification.MailerUnavailable;
import dev.laurel.runtime.HttpEvent;
import dev.laurel.runtime.Response;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Read;
import dev.laurel.storage.Table;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class NotificationFunctionTest {
  private static final String MAIL = "/v1/credentials/" + Seeded.CREDENTIAL + "/mail";
  private static final byte[] SCHEDULE = Json.bytes(Map.of("source", "aws.scheduler"));

  private final Seeded seeded = new Seeded();

  private Response ask(String body) {
    return seeded.edge.answer(HttpEvent.of("POST", MAIL).bearer(Seeded.key("a")).json(body));
  }

  private void sweep() {
    seeded.clock.advance(Duration.ofMinutes(10));
    seeded.edge.handle(SCHEDULE, "test");
  }

  private boolean isWaiting(String type) {
    return seeded
        .items
        .get(ItemKey.outbox("notification#" + Seeded.CREDENTIAL, type), Read.CONSISTENT)
        .isPresent();
  }

  @Test
  @Tag("check-102")
  void schedule_published_sendsOneLetterAndNoneAboutTheRevoked() {
    sweep();
    sweep();

    assertThat(seeded.letters).hasSize(1);
    assertThat(seeded.letters.getFirst().to()).isEqualTo(Seeded.EMAIL);
    assertThat(isWaiting("published")).isFalse();
  }

  @Test
  void mail_again_answersWaitingAndSendsToTheCorrectedAddress() {
    sweep();

    Response response = ask("{\"email\":\"zoe@example.com\"}");

    assertThat(response.status()).isEqualTo(202);
    assertThat(response.text())
        .isEqualTo("{\"id\":\"" + Seeded.CREDENTIAL + "\",\"mail\":{\"state\":\"waiting\"}}");
    sweep();
    assertThat(seeded.letters).hasSize(2);
    assertThat(seeded.letters.getLast().to()).isEqualTo("zoe@example.com");
    assertThat(isWaiting("mail-1")).isFalse();
  }

  @Test
  @Tag("check-69")
  void mail_fourthOfTheDay_saysWhenToComeBack() {
    for (int i = 0; i < 3; i++) {
      assertThat(ask("{}").status()).isEqualTo(202);
    }

    Response response = ask("{}");

    assertThat(response.status()).isEqualTo(429);
    assertThat(response.headers()).containsEntry("retry-after", "50400");
  }

  @Test
  @Tag("check-62")
  void mail_repeatedWithOneKey_sendsOnce() {
    sweep();
    for (int i = 0; i < 5; i++) {
      Response response =
          seeded.edge.answer(
              HttpEvent.of("POST", MAIL)
                  .bearer(Seeded.key("a"))
                  .header("idempotency-key", "k1")
                  .json("{}"));
      assertThat(response.status()).isEqualTo(202);
    }

    sweep();

    assertThat(seeded.letters).hasSize(2);
  }

  @Test
  @Tag("check-100")
  void schedule_refusedForEver_parksAndStaysVisible() {
    seeded.mailer = letter -> new MailResult.Refused("MessageRejected");

    sweep();
    sweep();

    assertThat(isWaiting("published")).isTrue();
    assertThat(seeded.log).anyMatch(line -> line.contains("MessageRejected"));
    seeded.mailer =
        letter -> {
          throw new AssertionError("never again by itself");
        };
    sweep();
  }

  @Test
  @Tag("check-100")
  void schedule_noAnswerForEver_triesTwice() {
    int[] tries = new int[1];
    seeded.mailer =
        letter -> {
          tries[0]++;
          throw new MailerUnavailable("planned", new IllegalStateException());
        };

    for (int i = 0; i < 30; i++) {
      sweep();
    }

    assertThat(tries[0]).isEqualTo(2);
    assertThat(seeded.log).anyMatch(line -> line.contains("a letter may have arrived"));
  }

  @Test
  @Tag("check-61")
  void everything_logged_namesNobody() {
    sweep();
    ask("{\"email\":\"zoe.new@example.com\"}");
    seeded.mailer = letter -> new MailResult.Refused("MessageRejected");
    sweep();

    assertThat(String.join("\n", seeded.log)).doesNotContain("zoe", "Zoë", "/my/", "55555");
    assertThat(seeded.items.all(Table.OUTBOX))
        .allSatisfy(item -> assertThat(item.body()).doesNotContain("zoe", "Zoë"));
    assertThat(seeded.items.all(Table.ITEMS))
        .filteredOn(item -> item.key().partition().startsWith("IDEMPOTENCY#"))
        .allSatisfy(item -> assertThat(item.body()).doesNotContain("zoe"));
  }

  @Test
  void settings_missing_listsAll() {
    assertThatThrownBy(() -> Settings.from(Map.of("STAGE", "local")))
        .hasMessageContainingAll("PUBLIC_BASE_URL", "ITEMS_TABLE", "OUTBOX_TABLE", "MAIL_FROM");
  }

  @Test
  void settings_senderThatIsNone_isRefused() {
    Map<String, String> env = new HashMap<>();
    for (String name : List.of("ITEMS_TABLE", "OUTBOX_TABLE")) {
      env.put(name, "x");
    }
    env.put("STAGE", "staging");
    env.put("PUBLIC_BASE_URL", "https://badges.example.org");
    env.put("MAIL_FROM", "badges@example.org");
    assertThat(Settings.from(env).mailConfigurationSet()).isEmpty();
    env.put("MAIL_FROM", "badges");
    assertThatThrownBy(() -> Settings.from(env)).hasMessageContaining("MAIL_FROM");
  }

  @Test
  void routes_ofTheFunction_areItsOwn() {
    assertThat(seeded.edge.routes()).containsExactly("POST /v1/credentials/{id}/mail");
  }
}
