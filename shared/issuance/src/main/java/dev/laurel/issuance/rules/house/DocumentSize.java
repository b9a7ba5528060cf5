package dev.laurel.issuance.rules.house;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import java.util.List;

/// A credential stays small enough to be stored as one item, mailed, pasted and drawn as a code.
public final class DocumentSize implements Rule {
  /// Largest unsigned document. It is kept as JSON text inside an item of at most 376 KiB, where at
  /// the worst every character takes two bytes; a rich credential has 5 to 20 KiB.
  public static final int MAX_BYTES = 184 * 1024;

  private static final String ID = "house/document-size";

  @Override
  public List<Finding> check(Candidate document) {
    return document.bytes() <= MAX_BYTES
        ? List.of()
        : List.of(
            new Finding(ID, "", "at most " + MAX_BYTES + " bytes; it has " + document.bytes()));
  }
}
