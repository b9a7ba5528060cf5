package dev.laurel.runtime;

import java.util.List;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/// Work done before a memory snapshot is taken, so that restored copies start warm: load classes,
/// run code once over canned input. It must not reach the network and must leave nothing behind
/// that has to be unique (ids, salts, seeded randomness, credentials, connections).
///
/// The snapshot's registry holds it weakly: the handler keeps it in a field.
public final class Priming implements Resource {
  private final List<Runnable> steps;

  private Priming(List<Runnable> steps) {
    this.steps = steps;
  }

  /// Registers steps that run, in order, before a snapshot. Without snapshots they never run.
  public static Priming before(Runnable... steps) {
    Priming priming = new Priming(List.of(steps));
    Core.getGlobalContext().register(priming);
    return priming;
  }

  /// Runs the steps; a failing one does not stop the rest, because a cold start is only slower.
  public void run() {
    for (Runnable step : steps) {
      try {
        step.run();
      } catch (RuntimeException e) {
        Log.standard("priming").event("priming-failed", Log.failure(e));
      }
    }
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    run();
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    // Nothing unique was made, so nothing has to be renewed.
  }
}
