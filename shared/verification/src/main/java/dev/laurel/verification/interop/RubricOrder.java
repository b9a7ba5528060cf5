package dev.laurel.verification.interop;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The order of rubric levels is not signed: RDF 1.1 knows no order but that of lists, and
/// `rubricCriterionLevel` is none. Without distinct points, readers may show the levels in any.
final class RubricOrder implements Rule {
  @Override
  public List<Advice> look(Patient patient) {
    List<Advice> advice = new ArrayList<>();
    for (Patient.Place achievement : patient.achievements()) {
      for (Patient.Place result :
          Patient.all(achievement.node(), "resultDescription", achievement.pointer())) {
        List<Patient.Place> levels =
            Patient.all(result.node(), "rubricCriterionLevel", result.pointer());
        Set<String> points = new HashSet<>();
        levels.forEach(level -> points.add(Patient.text(level.node(), "points").orElse("")));
        if (levels.size() > 1 && (points.size() < levels.size() || points.contains(""))) {
          advice.add(
              new Advice(
                  Reader.W3C,
                  "rubric-order",
                  result.pointer() + "/rubricCriterionLevel",
                  "Give each level its points, all different: the order of levels is not signed."));
        }
      }
    }
    return advice;
  }
}
