package dev.laurel.tlog.check;

import dev.laurel.tlog.EntryBundle;
import dev.laurel.tlog.Hash;
import dev.laurel.tlog.TilePath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tiles and bundles of a log in the files it publishes: reads what a tree of the checkpoint's
/// size must have, and compares every other file of the same tiles with it.
final class TileFiles implements TreeWalk.Tiles {
  private final LogFiles files;
  private final Findings findings;

  /// The widths that are listed, by full path; empty where the files cannot be listed.
  private final Map<TilePath, List<TilePath>> listed = new HashMap<>();

  private long tiles;
  private long bundles;
  private long others;

  TileFiles(LogFiles files, Findings findings) {
    this.files = files;
    this.findings = findings;
    for (String path : files.list()) {
      Optional<TilePath> tile = TilePath.parse(path);
      tile.ifPresent(t -> listed.computeIfAbsent(t.toFull(), _ -> new ArrayList<>()).add(t));
      if (tile.isEmpty() && path.startsWith("tile/")) {
        findings.fault(path, "is not the path of a tile");
      }
    }
  }

  /// The entries of a bundle, or empty where it is missing or damaged, which is then noted.
  Optional<List<byte[]>> entries(TilePath path) {
    bundles++;
    Optional<TilePath> found = find(path);
    Optional<byte[]> bytes = found.flatMap(this::read);
    if (bytes.isEmpty()) {
      findings.fault(path.text(), "is missing");
      return Optional.empty();
    }
    Optional<List<byte[]>> all = EntryBundle.parse(bytes.get(), found.get().width());
    if (all.isEmpty()) {
      findings.fault(found.get().text(), "is no bundle of " + found.get().width() + " entries");
      return Optional.empty();
    }
    List<byte[]> entries = all.get().subList(0, path.width());
    compareOthers(path, found.get(), EntryBundle.of(entries));
    return Optional.of(entries);
  }

  /// The leaf hashes that the tile beside a lost bundle claims, so that the walk can go on.
  List<Hash> claimedLeaves(TilePath bundle) {
    TilePath path = TilePath.hashes(0, bundle.index(), bundle.width());
    byte[] tile = find(path).flatMap(this::read).orElseGet(() -> new byte[0]);
    List<Hash> leaves = new ArrayList<>();
    for (int i = 0; i < bundle.width(); i++) {
      int from = i * Hash.LENGTH;
      leaves.add(
          from + Hash.LENGTH <= tile.length
              ? Hash.of(Arrays.copyOfRange(tile, from, from + Hash.LENGTH))
              : Hash.EMPTY_ROOT);
    }
    return leaves;
  }

  @Override
  public void rebuilt(TilePath path, byte[] bytes) {
    tiles++;
    Optional<TilePath> found = find(path);
    Optional<byte[]> has = found.flatMap(this::read);
    if (has.isEmpty()) {
      findings.fault(path.text(), "is missing");
    } else {
      compareTile(found.get(), has.get(), bytes);
    }
    compareOthers(path, found.orElse(path), bytes);
  }

  /// The path itself, or where a partial tile is gone the full one that it grew into (tlog-tiles
  /// allows that).
  private Optional<TilePath> find(TilePath path) {
    if (read(path).isPresent()) {
      return Optional.of(path);
    }
    return Optional.of(path.toFull()).filter(full -> !path.full() && read(full).isPresent());
  }

  private Optional<byte[]> read(TilePath path) {
    return files.read(path.text());
  }

  private void compareTile(TilePath path, byte[] has, byte[] rebuilt) {
    if (has.length != path.width() * Hash.LENGTH) {
      findings.fault(path.text(), "has " + has.length + " bytes, not " + path.width() + " hashes");
      return;
    }
    int differs =
        Arrays.mismatch(
            has,
            0,
            Math.min(has.length, rebuilt.length),
            rebuilt,
            0,
            Math.min(has.length, rebuilt.length));
    if (differs >= 0) {
      long hash = path.first() + differs / Hash.LENGTH;
      findings.fault(
          path.text(),
          "hash " + hash + " of level " + path.level() + " is not that of the entries");
    }
  }

  /// Each listed file of the same tile: as far as both reach, they are the same.
  private void compareOthers(TilePath path, TilePath read, byte[] rebuilt) {
    for (TilePath other : listed.getOrDefault(path.toFull(), List.of())) {
      if (other.equals(read)) {
        continue;
      }
      others++;
      Optional<byte[]> has = read(other);
      if (has.isEmpty()) {
        findings.fault(other.text(), "is listed but cannot be read");
      } else if (path.kind() == TilePath.Kind.HASHES) {
        compareTile(other, has.get(), rebuilt);
      } else {
        compareBundle(other, has.get(), path, rebuilt);
      }
    }
  }

  private void compareBundle(TilePath other, byte[] has, TilePath path, byte[] rebuilt) {
    Optional<List<byte[]>> entries = EntryBundle.parse(has, other.width());
    if (entries.isEmpty()) {
      findings.fault(other.text(), "is no bundle of " + other.width() + " entries");
      return;
    }
    int common = Math.min(other.width(), path.width());
    byte[] start = EntryBundle.of(entries.get().subList(0, common));
    if (Arrays.mismatch(start, 0, start.length, rebuilt, 0, Math.min(start.length, rebuilt.length))
        >= 0) {
      findings.fault(other.text(), "has other entries than " + path.text());
    }
  }

  /// A sentence on what was compared.
  String summary() {
    return bundles
        + " entry bundles and "
        + tiles
        + " tiles of all levels rebuilt and compared"
        + (listed.isEmpty() ? "" : ", and " + others + " further partial ones");
  }
}
