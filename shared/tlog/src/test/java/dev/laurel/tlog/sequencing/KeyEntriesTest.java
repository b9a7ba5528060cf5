package dev.laurel.tlog.sequencing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.entry.LogEntry;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Key entries at the sequencer's door.
final class KeyEntriesTest {
  private static final String DID = "did:web:issuer.example";

  private final LogWorld world = new LogWorld(false);
  private final TestKeys keys = new TestKeys(DID);

  @BeforeEach
  void knowTheRootKey() {
    world.rootKey = TestKeys.ROOT.text();
  }

  @Test
  void firstKey_signedByItselfAndTheRoot_isLoggedAndActive() {
    EntryId id = world.queue(keys.first("key-1"));

    world.sequencer().run(List.of());

    assertThat(world.row(id).state()).isEqualTo(EntryRow.State.LOGGED);
    List<KeyRow> rows = KeyRow.readAll(world.rows, DID);
    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst().method()).isEqualTo(keys.method("key-1"));
    assertThat(rows.getFirst().active()).isTrue();
    assertThat(rows.getFirst().added()).isEqualTo(0);
    LogInvariants.checkAtRest(world);
  }

  @Test
  void furtherKey_signedByAnActiveOne_isLogged() {
    world.queue(keys.first("key-1"));
    world.sequencer().run(List.of());
    world.queue(keys.further("key-2", "key-1"));
    world.sequencer().run(List.of());

    assertThat(KeyRow.readAll(world.rows, DID)).extracting(KeyRow::added).containsExactly(0L, 1L);
    LogInvariants.checkAtRest(world);
  }

  @Test
  void severalKeyEntriesOfADid_waitForEachOther() {
    KeyAdd first = keys.first("key-1");
    KeyAdd other = new TestKeys("did:web:other.example").first("key-1");
    world.queue(first);
    world.queue(other);

    Integrated integrated = world.sequencer().run(List.of(first.id(), other.id()));

    assertThat(integrated).isEqualTo(new Integrated(2, 2, 0, false));
    assertThat(world.objects.published()).as("different DIDs share a batch").hasSize(1);

    world.queue(keys.further("key-2", "key-1"));
    world.queue(keys.further("key-3", "key-1"));
    world.sequencer().run(List.of());

    assertThat(world.objects.published()).as("one DID does not").hasSize(3);
    assertThat(KeyRow.readAll(world.rows, DID)).hasSize(3);
    LogInvariants.checkAtRest(world);
  }

  @Test
  void keysOfANewDid_queuedTogether_enterInTheOnlyOrderThatWorks() {
    for (int i = 0; i < 8; i++) {
      TestKeys some = new TestKeys("did:web:issuer-" + i + ".example");
      world.queue(some.first("key-1"));
      world.queue(some.further("key-2", "key-1"));
    }

    assertThat(world.sequencer().run(List.of())).isEqualTo(new Integrated(16, 16, 0, false));

    LogInvariants.checkAtRest(world);
  }

  @Test
  void retiredKey_addsNoOther() {
    world.queue(keys.first("key-1"));
    world.sequencer().run(List.of());
    world.queue(keys.further("key-2", "key-1"));
    world.sequencer().run(List.of());
    world.queue(keys.retire("key-1", "key-2"));
    world.sequencer().run(List.of());

    assertRefused(keys.further("key-3", "key-1"), "active");
    KeyRow retired = KeyRow.readAll(world.rows, DID).getFirst();
    assertThat(retired.active()).isFalse();
    assertThat(retired.below()).isEqualTo(OptionalLong.of(3));
    assertRefused(keys.retire("key-1", "key-1"), "retired");
  }

  @Test
  void keyWithoutAuthority_isRefusedWithAReason() {
    KeyAdd good = keys.first("key-1");
    assertRefused(good.with(List.of()), "signed");
    assertRefused(good.with(List.of(good.auth().getFirst())), "signed");
    assertRefused(keys.further("key-1", "key-0"), "root");
    KeyAdd stolen = new TestKeys(DID).first("key-1");
    assertRefused(good.with(stolen.auth()), "fails");

    world.queue(good);
    world.sequencer().run(List.of());

    assertRefused(new TestKeys(DID).first("key-2"), "active");
    assertRefused(new TestKeys(DID).first("key-1"), "already");
    assertThat(KeyRow.readAll(world.rows, DID)).hasSize(1);
    LogInvariants.checkAtRest(world);
  }

  @Test
  void firstKey_whereNoRootKeyIsKnown_isRefused() {
    world.rootKey = "";

    assertRefused(keys.first("key-1"), "root");
  }

  @Test
  void firstKey_ofAnotherRoot_isRefused() {
    world.rootKey = "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";

    assertRefused(keys.first("key-1"), "root");
  }

  @Test
  void refusal_asOfAnOldHead_isNotWritten() {
    KeyAdd second = keys.further("key-2", "key-1");
    EntryId first = world.queue(keys.first("key-1"));
    EntryId id = world.queue(second);
    // Judged before the first key is in the log, refused after: the judgement is void.
    InterruptedItems blind = new InterruptedItems(world.items, Head.KEY, () -> {});
    Sequencer fast = world.sequencer(blind, world.objects, world.key, world.clock);
    boolean[] ran = {false};
    InterruptedItems slowItems =
        new InterruptedItems(
            world.items,
            EntryRow.key(id),
            () -> {
              if (!ran[0]) {
                ran[0] = true;
                fast.run(List.of(first));
              }
            });

    world.sequencer(slowItems, world.objects, world.key, world.clock).run(List.of(id));

    assertThat(ran[0]).isTrue();
    assertThat(world.row(id).state()).isEqualTo(EntryRow.State.LOGGED);
    LogInvariants.checkAtRest(world);
  }

  private void assertRefused(LogEntry entry, String why) {
    long size = world.head().size();
    EntryId id = world.queue(entry);

    world.sequencer().run(List.of(id));

    assertThat(world.row(id).state()).isEqualTo(EntryRow.State.REFUSED);
    assertThat(world.row(id).reason()).contains(why);
    assertThat(world.head().size()).isEqualTo(size);
  }
}
