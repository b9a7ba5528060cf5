package dev.laurel.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.CredentialId;
import dev.laurel.storage.Item;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.testkit.Faults;
import dev.laurel.testkit.Fresh;
import dev.laurel.verification.published.CapabilityToken;
import dev.laurel.verification.published.HolderToken;
import dev.laurel.verification.published.PublishedLookup;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class BadgeMailTest {
  private static final Pattern LINK =
      Pattern.compile("https://laurel\\.example/my/([A-Za-z0-9_-]{43})\\b");

  private final World world = new World();

  private static CapabilityToken token(Letter letter) {
    Matcher matcher = LINK.matcher(letter.text());
    assertThat(matcher.find()).isTrue();
    return new CapabilityToken(matcher.group(1));
  }

  @Test
  void send_published_sendsOneLetterWhoseLinkOpensTheCredential() {
    BadgeMail.Outcome outcome = world.mail().send(world.id, 0);

    assertThat(outcome).isEqualTo(new BadgeMail.Outcome.Sent());
    Letter letter = world.letters.getFirst();
    assertThat(letter.to()).isEqualTo(World.EMAIL);
    CapabilityToken token = token(letter);
    HolderToken opened = new PublishedLookup(world.memory).holderToken(token).orElseThrow();
    assertThat(opened.credential()).isEqualTo(world.id);
    assertThat(opened.expires()).isEqualTo(world.clock.instant().plus(BadgeMail.LINK_LIFE));
    assertThat(world.rowsWith(token.text())).as("only its hash is stored").isEmpty();
    assertThat(world.memory.all().stream().map(item -> item.key().partition()))
        .noneMatch(key -> key.contains(token.text()));
    assertThat(world.state().state()).isEqualTo(MailState.State.SENT);
  }

  @Test
  @Tag("check-89")
  void send_again_sendsNothing() {
    world.mail().send(world.id, 0);
    List<Item> before = world.memory.all();

    assertThat(world.mail().send(world.id, 0)).isEqualTo(new BadgeMail.Outcome.Over());
    assertThat(world.letters).hasSize(1);
    assertThat(world.memory.all()).isEqualTo(before);
  }

  @Test
  void send_onceUndisturbed_makesTheseCalls() {
    world.faults.reset();

    world.mail().send(world.id, 0);

    assertThat(world.faults.names())
        .containsExactly("get", "write", "query", "get", "send", "write");
  }

  @Test
  void send_eightDeliveriesAtOnce_sendsOne() {
    Fresh.inParallel(8, n -> world.mail().send(world.id, 0));

    assertThat(world.letters).hasSize(1);
  }

  @Test
  void send_revoked_sendsNothing() {
    world.revoke();

    assertThat(world.mail().send(world.id, 0))
        .isEqualTo(new BadgeMail.Outcome.Parked("the credential is revoked"));
    assertThat(world.letters).isEmpty();
  }

  @Test
  void send_unknownCredential_sendsNothing() {
    CredentialId unknown = CredentialId.random(world.random);

    assertThat(world.mail().send(unknown, 0)).isInstanceOf(BadgeMail.Outcome.Parked.class);
    assertThat(world.letters).isEmpty();
  }

  @Test
  @Tag("check-100")
  void send_refused_isParkedWithItsReasonAndTheCredentialUntouched() {
    world.answer = new MailResult.Refused("MessageRejected");
    List<Item> before = credentialRows();

    BadgeMail.Outcome outcome = world.mail().send(world.id, 0);

    assertThat(outcome)
        .isEqualTo(new BadgeMail.Outcome.Parked("the mail service refused it: MessageRejected"));
    assertThat(world.state().problem()).contains("MessageRejected");
    assertThat(credentialRows()).isEqualTo(before);
    world.clock.advance(Duration.ofDays(1));
    assertThat(world.mail().send(world.id, 0)).isEqualTo(new BadgeMail.Outcome.Over());
    assertThat(world.letters).hasSize(1);
  }

  private List<Item> credentialRows() {
    List<String> sorts = List.of("OWNER", "PUBLISHED", "RECIPIENT", "REVOCATION", "VISIBILITY");
    return world.memory.all().stream().filter(item -> sorts.contains(item.key().sort())).toList();
  }

  @Test
  void send_carrierAway_triesOnceMoreLaterThenParks() {
    world.faults.reset().before(5);

    assertThat(world.mail().send(world.id, 0)).isInstanceOf(BadgeMail.Outcome.Later.class);
    world.faults.reset();
    assertThat(world.mail().send(world.id, 0))
        .as("not at once")
        .isInstanceOf(BadgeMail.Outcome.Later.class);
    world.clock.advance(BadgeMail.PAUSE);
    world.faults.reset().before(5);
    assertThat(world.mail().send(world.id, 0)).isInstanceOf(BadgeMail.Outcome.Parked.class);
    world.clock.advance(Duration.ofDays(1));
    world.faults.reset();
    assertThat(world.mail().send(world.id, 0)).isEqualTo(new BadgeMail.Outcome.Over());
    assertThat(world.letters).isEmpty();
  }

  @Test
  @Tag("check-90")
  void send_dyingAtAnyCall_sendsAtMostOneTooManyAndEnds() {
    int calls = run(faults -> {});
    assertThat(calls).isEqualTo(6);
    int runs = 0;
    for (int n = 1; n <= calls; n++) {
      int call = n;
      for (Consumer<Faults> plan :
          List.<Consumer<Faults>>of(
              faults -> faults.before(call),
              faults -> faults.after(call),
              faults -> faults.dieBefore(call),
              faults -> faults.dieAfter(call))) {
        run(plan);
        runs++;
      }
    }
    System.out.println("crash points of mail: " + runs + " of " + 4 * calls);
  }

  private static int run(Consumer<Faults> plan) {
    World world = new World();
    plan.accept(world.faults.reset());
    try {
      world.mail().send(world.id, 0);
    } catch (StoreUnavailable e) {
      // The process died.
    }
    int calls = world.faults.calls();
    world.faults.reset();
    for (int i = 0; i < 4; i++) {
      world.clock.advance(Duration.ofMinutes(6));
      world.mail().send(world.id, 0);
    }
    assertThat(world.letters).as("one, or one too many").hasSizeBetween(1, 2);
    assertThat(world.letters).allSatisfy(each -> assertThat(each.to()).isEqualTo(World.EMAIL));
    assertThat(world.state().state()).isEqualTo(MailState.State.SENT);
    assertThat(world.rowsWith(World.EMAIL)).containsExactly("RECIPIENT");
    return calls;
  }
}
