package dev.laurel.testkit.schedule;

import java.util.ArrayList;
import java.util.List;

/// A chooser that repeats a prefix and then takes the first way everywhere; with [#next] it walks
/// the tree of all ways depth first.
final class Enumerated implements Chooser {
  private final List<Integer> prefix;
  private final List<Integer> taken = new ArrayList<>();
  private final List<Integer> options = new ArrayList<>();

  Enumerated(List<Integer> prefix) {
    this.prefix = prefix;
  }

  @Override
  public int choose(Kind kind, int ways) {
    int at = taken.size();
    int way = at < prefix.size() ? prefix.get(at) : 0;
    if (way >= ways) {
      throw new IllegalStateException(
          "the scenario is not deterministic: decision " + at + " now has " + ways + " ways");
    }
    taken.add(way);
    options.add(ways);
    return way;
  }

  @Override
  public List<Integer> taken() {
    return taken;
  }

  /// The prefix after this one in the walk; empty when every way was taken.
  List<Integer> next() {
    if (taken.size() < prefix.size()) {
      throw new IllegalStateException("the scenario is not deterministic: it ended early");
    }
    for (int i = taken.size() - 1; i >= 0; i--) {
      if (taken.get(i) + 1 < options.get(i)) {
        List<Integer> next = new ArrayList<>(taken.subList(0, i));
        next.add(taken.get(i) + 1);
        return next;
      }
    }
    return List.of();
  }
}
