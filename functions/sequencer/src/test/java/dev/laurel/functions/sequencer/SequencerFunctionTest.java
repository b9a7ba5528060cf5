package dev.laurel.functions.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.runtime.OutboxEvent;
import dev.laurel.storage.ObjectName;
import dev.laurel.tlog.sequencing.EntryRow;
import dev.laurel.tlog.sequencing.LogStopped;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SequencerFunctionTest {
  private final Seeded seeded = new Seeded();

  @Test
  void stream_newEntries_areLoggedUnderOneCheckpoint() throws Exception {
    seeded.handle(
        OutboxEvent.changes(
            "INSERT",
            List.of(
                EntryRow.key(Seeded.entry(3).id()),
                EntryRow.key(Seeded.entry(4).id()),
                EntryRow.key(Seeded.entry(5).id()))));
    assertThat(seeded.publishedSize()).isEqualTo(6);
    assertThat(List.of(seeded.row(3).size(), seeded.row(4).size(), seeded.row(5).size()))
        .containsOnly(6L);
    assertThat(seeded.logged("integrated")).isTrue();
  }

  @Test
  void sweep_nothingWaits_writesNoLine() {
    seeded.handle(OutboxEvent.sweep());
    seeded.lines.clear();
    seeded.handle(OutboxEvent.sweep());
    assertThat(seeded.lines).isEmpty();
  }

  @Test
  void sweep_bucketLostTheLog_stopsAndSaysSo() {
    seeded.loseObjects();
    assertThatThrownBy(() -> seeded.handle(OutboxEvent.sweep())).isInstanceOf(LogStopped.class);
    assertThat(seeded.logged("log-stopped")).isTrue();
    assertThat(seeded.objects.open(new ObjectName("checkpoint"))).isEmpty();
  }

  @Test
  void caching_isForTilesForEverAndForTheCheckpointShort() {
    assertThat(LogCaching.of(new ObjectName("tile/0/000.p/3"))).contains("immutable");
    assertThat(LogCaching.of(new ObjectName("checkpoint"))).isEqualTo("public, max-age=5");
    assertThat(LogCaching.of(new ObjectName("staging/1-00"))).isEmpty();
    assertThat(LogCaching.of(new ObjectName("heads/0"))).isEmpty();
  }

  @Test
  void prime_needsNoNetwork() {
    Warmth.prime();
  }
}
