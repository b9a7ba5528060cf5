package dev.laurel.runtime;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
  final Set<Class<? extends RuntimeException>> unavailable = new HashSet<>();
  LongSupplier nanos = System::nanoTime;
  private Optional<Log> log = Optional.empty();

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
