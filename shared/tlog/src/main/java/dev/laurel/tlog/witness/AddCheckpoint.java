package dev.laurel.tlog.witness;

import dev.laurel.tlog.Decimal;
import dev.laurel.tlog.Hash;
import dev.laurel.tlog.MerkleTree;
import dev.laurel.tlog.Note;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The body of `POST <prefix>/add-checkpoint` (C2SP tlog-witness): the size that the witness is
/// believed to have, the consistency proof from there, and the checkpoint as published.
@SuppressWarnings("ArrayRecordComponent") // cloned in and out
public record AddCheckpoint(long oldSize, List<Hash> proof, byte[] checkpoint) {
  private static final String OLD = "old ";

  /// Longest body read: a note and 63 lines of 45 bytes.
  public static final int MAX_BYTES = Note.MAX_BYTES + 4 * 1024;

  public AddCheckpoint {
    proof = List.copyOf(proof);
    checkpoint = checkpoint.clone();
    if (oldSize < 0 || proof.size() > MerkleTree.MAX_PROOF) {
      throw new IllegalArgumentException("no message to a witness");
    }
  }

  /// The message in bytes from outside, or empty where it is malformed. The checkpoint is not
  /// looked at.
  public static Optional<AddCheckpoint> parse(byte[] body) {
    if (body.length > MAX_BYTES) {
      return Optional.empty();
    }
    // Latin-1 keeps each byte: the checkpoint is taken verbatim.
    String all = new String(body, StandardCharsets.ISO_8859_1);
    int end = all.indexOf("\n\n");
    if (end < 0 || !all.startsWith(OLD)) {
      return Optional.empty();
    }
    String[] lines = all.substring(0, end).split("\n", -1);
    Optional<Long> oldSize = Decimal.parse(lines[0].substring(OLD.length()));
    List<Hash> proof = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      Hash.parseBase64(lines[i]).ifPresent(proof::add);
    }
    if (oldSize.isEmpty()
        || proof.size() != lines.length - 1
        || lines.length > 1 + MerkleTree.MAX_PROOF) {
      return Optional.empty();
    }
    byte[] checkpoint = Arrays.copyOfRange(body, end + 2, body.length);
    return Optional.of(new AddCheckpoint(oldSize.get(), proof, checkpoint));
  }

  /// The text of the body.
  public String text() {
    StringBuilder text = new StringBuilder(OLD).append(oldSize).append('\n');
    proof.forEach(hash -> text.append(hash.base64()).append('\n'));
    return text.append('\n').append(new String(checkpoint, StandardCharsets.UTF_8)).toString();
  }

  @Override
  public byte[] checkpoint() {
    return checkpoint.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AddCheckpoint that
        && that.oldSize == oldSize
        && that.proof.equals(proof)
        && Arrays.equals(that.checkpoint, checkpoint);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(oldSize) + Arrays.hashCode(checkpoint);
  }

  @Override
  public String toString() {
    return "AddCheckpoint[old=" + oldSize + ", proof=" + proof.size() + "]";
  }
}
