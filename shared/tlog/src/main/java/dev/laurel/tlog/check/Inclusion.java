package dev.laurel.tlog.check;

import dev.laurel.tlog.entry.Commitment;
import java.util.Arrays;

/// A credential that a log should hold: its commitment, recomputed from the document and the salt,
/// and the proof that came with it.
///
/// @param commit the 32 bytes of [Commitment#of]
/// @param proof the file in tlog-proof format; empty to look for the entry alone
@SuppressWarnings("ArrayRecordComponent") // cloned in and out
public record Inclusion(byte[] commit, byte[] proof) {
  public Inclusion {
    commit = commit.clone();
    proof = proof.clone();
    if (commit.length != Commitment.LENGTH) {
      throw new IllegalArgumentException("a commitment has " + Commitment.LENGTH + " bytes");
    }
  }

  @Override
  public byte[] commit() {
    return commit.clone();
  }

  @Override
  public byte[] proof() {
    return proof.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Inclusion that
        && Arrays.equals(that.commit, commit)
        && Arrays.equals(that.proof, proof);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(commit);
  }

  @Override
  public String toString() {
    return "Inclusion";
  }
}
