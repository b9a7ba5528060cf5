package dev.laurel.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.assessment.SubmissionId;
import dev.laurel.credentials.CredentialId;
import dev.laurel.json.Json;
import dev.laurel.storage.Companion;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Read;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Write;
import dev.laurel.tlog.entry.LogEntry;
import dev.laurel.tlog.entry.StatusList;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("check-107")
final class RestoreTest {
  private final World world = new World();

  private Item row(ItemKey key) {
    return world.memory.get(key, Read.CONSISTENT).orElseThrow();
  }

  /// Puts rows back as they were; public objects and log stay as they are.
  private void restore(List<Item> rows) {
    for (Item row : rows) {
      long version = row(row.key()).version();
      Item old =
          new Item(
              row.key(), version + 1, row.body(), row.indexes(), row.counters(), row.expires());
      world.write(Write.update(old));
    }
  }

  private List<Long> numbers(String list) {
    return world.log.rows("list:" + list).stream()
        .map(row -> (StatusList) LogEntry.parse(row.entry()).orElseThrow())
        .map(StatusList::n)
        .sorted()
        .toList();
  }

  @Test
  void restore_listFromBeforeARevocation_takesThePublicBitsOver() {
    CredentialId kept = world.issued();
    CredentialId revoked = world.issued();
    String list = world.record(kept).owner().statusList();
    List<Item> snapshot = List.of(row(StatusListHead.key(list)));
    world.room().revocation().revoke(world.issuer, revoked, "Reason", Companion.none());
    world.settleLog();
    int index = world.record(revoked).owner().statusIndex();
    restore(snapshot);
    assertThat(world.head(list).bitstring().get(index)).as("forgotten").isFalse();

    world.room().restore();
    world.settleLog();

    assertThat(world.head(list).bitstring().get(index)).isTrue();
    assertThat(world.head(list).bitstring().get(world.record(kept).owner().statusIndex()))
        .isFalse();
    assertThat(world.head(list).isSigned()).isTrue();
    assertThat(numbers(list)).as("no number twice").doesNotHaveDuplicates().hasSize(3);
    String current =
        Json.read(
                row(StatusListPlaces.pointerKey(world.issuer, "")).body(),
                StatusListPlaces.Current.class)
            .list();
    assertThat(current).as("places are given out of a new list").isNotEqualTo(list);
    assertThat(world.head(current).isSigned()).isTrue();
    assertThat(world.record(world.issued()).owner().statusList()).isEqualTo(current);
  }

  @Test
  void restore_versionThatWasOnItsWay_isNotPublishedOverWhatIsPublic() {
    CredentialId first = world.issued();
    CredentialId second = world.issued();
    String list = world.record(first).owner().statusList();
    world.room().revocation().revoke(world.issuer, first, "Reason", Companion.none());
    List<Item> snapshot = List.of(row(StatusListHead.key(list)));
    world.settleLog();
    world.room().revocation().revoke(world.issuer, second, "Reason", Companion.none());
    world.settleLog();
    restore(snapshot);
    int before = world.signer.of("/status-lists/" + list).size();

    world.room().restore();
    world.settleLog();

    assertThat(world.signer.of("/status-lists/" + list)).hasSize(before + 1);
    assertThat(world.head(list).bitstring().get(world.record(second).owner().statusIndex()))
        .isTrue();
    assertThat(numbers(list)).doesNotHaveDuplicates();
  }

  @Test
  @Tag("check-105")
  void restore_twiceOfOneSnapshot_usesOtherNumbers() {
    CredentialId id = world.issued();
    String list = world.record(id).owner().statusList();
    List<Item> snapshot = List.of(row(StatusListHead.key(list)));
    world.room().restore();
    world.settleLog();
    world.clock.advance(Duration.ofMinutes(1));
    restore(snapshot);

    world.room().restore();
    world.settleLog();

    assertThat(numbers(list)).hasSize(3).doesNotHaveDuplicates();
    assertThat(world.head(list).isSigned()).isTrue();
  }

  /// What the restore of the log leaves while it runs, and when it is done.
  private void mark(String state) {
    String body =
        Json.object()
            .put("state", state)
            .put("since", world.clock.instant().toString())
            .put("head", "")
            .put("heads", 0)
            .put("left", 0)
            .toString();
    ItemKey key = ItemKey.log("log", "RESTORING");
    long version = world.memory.get(key, Read.CONSISTENT).map(Item::version).orElse(0L);
    Item item = Item.of(key, version + 1, body);
    world.write(version == 0 ? Write.create(item) : Write.update(item));
  }

  @Test
  void restoring_marked_beginsAndSignsNothing() {
    CredentialId id = world.issued();
    SubmissionId begun = world.passed();
    world.room().ladder().advance(begun);
    SubmissionId waiting = world.passed();
    IssuerId other = IssuerId.random(world.random);
    world.room().revocation().revoke(world.issuer, id, "Reason", Companion.none());
    world.log.integrate();
    mark("log");
    List<?> before = world.memory.all();

    for (SubmissionId each : List.of(begun, waiting)) {
      assertThat(world.room().ladder().advance(each))
          .isEqualTo(new Advance.Waiting("the tables are being restored"));
    }
    assertThat(world.room().begin(other)).isFalse();
    assertThat(world.room().sweepStatusLists()).isZero();

    assertThat(world.memory.all()).isEqualTo(before);
    assertThatThrownBy(() -> world.room().restore())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("run the sequencer's restore");
    assertThat(world.memory.all()).isEqualTo(before);
  }

  @Test
  void restore_dyingAgainAndAgain_takesEachListOverOnce() {
    for (int i = 0; i < 3; i++) {
      SubmissionId submission = world.passed();
      world.room(1).ladder().advance(submission);
      world.settleLog();
    }
    List<String> old =
        world.rows("HEAD").stream().map(item -> StatusListHead.id(item.key())).toList();
    assertThat(old).hasSizeGreaterThan(2);
    mark("lists");
    int deaths = 0;
    for (boolean done = false; !done; ) {
      assertThat(deaths).as("it gets on").isLessThan(200);
      world.clock.advance(Duration.ofSeconds(30));
      world.faults.reset().dieBefore(++deaths);
      try {
        world.room().restore();
        done = true;
      } catch (StoreUnavailable e) {
        // The next call goes on.
      }
    }
    world.faults.reset();
    world.rest();
    world.rest();

    assertThat(deaths).isGreaterThan(10);
    assertThat(world.memory.get(ItemKey.log("log", "RESTORING"), Read.CONSISTENT)).isEmpty();
    for (String list : old) {
      assertThat(numbers(list)).as("its version, and one of the restore").hasSize(2);
      assertThat(world.head(list).isSigned()).isTrue();
    }
    assertThat(world.rows("HEAD")).as("one new list").hasSize(old.size() + 1);
  }
}
