package dev.laurel.tlog.sequencing;

import dev.laurel.storage.ItemReader;

/// Stands in for the sequencer where only a signer is tested: in tests alone can this package be
/// entered.
public final class Committed {
  private Committed() {}

  public static CommittedHead head(ItemReader items, String origin) {
    return CommittedHead.read(items, origin);
  }
}
