package dev.laurel.tlog.sequencing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.tlog.entry.EntryId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CandidatesTest {
  private final LogWorld world = new LogWorld(false);

  @Test
  void find_withHints_namesThemFirstAndOnce() {
    List<EntryId> ids = world.queue(30);
    List<EntryId> hints = List.of(ids.get(20), ids.get(3), ids.get(20));

    Candidates found = Candidates.find(world.rows, hints, 100);

    assertThat(new ArrayList<>(found.ids()).subList(0, 2)).containsExactly(ids.get(20), ids.get(3));
    assertThat(found.ids()).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(found.more()).isFalse();
  }

  @Test
  void find_onMoreThanItMayTake_saysSo() {
    List<EntryId> ids = world.queue(30);

    assertThat(Candidates.find(world.rows, ids, 7).ids()).hasSize(7);
    assertThat(Candidates.find(world.rows, ids, 7).more()).isTrue();
    assertThat(Candidates.find(world.rows, List.of(), 7).ids()).hasSize(7);
    assertThat(Candidates.find(world.rows, List.of(), 7).more()).isTrue();
  }

  @Test
  void find_onManyPages_letsShardsTakeTurns() {
    List<EntryId> ids = world.queue(6_000);
    Candidates found = Candidates.find(world.rows, List.of(), 4_500);

    assertThat(found.ids()).hasSize(4_500);
    Set<String> shards = new HashSet<>();
    found.ids().forEach(id -> shards.add(EntryRow.duePartition(id)));
    assertThat(shards).hasSize(EntryRow.SHARDS);
    assertThat(new HashSet<>(ids).containsAll(found.ids())).isTrue();
    assertThat(Candidates.find(world.rows, List.of(), 6_001).ids()).hasSize(6_000);
  }
}
