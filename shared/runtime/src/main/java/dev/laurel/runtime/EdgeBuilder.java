package dev.laurel.runtime;

import dev.laurel.storage.ItemKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Collects what one function answers to. Everything is optional: without routes every request is
/// 404, without runners and sweeps the other events do nothing.
public final class EdgeBuilder {
  private final String function;
  Router router = Router.builder().build();
  ApiKeyLookup keys = ApiKeyLookup.none();
  String operatorKeyHash = "";
  final List<MessageRunner> runners = new ArrayList<>();
  final List<Sweep> sweeps = new ArrayList<>();
  final List<Changes> changes = new ArrayList<>();
  final Map<String, Runnable> operations = new HashMap<>();
  final Map<String, Integer> bodyLimits = new HashMap<>();
  final Set<Class<? extends RuntimeException>> unavailable = new HashSet<>();
  LongSupplier nanos = System::nanoTime;
  private Optional<Log> log = Optional.empty();

  /// Who hears of which rows of the log's table.
  record Changes(String partitionPrefix, Consumer<List<ItemKey>> listener) {}

  EdgeBuilder(String function) {
    this.function = function;
  }

  public EdgeBuilder router(Router routes) {
    this.router = routes;
    return this;
  }

  /// Where API keys are found.
  public EdgeBuilder keys(ApiKeyLookup lookup) {
    this.keys = lookup;
    return this;
  }

  /// SHA-256 in lower-case hex of the operator's whole key; "" where there is none.
  public EdgeBuilder operatorKeyHash(String sha256Hex) {
    this.operatorKeyHash = sha256Hex;
    return this;
  }

  /// Consumes messages of the runner's topic, from the stream and from the sweep.
  public EdgeBuilder messages(MessageRunner runner) {
    runners.add(runner);
    return this;
  }

  /// Runs with the schedule, after the messages.
  public EdgeBuilder sweep(Sweep sweep) {
    sweeps.add(sweep);
    return this;
  }

  /// Hears of changed rows of [dev.laurel.storage.Table#LOG] whose partition begins so, the keys of
  /// one batch of its stream at once and each once; which changes come, the template's filter says.
  /// [dev.laurel.storage.StoreUnavailable] fails the batch from the first of these records on; any
  /// other exception is written down, and the records count as taken.
  public EdgeBuilder changes(String partitionPrefix, Consumer<List<ItemKey>> listener) {
    changes.add(new Changes(partitionPrefix, listener));
    return this;
  }

  /// Runs for the event `{"laurel":"<name>"}`, which an operator sends by hand. What it throws
  /// fails the invocation.
  public EdgeBuilder operation(String name, Runnable work) {
    if (name.equals(Deliveries.SWEEP) || operations.putIfAbsent(name, work) != null) {
      throw new IllegalArgumentException("taken: " + name);
    }
    return this;
  }

  /// The largest body of one route in place of [Edge#MAX_BODY_BYTES]. Lambda itself takes 6 MB with
  /// base64, which is 4.4 MB of bytes.
  public EdgeBuilder maxBodyBytes(String routeKey, int bytes) {
    bodyLimits.put(routeKey, bytes);
    return this;
  }

  /// Exceptions that mean, as [dev.laurel.storage.StoreUnavailable] does, that a repetition may
  /// help: answered 503.
  public EdgeBuilder unavailable(Class<? extends RuntimeException> type) {
    unavailable.add(type);
    return this;
  }

  /// The source of durations, in nanoseconds.
  public EdgeBuilder nanos(LongSupplier source) {
    this.nanos = source;
    return this;
  }

  /// Where log lines go; standard output unless given.
  public EdgeBuilder log(Log lines) {
    this.log = Optional.of(lines);
    return this;
  }

  public Edge build() {
    return new Edge(this);
  }

  Log log() {
    return log.orElseGet(() -> Log.standard(function));
  }
}
