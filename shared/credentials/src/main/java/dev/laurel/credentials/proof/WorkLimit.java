package dev.laurel.credentials.proof;

import com.apicatalog.rdf.canon.RdfCanonTicker;
import dev.laurel.credentials.proof.Canonicalization.Reason;

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

  private static void count(int used, int limit) {
    if (used > limit) {
      throw new Objection(Reason.RESOURCE_LIMIT, "its graph takes too much work", "");
    }
  }
}
