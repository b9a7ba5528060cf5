package dev.laurel.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Message;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What one credential costs on a quiet day: the calls of ports from its approval to its
/// publication, each event delivered once.
final class CountedCallsTest {
  /// Claim, place in the list, intent with its entry, head of the log, LOGGED with the checkpoint,
  /// SIGNED, PUBLISHED with the letter's message, removal of the award's message.
  private static final int ITEM_WRITES = 8;

  private final CapturedLog log = new CapturedLog();

  @BeforeEach
  void open() {
    log.open();
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void singleIssue_takesEightItemWritesAndOneSignature() {
    CrashWorld world = new CrashWorld(new ArrayList<>());
    Story.before(world);
    Story.submitText(world, "b", "counted", "");
    Story.grade(world, "b", "counted", "high", 201);
    // Issuer and list are warm, and p1 and p2 are somebody else's.
    world.faults.reset();
    world.stream(List.of(ItemKey.outbox("issuance#" + world.fact("counted"), "award")));
    List<ItemKey> entries = world.waiting();
    world.entries(entries);
    world.logged(entries);

    String credential = world.text("SUB#" + world.fact("counted"), "AWARD", "credential");
    assertThat(world.has("CRED#" + credential, "PUBLISHED")).isTrue();
    assertThat(world.outbox())
        .as("its message is gone")
        .noneMatch(key -> key.partition().contains(world.fact("counted")));
    assertThat(world.outbox())
        .as("and the letter's is there")
        .anyMatch(
            key -> key.partition().equals(Message.Topic.NOTIFICATION.text() + "#" + credential));
    assertThat(entries).hasSize(1);
    assertThat(world.faults.calls("write", "add")).isEqualTo(ITEM_WRITES);
    assertThat(world.faults.calls("sign")).as("one of the issuer's key").isEqualTo(1);
    assertThat(world.faults.calls("sign head")).as("one of the log's key").isEqualTo(1);
    assertThat(world.faults.calls("sign key", "sign with root", "mail")).isZero();
    log.out().println("calls of one issue: " + world.faults.names());
  }
}
