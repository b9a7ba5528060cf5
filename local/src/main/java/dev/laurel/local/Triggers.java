package dev.laurel.local;

import dev.laurel.json.Json;
import dev.laurel.local.gateway.EventFunction;
import dev.laurel.local.template.FunctionSpec;
import dev.laurel.local.template.StreamSpec;
import dev.laurel.local.template.TemplateFile;
import dev.laurel.runtime.OutboxEvent;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Feeds functions what is not a request: records of the tables' streams, filtered as template.yaml
/// says, and the scheduled sweep.
public final class Triggers implements AutoCloseable {
  /// How often the sweep runs here. Once a minute in the cloud; a person at a laptop waits less.
  public static final Duration SWEEP_EVERY = Duration.ofSeconds(5);

  /// Records waiting per trigger. What does not fit is dropped: the sweep finds it.
  static final int MAX_WAITING = 10_000;

  /// From this batch size on a function wants what is there at once, and one batch after the other.
  static final int TOGETHER = 100;

  /// Records at once where each comes alone: more than one, so that a slow mail does not hold up
  /// the next.
  private static final int WORKERS = 2;

  /// Sweeps at once: a long batch of the sequencer does not hold up the others.
  private static final int SWEEPS = 2;

  /// How long a stop waits for work that has begun: the longest run of a function.
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final List<Listener> listeners = new ArrayList<>();
  private final ScheduledExecutorService schedule = Executors.newScheduledThreadPool(SWEEPS);
  private final AtomicLong sequence = new AtomicLong();
  private final Consumer<String> log;

  /// One trigger: what waits for it, and who takes it there.
  private final class Listener {
    private final StreamSpec spec;
    private final EventFunction function;
    private final int atOnce;
    private final BlockingQueue<ItemKey> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final ThreadPoolExecutor workers;

    Listener(String name, StreamSpec spec, EventFunction function) {
      this.spec = spec;
      this.function = function;
      boolean together = spec.batchSize() >= TOGETHER;
      this.atOnce = together ? spec.batchSize() : 1;
      int threads = together ? 1 : WORKERS;
      // One turn waiting is enough: it will find whatever came before it began.
      this.workers =
          new ThreadPoolExecutor(
              threads,
              threads,
              1,
              TimeUnit.MINUTES,
              new ArrayBlockingQueue<>(threads),
              Thread.ofVirtual().name("stream-" + name + "-", 0).factory(),
              new ThreadPoolExecutor.DiscardPolicy());
    }

    void offer(ItemKey key) {
      if (!waiting.offer(key)) {
        log.accept(Json.write(Map.of("event", "stream-full", "topic", spec.prefix())));
      }
      workers.execute(this::drain);
    }

    private void drain() {
      List<ItemKey> batch = new ArrayList<>();
      while (!workers.isShutdown() && waiting.drainTo(batch, atOnce) > 0) {
        invoke(function, OutboxEvent.changes(spec.eventName(), batch));
        batch.clear();
      }
    }
  }

  /// Triggers of the template's functions; nothing runs before [#start].
  public Triggers(
      TemplateFile template, Map<String, EventFunction> functions, Consumer<String> log) {
    this.log = log;
    for (FunctionSpec spec : template.functions()) {
      EventFunction function = functions.get(spec.name());
      if (function != null) {
        spec.streams().forEach(s -> listeners.add(new Listener(spec.name(), s, function)));
      }
    }
  }

  /// Begins the schedules; the first sweep comes at once and takes up what an earlier run left.
  public void start(TemplateFile template, Map<String, EventFunction> functions, Duration every) {
    for (FunctionSpec spec : template.functions()) {
      EventFunction function = functions.get(spec.name());
      if (spec.scheduled() && function != null) {
        byte[] event = OutboxEvent.sweep();
        var _ =
            schedule.scheduleWithFixedDelay(
                () -> invoke(function, event), 0, every.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  /// Housekeeping of the stores, which in the cloud they do themselves.
  public void everyMinute(Runnable work) {
    var _ =
        schedule.scheduleWithFixedDelay(
            () -> {
              try {
                work.run();
              } catch (RuntimeException e) {
                String name = e.getClass().getName();
                log.accept(Json.write(Map.of("event", "housekeeping-failed", "exception", name)));
              }
            },
            1,
            1,
            TimeUnit.MINUTES);
  }

  /// Delivers a change of a table to whoever listens for it.
  public void changed(Table table, boolean inserted, ItemKey key) {
    for (Listener listener : listeners) {
      if (listener.spec.takes(inserted, key)) {
        listener.offer(key);
      }
    }
  }

  /// Takes no new work and waits for what has begun.
  @Override
  public void close() {
    schedule.shutdown();
    listeners.forEach(listener -> listener.workers.shutdown());
    try {
      boolean ended = schedule.awaitTermination(GRACE.toSeconds(), TimeUnit.SECONDS);
      for (Listener listener : listeners) {
        ended &= listener.workers.awaitTermination(GRACE.toSeconds(), TimeUnit.SECONDS);
      }
      if (!ended) {
        log.accept(Json.write(Map.of("event", "stopped-while-working")));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void invoke(EventFunction function, byte[] event) {
    try {
      byte[] _ = function.handle(event, "local-" + sequence.incrementAndGet());
    } catch (RuntimeException e) {
      // As on Lambda, a failed invocation is only counted; the sweep comes again.
      log.accept(
          Json.write(Map.of("event", "invocation-failed", "exception", e.getClass().getName())));
    }
  }
}
