package dev.laurel.tlog.sequencing;

import dev.laurel.tlog.Hash;
import java.util.List;

/// All that shows that an entry is in the log: its bytes, its index, the path to the root, and the
/// signed checkpoint with that root. Not yet verified: that is for whoever relies on it.
@SuppressWarnings("ArrayRecordComponent") // cloned in and out
public record LoggedProof(byte[] entry, long index, List<Hash> path, byte[] checkpoint) {
  public LoggedProof {
    entry = entry.clone();
    path = List.copyOf(path);
    checkpoint = checkpoint.clone();
  }

  @Override
  public byte[] entry() {
    return entry.clone();
  }

  @Override
  public byte[] checkpoint() {
    return checkpoint.clone();
  }
}
