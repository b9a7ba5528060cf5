package dev.laurel.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.assessment.SubmissionId;
import dev.laurel.issuers.SigningKeys.DeploymentKey;
import dev.laurel.json.Json;
import dev.laurel.storage.Condition;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Message;
import dev.laurel.storage.Read;
import dev.laurel.storage.Write;
import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.entry.KeyStatements;
import dev.laurel.tlog.entry.LogEntry;
import dev.laurel.tlog.sequencing.EntryRow;
import dev.laurel.verification.Verdict;
import dev.laurel.verification.published.PublishedKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

final class KeyEntriesTest {
  private final World world = new World();
  private final Issuance room = world.room();

  /// What registration writes: a statement of each key, the first one vouched for by the root key.
  private void register(boolean vouched) {
    for (DeploymentKey key : world.signer.publicKeys()) {
      String did = world.site.did(world.issuer);
      KeyAdd unsigned =
          new KeyAdd(
              did,
              did + "#" + key.fragment(),
              key.key().text(),
              List.of("eddsa-rdfc-2022"),
              List.of(),
              world.clock.instant());
      PublishedKey.Signature root =
          new PublishedKey.Signature(
              KeyStatements.rootMethod(world.log.publicKey()),
              Base64.getUrlEncoder()
                  .withoutPadding()
                  .encodeToString(vouched ? world.log.sign(unsigned) : new byte[64]));
      world.write(
          new PublishedKey(
                  world.issuer,
                  key.fragment(),
                  1,
                  unsigned.method(),
                  unsigned.publicKeyMultibase(),
                  unsigned.suites(),
                  unsigned.statementJson(),
                  key.fragment().equals("key-1") ? List.of(root) : List.of(),
                  "")
              .write());
    }
    world.write(
        Message.of(Message.Topic.ISSUANCE, world.issuer.text(), "did", "{}")
            .send(world.clock.instant()));
  }

  private KeyAdd entry(String fragment) {
    EntryRow row = world.log.rows("key:" + world.issuer + ":" + fragment).getFirst();
    return (KeyAdd) LogEntry.parse(row.entry()).orElseThrow();
  }

  @Test
  void begin_newIssuer_bringsKeysOneByOneAndSignsItsFirstList() {
    register(true);

    assertThat(room.begin(world.issuer)).isFalse();

    assertThat(world.log.rows("key:")).as("the second waits for the first").hasSize(1);
    assertThat(world.log.rows("list:")).hasSize(1);
    assertThat(world.signer.signed).as("no list before its key").isEmpty();
    world.settleLog();
    assertThat(world.log.rows("key:"))
        .hasSize(2)
        .allMatch(row -> row.state() == EntryRow.State.LOGGED);
    assertThat(entry("key-1").auth()).hasSize(2);
    assertThat(entry("key-2").auth())
        .extracting(auth -> auth.method().substring(auth.method().indexOf('#') + 1))
        .containsExactly("key-2", "key-1");
    assertThat(world.memory.get(IssuerBeginnings.message(world.issuer).key(), Read.CONSISTENT))
        .as("nothing is left to do")
        .isEmpty();
    assertThat(room.begin(world.issuer)).isTrue();
    assertThat(world.signer.of("/status-lists/")).hasSize(1);
  }

