package dev.laurel.tlog.check;

import java.util.List;

/// What a check of a log looked at and found.
///
/// @param size the checkpoint's; 0 where none could be read
/// @param root the checkpoint's in hexadecimal; empty where none could be read
/// @param checked what was checked, a sentence each
/// @param faults what is wrong, in the order of finding; at most [#MAX_FAULTS]
public record Report(long size, String root, List<String> checked, List<Fault> faults) {
  /// Most faults told: a checkpoint that lies about its size would bring one per missing file, so
  /// that many end the check.
  public static final int MAX_FAULTS = 1_000;

  public Report {
    checked = List.copyOf(checked);
    faults = List.copyOf(faults);
  }

  /// Whether nothing is wrong.
  public boolean passed() {
    return faults.isEmpty();
  }
}
