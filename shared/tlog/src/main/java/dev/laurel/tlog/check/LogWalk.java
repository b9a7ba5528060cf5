package dev.laurel.tlog.check;

import dev.laurel.tlog.Checkpoint;
import dev.laurel.tlog.Hash;
import dev.laurel.tlog.SignedCheckpoint;
import dev.laurel.tlog.TilePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One way through all leaves of a log, bundle by bundle.
final class LogWalk {
  private record Kept(String what, Hash root) {}

  private final Checkpoint claimed;
  private final TileFiles tiles;
  private final EntryWalk entries;
  private final Findings findings;
  private final TreeWalk tree;
  private final Map<Long, List<Kept>> kept = new HashMap<>();

  LogWalk(Checkpoint claimed, TileFiles tiles, EntryWalk entries, Findings findings) {
    this.claimed = claimed;
    this.tiles = tiles;
    this.entries = entries;
    this.findings = findings;
    this.tree = new TreeWalk(tiles);
  }

  /// Compares the tree with a checkpoint when it has come to that size.
  void compare(String what, SignedCheckpoint checkpoint) {
    if (checkpoint.size() > claimed.size()) {
      findings.fault(
          what, "has size " + checkpoint.size() + ": the log shrank to " + claimed.size());
    } else {
      kept.computeIfAbsent(checkpoint.size(), _ -> new ArrayList<>())
          .add(new Kept(what, checkpoint.root()));
    }
  }

  void run(List<Presented> presented) {
    compareRoots();
    for (long bundle = 0; tree.size() < claimed.size(); bundle++) {
      if (findings.full()) {
        return;
      }
      long left = claimed.size() - tree.size();
      bundle(TilePath.entries(bundle, (int) Math.min(TilePath.FULL_WIDTH, left)));
    }
    tree.finish();
    if (tree.root().equals(claimed.root())) {
      findings.checked("the root rebuilt from all entries is the checkpoint's");
    } else {
      findings.fault("checkpoint", "its root is not that of the entries");
    }
    findings.checked(tiles.summary());
    findings.checked(entries.summary());
    presented.forEach(credential -> credential.compare(entries, findings));
  }

  private void bundle(TilePath path) {
    Optional<List<byte[]>> bundle = tiles.entries(path);
    if (bundle.isEmpty()) {
      tiles.claimedLeaves(path).forEach(this::leaf);
      return;
    }
    for (byte[] entry : bundle.get()) {
      Hash leaf = Hash.leaf(entry);
      entries.take(tree.size(), leaf, entry);
      leaf(leaf);
    }
  }

  private void leaf(Hash leaf) {
    tree.add(leaf);
    compareRoots();
  }

  private void compareRoots() {
    for (Kept checkpoint : kept.getOrDefault(tree.size(), List.of())) {
      if (tree.root().equals(checkpoint.root())) {
        findings.checked("consistent with " + checkpoint.what() + " of size " + tree.size());
      } else {
        findings.fault(
            checkpoint.what(), "its root at size " + tree.size() + " is not that of the entries");
      }
    }
  }
}
