package dev.laurel.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.EmailAddress;
import dev.laurel.storage.Companion;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Message;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class MailRequestTest {
  private final World world = new World();

  private MailRequest.Outcome request() {
    return world.request().request(world.issuer, world.id, Optional.empty(), Companion.none());
  }

  @Test
  void request_sentBefore_sendsAgainWithANewLink() {
    world.mail().send(world.id, 0);

    MailRequest.Outcome outcome = request();

    assertThat(((MailRequest.Outcome.Accepted) outcome).mail().round()).isEqualTo(1);
    Message message = Message.from(world.memory.all(Table.OUTBOX).getFirst()).orElseThrow();
    assertThat(message.type()).isEqualTo("mail-1");
    assertThat(message.body()).isEqualTo("{\"credential\":\"" + world.id + "\",\"round\":1}");
    assertThat(world.mail().send(world.id, 1)).isEqualTo(new BadgeMail.Outcome.Sent());
    assertThat(world.letters).hasSize(2);
    assertThat(world.letters.get(0).text()).isNotEqualTo(world.letters.get(1).text());
    assertThat(world.mail().send(world.id, 0)).isEqualTo(new BadgeMail.Outcome.Over());
  }

  @Test
  void request_correctedAddress_goesThereFromNowOn() {
    world.answer = new MailResult.Refused("MessageRejected");
    world.mail().send(world.id, 0);
    world.answer = new MailResult.Sent("2");

    world
        .request()
        .request(
            world.issuer, world.id, EmailAddress.parse("zoe@bücher.example"), Companion.none());
    world.mail().send(world.id, 1);

    assertThat(world.letters.getLast().to()).isEqualTo("zoe@xn--bcher-kva.example");
    assertThat(world.rowsWith("xn--bcher-kva")).containsExactly("RECIPIENT");
  }

  @Test
  @Tag("check-69")
  void request_fourthOfTheDay_isTooMany() {
    world.clock.advance(Duration.ofHours(13));
    for (int i = 0; i < 3; i++) {
      assertThat(request()).isInstanceOf(MailRequest.Outcome.Accepted.class);
    }

    assertThat(request()).isEqualTo(new MailRequest.Outcome.TooMany(Duration.ofHours(1)));
    world.clock.advance(Duration.ofHours(1));
    assertThat(request()).isInstanceOf(MailRequest.Outcome.Accepted.class);
  }

  @Test
  @Tag("check-55")
  void request_anotherIssuersCredential_isUnknown() {
    assertThat(
            world
                .request()
                .request(
                    IssuerId.random(world.random), world.id, Optional.empty(), Companion.none()))
        .isEqualTo(
            world
                .request()
                .request(
                    world.issuer,
                    CredentialId.random(world.random),
                    Optional.empty(),
                    Companion.none()))
        .isEqualTo(new MailRequest.Outcome.Unknown());
  }

  @Test
  void request_revoked_isWrongState() {
    world.revoke();

    assertThat(request()).isInstanceOf(MailRequest.Outcome.WrongState.class);
    assertThat(world.memory.all(Table.OUTBOX)).isEmpty();
  }

  @Test
  void request_companionsRowExists_isContendedAndSendsNothing() {
    Item row = Item.of(ItemKey.of("IDEMPOTENCY#x", "ANSWER"), 1, "{}");
    world.write(Write.create(row));

    var outcome =
        world
            .request()
            .request(world.issuer, world.id, Optional.empty(), state -> List.of(Write.create(row)));

    assertThat(outcome).isEqualTo(new MailRequest.Outcome.Contended());
    assertThat(world.memory.all(Table.OUTBOX)).isEmpty();
  }
}
