package dev.laurel.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.assessment.SubmissionId;
import dev.laurel.json.Json;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Read;
import dev.laurel.storage.Write;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.sequencing.EntryRow;
import dev.laurel.tlog.sequencing.LogSigner;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// Nothing is signed whose entry is not in the log, whatever the rows say.
final class LogGateTest {
  private final World world = new World();
  private SubmissionId submission = new SubmissionId("0".repeat(32));

  @BeforeEach
  void severalEntries() {
    world.issued();
    submission = world.passed();
    world.room().ladder().advance(submission);
    world.room().ladder().advance(world.passed());
    world.log.integrate();
  }

  private ItemKey entryKey() {
    return EntryRow.key(new EntryId(world.intent(submission).entry()));
  }

  private void change(ItemKey key, Consumer<ObjectNode> change) {
    Item row = world.memory.get(key, Read.CONSISTENT).orElseThrow();
    ObjectNode body = Json.parse(row.body().getBytes(StandardCharsets.UTF_8)).asObject();
    change.accept(body);
    world.write(Write.update(Item.of(key, row.version() + 1, body.toString())));
  }

  private void assertNothingSigned() {
    String id = world.award(submission).credential().text();
    assertThat(world.room().ladder().advance(submission))
        .isEqualTo(new Advance.Waiting("the log's proof of the entry does not hold"));
    assertThat(world.signer.of("/credentials/" + id)).isEmpty();
  }

  @Test
  void advance_untouched_signs() {
    assertThat(world.room().ladder().advance(submission)).isInstanceOf(Advance.Published.class);
  }

  @Test
  void advance_rowSaysLoggedBeforeItIs_signsNothing() {
    SubmissionId early = world.passed();
    world.room().ladder().advance(early);
    EntryRow other = world.log.row(new EntryId(world.intent(submission).entry()));
    change(
        EntryRow.key(new EntryId(world.intent(early).entry())),
        row -> row.put("state", "LOGGED").put("index", other.index()).put("size", other.size()));

    submission = early;

    assertNothingSigned();
  }

  @Test
  void advance_anotherIndex_signsNothing() {
    change(entryKey(), row -> row.put("index", row.path("index").longValue() ^ 1));

    assertNothingSigned();
  }

  @Test
  void advance_anotherPath_signsNothing() {
    change(
        entryKey(),
        row -> {
          byte[] path = Base64.getDecoder().decode(row.path("path").stringValue());
          path[0] ^= 1;
          row.put("path", Base64.getEncoder().encodeToString(path));
        });

    assertNothingSigned();
  }

  @Test
  void advance_checkpointOfAnotherKey_signsNothing() {
    LogSigner foreign = TestLog.signer(TestLog.pair(), TestLog.ORIGIN);
    assertNothingSignedUnder(foreign);
  }

  @Test
  void advance_checkpointOfAnotherLog_signsNothing() {
    assertNothingSignedUnder(TestLog.named("laurel.example/other"));
  }

  /// The room believes the log's keys as its key service hands them out, not the rows.
  private void assertNothingSignedUnder(LogSigner keys) {
    String id = world.award(submission).credential().text();
    assertThat(world.room(keys).ladder().advance(submission))
        .isEqualTo(new Advance.Waiting("the log's proof of the entry does not hold"));
    assertThat(world.signer.of("/credentials/" + id)).isEmpty();
  }

  @Test
  void advance_checkpointTampered_signsNothing() {
    long size = world.log.row(new EntryId(world.intent(submission).entry())).size();
    ItemKey key = ItemKey.log("log", String.format("CHECKPOINT#%016d", size));
    change(
        key,
        row ->
            row.put(
                "checkpoint",
                row.path("checkpoint").stringValue().replaceFirst("\n[0-9]+\n", "\n9\n")));

    assertNothingSigned();
  }

  @Test
  void advance_anotherSalt_signsNothing() {
    change(
        Intent.key(submission, 1),
        row -> row.put("logSalt", Base64.getUrlEncoder().encodeToString(new byte[32])));

    assertDamaged();
  }

  @Test
  void advance_anotherDocument_signsNothing() {
    change(
        Intent.key(submission, 1),
        row -> row.put("document", row.path("document").stringValue().replace("Zoë", "Zoe")));

    assertDamaged();
  }

  @Test
  void advance_entryOfAnotherIntent_signsNothing() {
    String others =
        world.log.rows("award:").stream()
            .map(row -> row.id().hex())
            .filter(hex -> !hex.equals(world.intent(submission).entry()))
            .findFirst()
            .orElseThrow();
    change(Intent.key(submission, 1), row -> row.put("entry", others));

    assertDamaged();
  }

  private void assertDamaged() {
    String id = world.award(submission).credential().text();
    assertThatThrownBy(() -> world.room().ladder().advance(submission))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("damaged");
    assertThat(world.signer.of("/credentials/" + id)).isEmpty();
  }

  @Test
  void advance_entryRefusedByTheLog_waitsWithItsReason() {
    change(entryKey(), row -> row.put("state", "REFUSED").put("reason", "not wanted"));

    assertThat(world.room().ladder().advance(submission))
        .isEqualTo(new Advance.Waiting("the log refused the entry: not wanted"));
    assertThat(List.of(world.intent(submission).state())).containsExactly(Intent.State.INTENT);
  }
}
