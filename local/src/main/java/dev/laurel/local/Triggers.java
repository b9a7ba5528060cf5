package dev.laurel.local;

import dev.laurel.json.Json;
import dev.laurel.local.gateway.EventFunction;
import dev.laurel.local.template.FunctionSpec;
import dev.laurel.local.template.TemplateFile;
import dev.laurel.runtime.OutboxEvent;
import dev.laurel.storage.ItemKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Feeds functions what is not a request: stream records of new outbox items, filtered as
/// template.yaml says, and the scheduled sweep.
public final class Triggers implements AutoCloseable {
  /// How often the sweep runs here. Once a minute in the cloud; a person at a laptop waits less.
  public static final Duration SWEEP_EVERY = Duration.ofSeconds(5);

  /// Records waiting per function. What does not fit is dropped: the sweep finds it.
  static final int MAX_WAITING = 1_000;

  /// Records at once per function: more than one, so that a slow mail does not hold up the next.
  private static final int WORKERS = 2;

  /// How long a stop waits for work that has begun: the longest run of a function.
  private static final Duration GRACE = Duration.ofSeconds(30);

  private record Listener(String prefix, EventFunction function, ThreadPoolExecutor workers) {}

  private final List<Listener> consumers = new ArrayList<>();
  private final ScheduledExecutorService schedule = Executors.newScheduledThreadPool(1);
  private final AtomicLong sequence = new AtomicLong();
  private final Consumer<String> log;

  /// Triggers of the template's functions; nothing runs before [#start].
  public Triggers(
      TemplateFile template, Map<String, EventFunction> functions, Consumer<String> log) {
    this.log = log;
    for (FunctionSpec spec : template.functions()) {
      EventFunction function = functions.get(spec.name());
      if (function == null) {
        continue;
      }
      for (String prefix : spec.streamPrefixes()) {
        ThreadPoolExecutor workers =
            new ThreadPoolExecutor(
                WORKERS,
                WORKERS,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(MAX_WAITING),
                Thread.ofVirtual().name("stream-" + spec.name() + "-", 0).factory());
        consumers.add(new Listener(prefix, function, workers));
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

  /// Delivers a new outbox item to whoever listens for its key.
  public void inserted(ItemKey key) {
    for (Listener consumer : consumers) {
      if (key.partition().startsWith(consumer.prefix())) {
        byte[] event = OutboxEvent.inserted(List.of(key));
        try {
          consumer.workers().execute(() -> invoke(consumer.function(), event));
        } catch (RejectedExecutionException e) {
          // Too many or stopping: the sweep takes it.
          log.accept(Json.write(Map.of("event", "stream-full", "topic", consumer.prefix())));
        }
      }
    }
  }

  /// Takes no new work and waits for what has begun.
  @Override
  public void close() {
    schedule.shutdown();
    consumers.forEach(consumer -> consumer.workers().shutdown());
    try {
      boolean ended = schedule.awaitTermination(GRACE.toSeconds(), TimeUnit.SECONDS);
      for (Listener consumer : consumers) {
        ended &= consumer.workers().awaitTermination(GRACE.toSeconds(), TimeUnit.SECONDS);
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
