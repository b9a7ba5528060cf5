package dev.laurel.tlog.check;

import java.util.ArrayList;
import java.util.List;

/// Collects what a check looked at and found.
final class Findings {
  private final List<String> checked = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();

  void checked(String sentence) {
    checked.add(sentence);
  }

  void fault(String where, String what) {
    if (!full()) {
      faults.add(new Fault(where, what));
    }
  }

  boolean full() {
    return faults.size() >= Report.MAX_FAULTS;
  }

  Report report(long size, String root) {
    return new Report(size, root, checked, faults);
  }
}
