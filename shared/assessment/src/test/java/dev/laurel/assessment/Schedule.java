package dev.laurel.assessment;

import dev.laurel.storage.AddResult;
import dev.laurel.storage.Cursor;
import dev.laurel.storage.Index;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Page;
import dev.laurel.storage.Read;
import dev.laurel.storage.SortRange;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Supplier;

/// Lets several actors run one store call at a time, in an order that a seed fixes: the same seed
/// gives the same interleaving.
final class Schedule {
  private final Random order;
  private final List<Actor> waiting = new ArrayList<>();
  private int running;

  Schedule(long seed) {
    this.order = new Random(seed);
  }

  private static final class Actor {
    boolean mayGo;
  }

  /// Runs all actors, each with a store of its own over the given one, to their ends.
  <T> List<T> run(ItemStore store, List<Function<ItemStore, T>> actors) {
    List<FutureTask<T>> tasks = new ArrayList<>();
    synchronized (this) {
      running = actors.size();
    }
    for (Function<ItemStore, T> actor : actors) {
      FutureTask<T> task =
          new FutureTask<>(() -> {
            try {
              return actor.apply(new Gate(store));
            } finally {
              leave();
            }
          });
      tasks.add(task);
      Thread.ofVirtual().start(task);
    }
    List<T> answers = new ArrayList<>();
    for (FutureTask<T> task : tasks) {
      try {
        answers.add(task.get());
      } catch (InterruptedException | ExecutionException e) {
        throw new AssertionError(e);
      }
    }
    return answers;
  }

  private synchronized void leave() {
    running--;
    next();
  }

  /// Waits for its turn; the last one to wait picks whose turn it is.
  private synchronized void turn() {
    Actor me = new Actor();
    waiting.add(me);
    running--;
    next();
    while (!me.mayGo) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private void next() {
    if (running == 0 && !waiting.isEmpty()) {
      waiting.remove(order.nextInt(waiting.size())).mayGo = true;
      running++;
      notifyAll();
    }
  }

  private final class Gate implements ItemStore {
    private final ItemStore store;

    Gate(ItemStore store) {
      this.store = store;
    }

    private <T> T gated(Supplier<T> call) {
      turn();
      return call.get();
    }

    @Override
    public Optional<Item> get(ItemKey key, Read read) {
      return gated(() -> store.get(key, read));
    }

    @Override
    public Page<Item> query(
        Table table,
        String partition,
        SortRange range,
        Order order,
        int limit,
        Cursor after,
        Read read) {
      return gated(() -> store.query(table, partition, range, order, limit, after, read));
    }

    @Override
    public Page<ItemKey> queryIndex(
        Table table,
        Index index,
        String partition,
        SortRange range,
        Order order,
        int limit,
        Cursor after) {
      return gated(() -> store.queryIndex(table, index, partition, range, order, limit, after));
    }

    @Override
    public WriteResult write(List<Write> transaction) {
      return gated(() -> store.write(transaction));
    }

    @Override
    public AddResult add(ItemKey key, String counter, long delta, long ceiling, Instant expires) {
      return gated(() -> store.add(key, counter, delta, ceiling, expires));
    }
  }
}
