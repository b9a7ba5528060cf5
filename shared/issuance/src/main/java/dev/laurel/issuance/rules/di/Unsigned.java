package dev.laurel.issuance.rules.di;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import java.util.List;

/// A document that is to be signed carries no proof yet: ours would not cover it, and whoever reads
/// both would take it for ours.
///
/// VC Data Integrity 4.2 (Add Proof): the unsecured document has no proof; sets are made of our own
/// proofs alone.
public final class Unsigned implements Rule {
  private static final String ID = "di/unsigned";

  @Override
  public List<Finding> check(Candidate document) {
    return document.tree().has("proof")
        ? List.of(new Finding(ID, "/proof", "a document that is to be signed has no proof"))
        : List.of();
  }
}
