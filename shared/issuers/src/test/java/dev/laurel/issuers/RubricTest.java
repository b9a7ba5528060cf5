package dev.laurel.issuers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RubricTest {
  private static List<String> pointers(List<Criterion> criteria, PassRule rule) {
    return Rubric.faults(criteria, rule).stream().map(Rubric.Fault::pointer).toList();
  }

  private static Criterion criterion(String id, Level... levels) {
    return new Criterion(id, "Name", "", List.of(levels));
  }

  private static Level level(String id, int points) {
    return new Level(id, "Name", "", points);
  }

  @Test
  void faults_soundRubric_hasNone() {
    assertThat(Rubric.faults(Samples.CRITERIA, Samples.RULE)).isEmpty();
    assertThat(Samples.RUBRIC.maximumPoints()).isEqualTo(10);
    assertThat(Samples.CRITERIA.getFirst().rank("high")).isEqualTo(1);
    assertThat(Samples.CRITERIA.getFirst().rank("none")).isEqualTo(-1);
  }

  @Test
  void faults_equalPoints_areFine() {
    List<Criterion> criteria = List.of(criterion("c", level("a", 2), level("b", 2)));
    assertThat(pointers(criteria, new PassRule(2, Map.of(), 0))).isEmpty();
  }

  @Test
  void faults_descendingPoints_nameTheLevel() {
    List<Criterion> criteria = List.of(criterion("c", level("a", 2), level("b", 1), level("d", 3)));
    assertThat(pointers(criteria, new PassRule(0, Map.of(), 0)))
        .containsExactly("/criteria/0/levels/1/points");
  }

  @Test
  void faults_tooFewOrTooMany_areNamed() {
    assertThat(pointers(List.of(), new PassRule(0, Map.of(), 0))).containsExactly("/criteria");
    assertThat(pointers(List.of(criterion("c", level("a", 1))), new PassRule(0, Map.of(), 0)))
        .containsExactly("/criteria/0/levels");
    List<Criterion> many = new ArrayList<>();
    for (int i = 0; i <= Rubric.MAX_CRITERIA; i++) {
      many.add(criterion("c" + i, level("a", 0), level("b", 1)));
    }
    assertThat(pointers(many, new PassRule(0, Map.of(), 0))).containsExactly("/criteria");
    Level[] levels =
        Collections.nCopies(Rubric.MAX_LEVELS + 1, level("a", 1)).toArray(Level[]::new);
    assertThat(pointers(List.of(criterion("c", levels)), new PassRule(0, Map.of(), 0)))
        .contains("/criteria/0/levels");
  }

  @Test
  void faults_idsThatAreNoneOrTwice_areNamed() {
    List<Criterion> criteria =
        List.of(
            criterion("c", level("A b", 0), level("b", 1)),
            criterion("c", level("a", 0), level("a", 1)));
    assertThat(pointers(criteria, new PassRule(0, Map.of(), 0)))
        .containsExactly("/criteria/0/levels/0/id", "/criteria/1/id", "/criteria/1/levels/1/id");
  }

  @Test
  void faults_ruleBeyondReach_isNamed() {
    assertThat(pointers(Samples.CRITERIA, new PassRule(11, Map.of(), 0)))
        .containsExactly("/passRule/minimumPoints");
    assertThat(pointers(Samples.CRITERIA, new PassRule(0, Map.of("code", "none"), 0)))
        .containsExactly("/passRule/requiredLevels");
    assertThat(pointers(Samples.CRITERIA, new PassRule(0, Map.of("none", "high"), -1)))
        .containsExactly("/passRule/resubmissions", "/passRule/requiredLevels");
  }

  @Test
  void rubric_unsound_doesNotExist() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rubric(Samples.CRITERIA, new PassRule(11, Map.of(), 0)))
        .withMessageContaining("minimumPoints");
  }

  @Test
  void pointless_ruleThatEveryGradeMeets_isNamed() {
    for (PassRule rule :
        List.of(new PassRule(0, Map.of(), 0), new PassRule(0, Map.of("code", "low"), 0))) {
      assertThat(Rubric.pointless(Samples.CRITERIA, rule))
          .extracting(Rubric.Fault::pointer)
          .containsExactly("/passRule/minimumPoints");
    }
    for (PassRule rule :
        List.of(new PassRule(1, Map.of(), 0), new PassRule(0, Map.of("code", "high"), 0))) {
      assertThat(Rubric.pointless(Samples.CRITERIA, rule)).isEmpty();
    }
  }
}
