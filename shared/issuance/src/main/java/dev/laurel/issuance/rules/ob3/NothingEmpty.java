package dev.laurel.issuance.rules.ob3;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import java.util.ArrayList;
import java.util.List;

/// Nothing is null and no array is empty: what is not there is left out. OB 3.0 Serialization
/// (JSON): null values and empty arrays MUST be omitted.
public final class NothingEmpty implements Rule {
  private static final String ID = "ob3/nothing-empty";

  @Override
  public List<Finding> check(Candidate document) {
    List<Finding> findings = new ArrayList<>();
    document.each((pointer, node) -> {
      if (node.isNull() || (node.isArray() && node.isEmpty())) {
        findings.add(new Finding(ID, pointer, "must be left out where it is null or empty"));
      }
    });
    return findings;
  }
}
