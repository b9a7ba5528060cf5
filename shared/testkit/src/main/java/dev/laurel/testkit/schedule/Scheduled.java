package dev.laurel.testkit.schedule;

import dev.laurel.storage.StoreUnavailable;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// What a decorator of a port calls: the places where a schedule decides. Outside the tasks of a
/// schedule (while a scenario is made, at its end, in other tests) every call simply happens.
public final class Scheduled {
  /// Calls of the storage ports that change nothing: dying before or after one is the same.
  private static final Set<String> READS = Set.of("get", "query", "queryIndex", "open", "list");

  private Scheduled() {}

  /// One call of a port that throws [StoreUnavailable] when it does not answer. Names of the
  /// storage ports' reading calls are known as such; everything else may have an effect.
  public static <T> T call(String name, Supplier<T> effect) {
    return call(name, READS.contains(name), effect, Scheduled::unavailable);
  }

  /// One call of a port whose failure is `lost`, made from a text that names the call.
  public static <T> T call(
      String name, Supplier<T> effect, Function<String, ? extends RuntimeException> lost) {
    return call(name, false, effect, lost);
  }

  /// A way that the world takes, of `options` ones: 0, the usual one, outside a schedule. Every
  /// other way is a fault of the schedule's budget.
  public static int choose(String what, int options) {
    Turns.Task task = Turns.CURRENT.get();
    return task == null ? 0 : task.choose(what, options);
  }

  private static <T> T call(
      String name,
      boolean read,
      Supplier<T> effect,
      Function<String, ? extends RuntimeException> lost) {
    Turns.Task task = Turns.CURRENT.get();
    return task == null ? effect.get() : task.call(name, read, effect, lost);
  }

  private static StoreUnavailable unavailable(String text) {
    return new StoreUnavailable(text, new IllegalStateException(text));
  }
}
