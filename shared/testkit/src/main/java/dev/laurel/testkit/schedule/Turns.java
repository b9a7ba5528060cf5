package dev.laurel.testkit.schedule;

import dev.laurel.storage.StoreUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One run of a scenario: its tasks take turns, exactly one at a time, as the chooser says.
final class Turns {
  static final ThreadLocal<Turns.@Nullable Task> CURRENT = new ThreadLocal<>();

  /// A task that calls ports this often goes round in circles.
  private static final int MOST_CALLS = 200_000;

  /// A run takes milliseconds; one that takes a minute waits for a lock that a waiting task holds.
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Chooser chooser;
  private final List<Task> tasks = new ArrayList<>();
  private final List<String> trace = new ArrayList<>();
  private final Thread tester = Thread.currentThread();
  private int preemptions;
  private int faults;
  private int calls;
  private @Nullable Throwable failure;
  private volatile boolean over;

  Turns(Chooser chooser, int preemptions, int faults) {
    this.chooser = chooser;
    this.preemptions = preemptions;
    this.faults = faults;
  }

  int calls() {
    return calls;
  }

  /// The calls so far, one a line.
  String trace() {
    return String.join("\n", trace);
  }

  /// Runs all tasks to their ends; throws what the first failing one threw.
  void run(List<Runnable> work) throws Throwable {
    for (Runnable one : work) {
      tasks.add(new Task(tasks.size() + 1, one));
    }
    tasks.forEach(task -> task.thread.start());
    next().wake();
    long deadline = System.nanoTime() + MOST_NANOS;
    while (!over) {
      LockSupport.parkNanos(this, MOST_NANOS);
      if (!over && System.nanoTime() > deadline) {
        throw new IllegalStateException("stuck: a task waits for a lock of a task that waits");
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private Task next() {
    List<Task> ready = tasks.stream().filter(task -> !task.ended).toList();
    boolean free = ready.size() > 1 && failure == null;
    return ready.get(free ? chooser.choose(Chooser.Kind.NEXT, ready.size()) : 0);
  }

  /// What becomes of a call.
  private enum Fate {
    WORKS,
    ANSWER_LOST,
    DIES_BEFORE,
    DIES_AFTER
  }

  private static final List<Fate> OF_READS =
      List.of(Fate.WORKS, Fate.ANSWER_LOST, Fate.DIES_BEFORE);
  private static final List<Fate> OF_WRITES = List.of(Fate.values());
  private static final List<Fate> OF_SPARED = List.of(Fate.WORKS);

  /// One task and its thread.
  final class Task {
    private final int number;
    private final Thread thread;
    private volatile boolean turn;
    private boolean ended;
    private boolean dead;
    // To wait before its first call is to begin later, which is free.
    private boolean begun;

    Task(int number, Runnable work) {
      this.number = number;
      this.thread = Thread.ofVirtual().name("task " + number).unstarted(() -> live(work));
    }

    <T> T call(
        String name,
        boolean read,
        Supplier<T> effect,
        Function<String, ? extends RuntimeException> lost) {
      alive();
      if (begun) {
        giveWay();
      }
      begun = true;
      if (++calls > MOST_CALLS) {
        fail(new IllegalStateException("no end after " + MOST_CALLS + " calls"));
      }
      Fate fate = fate(read);
      trace.add(number + " " + name + (fate == Fate.WORKS ? "" : " " + fate));
      return switch (fate) {
        case WORKS -> effect.get();
        case ANSWER_LOST -> {
          var _ = effect.get();
          throw lost.apply("answer lost: " + name);
        }
        case DIES_BEFORE -> throw die("died before " + name);
        case DIES_AFTER -> {
          var _ = effect.get();
          throw die("died after " + name);
        }
      };
    }

    int choose(String what, int options) {
      alive();
      if (faults == 0 || options < 2) {
        return 0;
      }
      int way = chooser.choose(Chooser.Kind.FATE, options);
      if (way > 0) {
        faults--;
        trace.add(number + " " + what + " way " + way);
      }
      return way;
    }

    private Fate fate(boolean read) {
      List<Fate> fates = faults == 0 ? OF_SPARED : read ? OF_READS : OF_WRITES;
      Fate fate =
          fates.size() == 1
              ? Fate.WORKS
              : fates.get(chooser.choose(Chooser.Kind.FATE, fates.size()));
      if (fate != Fate.WORKS) {
        faults--;
      }
      return fate;
    }

    /// Lets another task go on, if the chooser says so, until it is this one's turn again.
    private void giveWay() {
      List<Task> others = tasks.stream().filter(task -> task != this && !task.ended).toList();
      if (preemptions == 0 || others.isEmpty()) {
        return;
      }
      int way = chooser.choose(Chooser.Kind.TURN, others.size() + 1);
      if (way > 0) {
        preemptions--;
        others.get(way - 1).wake();
        await();
      }
      alive();
    }

    private void alive() {
      if (dead || failure != null) {
        throw die("a dead task goes on");
      }
    }

    private Died die(String text) {
      dead = true;
      return new Died(text);
    }

    private void fail(Throwable why) {
      if (failure == null) {
        failure = why;
      }
    }

    private void live(Runnable work) {
      CURRENT.set(this);
      await();
      try {
        if (failure == null) {
          work.run();
        }
      } catch (Died | StoreUnavailable brokenOff) {
        trace.add(number + " ends: " + brokenOff.getMessage());
      } catch (Throwable thrown) {
        fail(thrown);
      } finally {
        CURRENT.remove();
        ended = true;
        passOn();
      }
    }

    private void passOn() {
      try {
        if (tasks.stream().allMatch(task -> task.ended)) {
          end();
        } else {
          next().wake();
        }
      } catch (IllegalStateException undetermined) {
        fail(undetermined);
        end();
      }
    }

    private void end() {
      over = true;
      LockSupport.unpark(tester);
    }

    private void wake() {
      turn = true;
      LockSupport.unpark(thread);
    }

    private void await() {
      while (!turn) {
        LockSupport.park(this);
      }
      turn = false;
    }
  }
}
