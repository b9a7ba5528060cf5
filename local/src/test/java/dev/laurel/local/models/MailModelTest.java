package dev.laurel.local.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.CredentialId;
import dev.laurel.json.Json;
import dev.laurel.notification.BadgeMail;
import dev.laurel.notification.Letter;
import dev.laurel.notification.MailResult;
import dev.laurel.notification.MailState;
import dev.laurel.notification.Mailer;
import dev.laurel.notification.MailerUnavailable;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Read;
import dev.laurel.testkit.CountingRandom;
import dev.laurel.testkit.FixedClock;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.testkit.schedule.Depth;
import dev.laurel.testkit.schedule.Explored;
import dev.laurel.testkit.schedule.Scenario;
import dev.laurel.testkit.schedule.Scheduled;
import dev.laurel.testkit.schedule.Schedules;
import dev.laurel.verification.published.CredentialOwner;
import dev.laurel.verification.published.PublishedCredential;
import dev.laurel.verification.published.Recipient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// The letter about one credential: notifiers that take over from each other after a lease, die
/// anywhere, and a carrier whose answer may be lost.
final class MailModelTest {
  /// Longer than an attempt's lease and than the pause between two.
  private static final Duration LATER = Duration.ofMinutes(6);

  /// One published credential and a carrier that remembers.
  private static final class Model implements Mailer {
    final FixedClock clock = FixedClock.at("2026-03-01T10:00:00Z");
    final CountingRandom random = new CountingRandom(11);
    final MemoryItemStore memory = new MemoryItemStore(clock);
    final CredentialId id = CredentialId.random(random);
    final List<String> links = new ArrayList<>();
    final BadgeMail mail =
        new BadgeMail(
            new ModelItems(memory, this::check),
            this,
            "badges@laurel.example",
            "https://laurel.example",
            clock,
            random);

    Model() {
      IssuerId issuer = IssuerId.random(random);
      ObjectNode document = Json.object();
      document.putObject("issuer").put("name", "Academy").put("email", "badges@academy.example");
      document.put("awardedDate", "2026-02-28T23:00:00Z");
      document
          .putObject("credentialSubject")
          .putObject("achievement")
          .put("name", "Data analysis")
          .put("description", "Finds out what data say.");
      memory.write(
          List.of(
              new CredentialOwner(
                      id, issuer, "s", "Data", "a", 1, "00".repeat(16), 1, clock.instant())
                  .create(),
              new PublishedCredential(id, issuer, clock.instant(), document.toString()).create(),
              Recipient.of(id, "Zoë", "zoe@example.org").write()));
    }

    @Override
    public MailResult send(Letter letter) {
      return Scheduled.call(
          "mail",
          () -> {
            links.add(letter.text());
            return new MailResult.Sent("letter-" + links.size());
          },
          lost -> new MailerUnavailable(lost, new IllegalStateException(lost)));
    }

    /// Two deliveries with a lease between them.
    void notifier() {
      BadgeMail.Outcome first = mail.send(id, 0);
      if (first instanceof BadgeMail.Outcome.Later) {
        Scheduled.call(
            "clock",
            () -> {
              clock.advance(LATER);
              return LATER;
            });
        mail.send(id, 0);
      }
    }

    void check() {
      assertThat(links.size()).as("10: at most one more").isLessThanOrEqualTo(2);
    }

    void end() {
      List<BadgeMail.Outcome> late = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        clock.advance(LATER);
        late.add(mail.send(id, 0));
      }
      check();
      Optional<MailState> state =
          memory.get(MailState.key(id), Read.CONSISTENT).map(MailState::from);
      assertThat(state)
          .map(MailState::attempts)
          .hasValueSatisfying(n -> assertThat(n).isBetween(1, 2));
      switch (state.orElseThrow().state()) {
        case SENT -> assertThat(links).isNotEmpty();
        case PARKED ->
            assertThat(state.orElseThrow().attempts()).as("both attempts are used up").isEqualTo(2);
        case WAITING -> throw new AssertionError("does not come to an end: " + late);
      }
      assertThat(links).as("a link of its own in each letter").doesNotHaveDuplicates();
      assertThat(memory.all().stream().filter(item -> item.key().sort().equals("TOKEN")))
          .as("that works")
          .hasSizeGreaterThanOrEqualTo(links.size());
    }
  }

  private static Explored explore(int notifiers, int preemptions, int faults) {
    return Schedules.exhaustive(
        preemptions,
        faults,
        () -> {
          Model model = new Model();
          List<Runnable> tasks = new ArrayList<>();
          for (int i = 0; i < notifiers; i++) {
            tasks.add(model::notifier);
          }
          return new Scenario(tasks, model::end);
        });
  }

  @Test
  @Tag("check-100")
  @Tag("check-90")
  void letters_byNotifiersThatDieAnywhere_areAtMostTwo() {
    Explored explored =
        explore(2, Depth.of(3, 5), 0)
            .and(explore(3, 2, 0))
            .and(explore(2, 1, Depth.of(1, 2)))
            .and(explore(1, 0, 3));
    System.out.println("mail: " + explored);
    assertThat(explored.schedules()).isGreaterThan(100);
  }
}
