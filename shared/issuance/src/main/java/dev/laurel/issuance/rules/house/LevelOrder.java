package dev.laurel.issuance.rules.house;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The levels of a criterion say their own order, and points follow it: `level` counts up from 1,
/// `points` never falls.
///
/// A canonical graph keeps no order of the array (RDF sets), so the order that a reader sees is
/// only signed if the levels carry it themselves.
public final class LevelOrder implements Rule {
  private static final String ID = "house/level-order";

  @Override
  public List<Finding> check(Candidate document) {
    List<Finding> findings = new ArrayList<>();
    document.each(
        "rubricCriterionLevel",
        (pointer, levels) -> {
          long points = Long.MIN_VALUE;
          for (int i = 0; i < levels.size(); i++) {
            JsonNode level = levels.get(i);
            String at = pointer + "/" + i;
            if (!level.path("level").stringValue("").equals(Integer.toString(i + 1))) {
              findings.add(new Finding(ID, at + "/level", "must be " + (i + 1) + " as a string"));
            }
            String own = level.path("points").stringValue("");
            if (!own.matches("-?[0-9]{1,9}")) {
              findings.add(new Finding(ID, at + "/points", "must be an integer as a string"));
            } else if (Long.parseLong(own) < points) {
              findings.add(
                  new Finding(ID, at + "/points", "must not be less than the level below"));
            } else {
              points = Long.parseLong(own);
            }
          }
        });
    return findings;
  }
}
