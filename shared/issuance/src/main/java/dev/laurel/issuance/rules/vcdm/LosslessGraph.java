package dev.laurel.issuance.rules.vcdm;

import dev.laurel.credentials.proof.Canonicalization;
import dev.laurel.issuance.rules.Finding;

/// Everything that the document says is in the graph that is signed: no term that a context does
/// not define, no unknown context, no relative reference, nothing that would vanish.
///
/// VC Data Integrity, Securing Data Losslessly. Not a [dev.laurel.issuance.rules.Rule]: it is found
/// while the document is hashed, which is dear and done once.
public final class LosslessGraph {
  private static final String ID = "vcdm/lossless-graph";

  private LosslessGraph() {}

  /// The finding of a document that has no canonical form.
  public static Finding finding(Canonicalization.Refused refused) {
    return new Finding(ID, refused.pointer(), refused.detail());
  }
}