  @Test
  void advance_keyNotLogged_beginsNothing() {
    register(true);
    SubmissionId submission = world.passed();

    assertThat(room.ladder().advance(submission))
        .isEqualTo(new Advance.Waiting("the issuer's key is not in the log yet"));
    assertThat(world.rows("OWNER")).isEmpty();

    room.begin(world.issuer);
    world.settleLog();
    assertThat(world.verify(world.issued(submission)).verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  void begin_twiceAndAtOnce_queuesEachKeyOnce() {
    register(true);
    room.begin(world.issuer);
    List<?> before = world.memory.all();

    room.begin(world.issuer);

    assertThat(world.memory.all()).isEqualTo(before);
  }

  @Test
  void begin_withoutTheRootKeysWord_isRefusedByTheLog() {
    register(false);
    room.begin(world.issuer);
    world.log.integrate();

    assertThat(world.log.rows("key:").getFirst().state()).isEqualTo(EntryRow.State.REFUSED);
    assertThatThrownBy(() -> room.begin(world.issuer))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the log refused the entry");
    assertThat(((Advance.Waiting) room.ladder().advance(world.passed())).why())
        .as("whoever looks learns why")
        .startsWith("the issuer's key is not in the log: the log refused the entry");
    assertThat(world.signer.signed).isEmpty();
  }

  @Test
  void begin_garbageSignature_queuesNothing() {
    register(true);
    world.signer.spoil = signature -> new byte[64];

    assertThatThrownBy(() -> room.begin(world.issuer)).isInstanceOf(SignerUnavailable.class);

    assertThat(world.log.rows()).isEmpty();
  }

  @Test
  void begin_issuerFromBeforeTheLog_needsItsListOnly() {
    assertThat(room.begin(world.issuer)).as("no key is waited for").isTrue();
    world.settleLog();

    assertThat(world.rows("SIGNED")).hasSize(1);
    assertThat(world.log.rows("key:")).isEmpty();
  }

  private void loseMessage() {
    world.write(new Write.Delete(IssuerBeginnings.message(world.issuer).key(), Condition.PRESENT));
  }

  @Test
  void advance_issuersMessageLost_bringsItsKeysUp() {
    register(true);
    loseMessage();
    SubmissionId submission = world.passed();

    assertThat(room.ladder().advance(submission)).isInstanceOf(Advance.Waiting.class);
    world.settleLog();

    assertThat(world.verify(world.issued(submission)).verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  void sweep_issuersMessageLost_bringsItsKeysUp() {
    register(true);
    loseMessage();
    world.write(
        StatusListHead.empty("ab".repeat(16), world.issuer, "", world.clock.instant()).write());
    room.sweepStatusLists();
    world.log.integrate();

    room.sweepStatusLists();

    assertThat(world.log.rows("key:")).hasSize(1);
    world.settleLog();
    room.sweepStatusLists();
    assertThat(world.head("ab".repeat(16)).isSigned()).isTrue();
  }

  /// Writes it as another writer would have.
  private void rewrite(Item row, UnaryOperator<ObjectNode> change) {
    ObjectNode body = Json.parse(row.body().getBytes(StandardCharsets.UTF_8)).asObject();
    world.write(Write.update(Item.of(row.key(), row.version() + 1, change.apply(body).toString())));
  }

  private Item item(ItemKey key) {
    return world.memory.get(key, Read.CONSISTENT).orElseThrow();
  }

  @Test
  void begin_refusedEntry_isSaidAgainAtAnotherHour() {
    register(true);
    room.begin(world.issuer);
    world.log.integrate();
    room.begin(world.issuer);
    EntryRow second = world.log.rows("key:" + world.issuer + ":key-2").getFirst();
    rewrite(
        item(EntryRow.key(second.id())),
        row -> row.put("state", "REFUSED").put("reason", "no active key signed it"));
    assertThatThrownBy(() -> room.begin(world.issuer))
        .as("nothing else can be said within the hour")
        .hasMessageContaining("no active key signed it");
    world.clock.advance(Duration.ofHours(1));

    assertThat(room.begin(world.issuer)).isFalse();
    world.settleLog();

    assertThat(world.log.rows("key:" + world.issuer + ":key-2"))
        .extracting(EntryRow::state)
        .containsExactlyInAnyOrder(EntryRow.State.REFUSED, EntryRow.State.LOGGED);
    assertThat(room.begin(world.issuer)).isTrue();
  }

  @Test
  void begin_entryIsThereAlready_goesOnWithIt() {
    register(true);
    Item before = item(PublishedKey.key(world.issuer, "key-1"));
    room.begin(world.issuer);
    world.log.integrate();
    // The key's row comes back from a backup; the log's does not.
    rewrite(
        item(before.key()),
        row -> Json.parse(before.body().getBytes(StandardCharsets.UTF_8)).asObject());
    assertThat(world.published.key(world.issuer, "key-1").orElseThrow().isQueued()).isFalse();

    room.begin(world.issuer);

    assertThat(world.published.key(world.issuer, "key-1").orElseThrow().isQueued()).isTrue();
    room.begin(world.issuer);
    world.settleLog();
    assertThat(world.log.rows("key:"))
        .hasSize(2)
        .allMatch(row -> row.state() == EntryRow.State.LOGGED);
  }
}
