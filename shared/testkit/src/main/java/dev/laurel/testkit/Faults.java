package dev.laurel.testkit;

import dev.laurel.storage.StoreUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// A plan of failures over the counted calls of one or several ports: call 1 is the first one after
/// construction or [#reset]. Share one between the decorators of all ports of a world, and the
/// calls are counted through. Safe for any number of threads.
public final class Faults {
  private enum When {
    BEFORE,
    AFTER
  }

  private final List<String> names = new ArrayList<>();
  private When when = When.BEFORE;
  private int first = Integer.MAX_VALUE;
  private int last = 0;

  /// Call `n` fails before it has any effect; later ones work.
  public Faults before(int n) {
    return plan(When.BEFORE, n, n);
  }

  /// Call `n` has its effect, but its answer is lost; later ones work.
  public Faults after(int n) {
    return plan(When.AFTER, n, n);
  }

  /// Calls `n` to `n + times - 1` fail before they have any effect.
  public Faults before(int n, int times) {
    return plan(When.BEFORE, n, n + times - 1);
  }

  /// The process dies before call `n`: it and every later call fails without effect.
  public Faults dieBefore(int n) {
    return plan(When.BEFORE, n, Integer.MAX_VALUE);
  }

  /// The process dies after call `n`: that one has its effect, its answer is lost, and every later
  /// call fails without effect.
  public Faults dieAfter(int n) {
    return plan(When.AFTER, n, Integer.MAX_VALUE);
  }

  /// Forgets plan and count.
  public synchronized Faults reset() {
    names.clear();
    return plan(When.BEFORE, Integer.MAX_VALUE, 0);
  }

  /// Calls counted so far, failed ones included.
  public synchronized int calls() {
    return names.size();
  }

  /// Calls counted so far under one of the names (`get`, `query`, `write`, `putIfAbsent`, ...).
  public synchronized long calls(String... which) {
    Set<String> wanted = Set.of(which);
    return names.stream().filter(wanted::contains).count();
  }

  /// The names of all calls so far, in order.
  public synchronized List<String> names() {
    return List.copyOf(names);
  }

  /// Counts one call of a port and lets it happen or fail as planned.
  public <T> T call(String name, Supplier<T> effect) {
    int n;
    boolean fails;
    boolean happens;
    synchronized (this) {
      names.add(name);
      n = names.size();
      fails = n >= first && n <= last;
      happens = !fails || (when == When.AFTER && n == first);
    }
    if (!happens) {
      throw unavailable("before", n, name);
    }
    T answer = effect.get();
    if (fails) {
      throw unavailable("after", n, name);
    }
    return answer;
  }

  private static StoreUnavailable unavailable(String when, int n, String name) {
    String text = "planned fault " + when + " call " + n + " (" + name + ")";
    return new StoreUnavailable(text, new IllegalStateException(text));
  }

  private synchronized Faults plan(When newWhen, int from, int to) {
    when = newWhen;
    first = from;
    last = to;
    return this;
  }
}
