package dev.laurel.tlog.sequencing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.tlog.Checkpoint;
import dev.laurel.tlog.Hash;
import dev.laurel.tlog.MerkleTree;
import dev.laurel.tlog.SignedCheckpoint;
import dev.laurel.tlog.entry.Abandon;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.entry.Issue;
import dev.laurel.tlog.entry.LogEntry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What must hold of a log whatever happened to it.
final class LogInvariants {
  private LogInvariants() {}

  /// Holds at any moment.
  static void check(LogWorld world) {
    checkLog(world);
    Map<Long, SignedCheckpoint> checkpoints = new HashMap<>();
    for (EntryRow row : world.entryRows()) {
      if (row.state() == EntryRow.State.LOGGED) {
        LoggedProof proof = world.lookup().proof(row.id()).orElseThrow();
        SignedCheckpoint under =
            checkpoints.computeIfAbsent(row.size(), size -> believed(world, proof.checkpoint()));
        assertThat(
                MerkleTree.verifyInclusion(
                    Hash.leaf(proof.entry()),
                    proof.index(),
                    under.size(),
                    proof.path(),
                    under.root()))
            .as("inclusion of %s", row.id())
            .isTrue();
      }
    }
  }

  /// Holds at any moment, also between a restore and the recovery from it.
  static void checkLog(LogWorld world) {
    assertThat(world.key.broken()).as("asked of the log's key").isEmpty();
    assertThat(world.objects.broken()).as("published").isEmpty();
    for (Checkpoint checkpoint : world.objects.published()) {
      assertThat(world.objects.isThere(checkpoint)).as("files of %s", checkpoint).isTrue();
      assertThat(world.key.signedSizes()).as("signed").contains((int) checkpoint.size());
    }
    if (world.objects.published().isEmpty()) {
      assertThat(world.entryRows()).noneMatch(row -> row.state() == EntryRow.State.LOGGED);
      return;
    }
    List<EntryId> log = log(world, world.objects.published().getLast().size());
    assertThat(log).as("no entry twice").doesNotHaveDuplicates();
    for (EntryRow row : world.entryRows()) {
      if (row.state() == EntryRow.State.LOGGED) {
        assertThat(log.get((int) row.index())).as("its index").isEqualTo(row.id());
      } else if (row.isEnded()) {
        assertThat(log).as("an entry that was ended in the log").contains(row.id());
      } else if (row.state() == EntryRow.State.REFUSED) {
        assertThat(log).as("a refused entry").doesNotContain(row.id());
      }
    }
  }

  /// Holds as well when nothing is left to do.
  static void checkAtRest(LogWorld world) {
    check(world);
    assertThat(world.entryRows()).noneMatch(row -> row.state() == EntryRow.State.PENDING);
    Head head = world.head();
    if (head.size() > 0) {
      assertThat(world.published().size()).isEqualTo(head.size());
      assertThat(world.published().root()).isEqualTo(head.root());
      assertComplete(world, head.size());
    }
  }

  /// Every logged row is in the log, and every entry has its row, which is LOGGED, or ended by one
  /// `abandon` entry.
  private static void assertComplete(LogWorld world, long size) {
    Set<EntryId> logged = new HashSet<>();
    world.entryRows().stream()
        .filter(row -> row.state() == EntryRow.State.LOGGED)
        .forEach(row -> logged.add(row.id()));
    List<LogEntry> entries =
        NaiveLog.entries(world.files, size).orElseThrow().stream()
            .map(bytes -> LogEntry.parse(bytes).orElseThrow())
            .toList();
    for (LogEntry entry : entries) {
      if (!logged.remove(entry.id())) {
        assertThat(entry).as("an entry that is not LOGGED").isInstanceOf(Issue.class);
        Issue issue = (Issue) entry;
        assertThat(world.row(issue.id()).isEnded()).as("its row says so").isTrue();
        assertThat(entries)
            .as("its end")
            .filteredOn(Abandon.class::isInstance)
            .extracting(end -> ((Abandon) end).commit())
            .containsOnlyOnce(issue.commit());
      }
    }
    assertThat(logged).as("rows without an entry").isEmpty();
  }

  /// The entries of the log in their order.
  static List<EntryId> log(LogWorld world, long size) {
    return NaiveLog.entries(world.files, size).orElseThrow().stream().map(EntryId::of).toList();
  }

  private static SignedCheckpoint believed(LogWorld world, byte[] note) {
    SignedCheckpoint.Opened opened = world.open(note);
    assertThat(opened).isInstanceOf(SignedCheckpoint.Opened.Valid.class);
    return ((SignedCheckpoint.Opened.Valid) opened).checkpoint();
  }
}
