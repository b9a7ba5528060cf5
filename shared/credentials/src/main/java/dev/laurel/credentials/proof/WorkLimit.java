package dev.laurel.credentials.proof;

import com.apicatalog.rdf.canon.RdfCanonTicker;
import dev.laurel.credentials.proof.Canonicalization.Reason;
import java.util.HashSet;
import java.util.Set;

/// The budget of work for one document.
final class WorkLimit implements RdfCanonTicker {
  /// Most steps of the canonicalisation. A badge with 100 quads takes about 300; only graphs built
  /// to confuse (RDF Dataset Canonicalization, section 7.1) take many more.
  static final int MAX_STEPS = 100_000;

  /// Most quads. A badge has about 100, a large learner record some thousands.
  static final int MAX_QUADS = 10_000;

  /// Most scoped contexts processed anew for one document, each some 100 µs. A badge with
  /// everything needs about 40, and finds them kept the next time.
  static final int MAX_CONTEXTS = 400;

  /// Most ways to name contexts anew in credentials within a document, each some milliseconds. All
  /// endorsements of a badge have one; learner records a few, on three levels at most.
  static final int MAX_NESTED = 16;

  private final Set<Object> nested = new HashSet<>();
  private int steps;
  private int quads;
  private int contexts;

  @Override
  public void tick() {
    count(++steps, MAX_STEPS);
  }

  void quad() {
    count(++quads, MAX_QUADS);
  }

  void context() {
    count(++contexts, MAX_CONTEXTS);
  }

  /// Counts where contexts are named anew: from what is in force, by which URLs.
  void nested(Object step) {
    if (nested.add(step)) {
      count(nested.size(), MAX_NESTED);
    }
  }

  private static void count(int used, int limit) {
    if (used > limit) {
      throw new Objection(Reason.RESOURCE_LIMIT, "its graph takes too much work", "");
    }
  }
}
