package dev.laurel.tlog.sequencing;

import dev.laurel.tlog.Hash;
import dev.laurel.tlog.SubtreeHashes;
import dev.laurel.tlog.TileHashes;
import dev.laurel.tlog.TilePath;
import dev.laurel.tlog.TreeExtension;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.entry.LogEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Reads trees back from the bucket. What it reads is believed only as far as it gives the root
/// that a committed head has.
final class Trees {
  private final LogObjects objects;
  private final LockRow lock;
  private final Lanes lanes;

  Trees(LogObjects objects, LockRow lock, Lanes lanes) {
    this.objects = objects;
    this.lock = lock;
    this.lanes = lanes;
  }

  /// The tree of the head extended by confirmed rows.
  Batch extend(Head head, Intake.Taken taken) {
    Function<TilePath, byte[]> edge = edge(head, head.size());
    Optional<Hash> root = TreeExtension.edgeRoot(head.size(), edge);
    lock.demand(root.equals(Optional.of(head.root())), head, "the edge of its tree is damaged");
    List<byte[]> entries = taken.rows().stream().map(EntryRow::entry).toList();
    TreeExtension tree = TreeExtension.of(head.size(), edge, entries);
    return new Batch(head.size(), head.root(), tree, taken.leaves(), taken.rows());
  }

  /// What the head appended to its predecessor, from the staging object; its tree has the head's
  /// root.
  Batch staged(Head head) {
    Optional<byte[]> staged = objects.staged(head);
    lock.demand(staged.isPresent(), head, "its staging object is missing");
    Optional<List<byte[]>> entries =
        staged
            .flatMap(Staging::parse)
            .flatMap(files -> Staging.entries(files, head.previousSize(), head.size()));
    List<Batch.Leaf> leaves = new ArrayList<>();
    for (byte[] bytes : entries.orElse(List.of())) {
      LogEntry.parse(bytes)
          .ifPresent(entry -> leaves.add(new Batch.Leaf(EntryId.of(bytes), entry)));
    }
    lock.demand(
        leaves.size() == head.size() - head.previousSize(), head, "its staging object is damaged");
    Function<TilePath, byte[]> edge = edge(head, head.previousSize());
    Optional<Hash> previous = TreeExtension.edgeRoot(head.previousSize(), edge);
    lock.demand(previous.isPresent(), head, "the edge that it extends is damaged");
    TreeExtension tree = TreeExtension.of(head.previousSize(), edge, entries.orElse(List.of()));
    lock.demand(tree.root().equals(head.root()), head, "its staging object has another root");
    return new Batch(
        head.previousSize(), previous.orElse(Hash.EMPTY_ROOT), tree, leaves, List.of());
  }

  /// The subtree hashes of a batch's new tree, from its own tiles and those in the bucket.
  SubtreeHashes hashes(Batch batch) {
    return new TileHashes(
        batch.tree().size(),
        path ->
            Optional.ofNullable(batch.tree().tiles().get(path))
                .or(() -> objects.tile(path))
                .orElseThrow(() -> new IllegalArgumentException(path + " is missing")));
  }

  /// The tiles at the edge of the tree of this size, which the head has or extends; all of them
  /// were there.
  private Function<TilePath, byte[]> edge(Head head, long size) {
    List<TilePath> paths = TilePath.edge(size);
    List<Optional<byte[]>> tiles = lanes.map(paths, objects::tile);
    Map<TilePath, byte[]> edge = new HashMap<>();
    for (int i = 0; i < paths.size(); i++) {
      lock.demand(tiles.get(i).isPresent(), head, "tile " + paths.get(i) + " is missing");
      edge.put(paths.get(i), tiles.get(i).orElseThrow());
    }
    return path ->
        Optional.ofNullable(edge.get(path))
            .orElseThrow(() -> new IllegalArgumentException(path + " is not at the edge"));
  }
}
