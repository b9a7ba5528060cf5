package dev.laurel.tlog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A proof that a log holds an entry, for offline checking (C2SP tlog-proof): the leaf's index, its
/// inclusion path, and the checkpoint as published. `extra` belongs to the application and is
/// covered by nothing.
///
/// @param extra empty if there is none
@SuppressWarnings("ArrayRecordComponent") // cloned in and out
public record TlogProof(byte[] extra, long index, List<Hash> path, byte[] checkpoint) {
  private static final String HEADER = "c2sp.org/tlog-proof@v1\n";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";

  /// Longest `extra`: ours is a salt of 32 bytes; the rest is room for other applications.
  public static final int MAX_EXTRA = 4_096;

  /// Longest proof read: a checkpoint, 63 lines of 45 bytes, and `extra` in base64.
  public static final int MAX_BYTES = Note.MAX_BYTES + 16 * 1024;

  public TlogProof {
    extra = extra.clone();
    path = List.copyOf(path);
    checkpoint = checkpoint.clone();
    if (index < 0 || path.size() > MerkleTree.MAX_PROOF || extra.length > MAX_EXTRA) {
      throw new IllegalArgumentException("no proof of a tree");
    }
  }

  /// The proof in bytes from outside, or empty where it is malformed. Nothing is verified.
  public static Optional<TlogProof> parse(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      return Optional.empty();
    }
    // Latin-1 keeps each byte: the checkpoint is taken verbatim and has a reader of its own.
    String all = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = all.indexOf("\n\n");
    if (end < 0 || !all.startsWith(HEADER)) {
      return Optional.empty();
    }
    if (end < HEADER.length()) {
      return Optional.empty();
    }
    List<String> lines =
        new ArrayList<>(List.of(all.substring(HEADER.length(), end).split("\n", -1)));
    byte[] checkpoint = Arrays.copyOfRange(bytes, end + 2, bytes.length);
    byte[] extra = new byte[0];
    if (lines.getFirst().startsWith(EXTRA)) {
      Optional<byte[]> given =
          StrictBase64.decode(lines.removeFirst().substring(EXTRA.length()))
              .filter(b -> b.length > 0 && b.length <= MAX_EXTRA);
      if (given.isEmpty()) {
        return Optional.empty();
      }
      extra = given.get();
    }
    return from(extra, lines, checkpoint);
  }

  private static Optional<TlogProof> from(byte[] extra, List<String> lines, byte[] checkpoint) {
    if (lines.isEmpty()
        || !lines.getFirst().startsWith(INDEX)
        || lines.size() - 1 > MerkleTree.MAX_PROOF
        || Note.parse(checkpoint).isEmpty()) {
      return Optional.empty();
    }
    Optional<Long> index = Decimal.parse(lines.getFirst().substring(INDEX.length()));
    List<Hash> path = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      Optional<Hash> hash = Hash.parseBase64(line);
      if (hash.isEmpty()) {
        return Optional.empty();
      }
      path.add(hash.get());
    }
    return index.map(i -> new TlogProof(extra, i, path, checkpoint));
  }

  /// The text of the proof.
  public String text() {
    StringBuilder text = new StringBuilder(HEADER);
    if (extra.length > 0) {
      text.append(EXTRA).append(StrictBase64.encode(extra)).append('\n');
    }
    text.append(INDEX).append(index).append('\n');
    path.forEach(hash -> text.append(hash.base64()).append('\n'));
    return text.append('\n').append(new String(checkpoint, StandardCharsets.UTF_8)).toString();
  }

  /// Whether the log of a believed checkpoint holds this entry at this index. The caller has opened
  /// the checkpoint, usually from [#checkpoint].
  public boolean proves(byte[] entry, SignedCheckpoint c) {
    return MerkleTree.verifyInclusion(Hash.leaf(entry), index, c.size(), path, c.root());
  }

  @Override
  public byte[] extra() {
    return extra.clone();
  }

  @Override
  public byte[] checkpoint() {
    return checkpoint.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TlogProof that
        && that.index == index
        && that.path.equals(path)
        && Arrays.equals(that.extra, extra)
        && Arrays.equals(that.checkpoint, checkpoint);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(index) + Arrays.hashCode(checkpoint);
  }

  @Override
  public String toString() {
    return "TlogProof[index=" + index + ", path=" + path.size() + "]";
  }
}
