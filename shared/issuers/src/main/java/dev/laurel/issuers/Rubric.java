package dev.laurel.issuers;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// How submissions are scored: criteria with levels, and the rule that decides. A rubric that
/// exists is sound ([#faults]).
public record Rubric(List<Criterion> criteria, PassRule passRule) {
  /// Most criteria: more than an assessor can hold apart; a credential names each.
  public static final int MAX_CRITERIA = 20;

  /// Fewest levels of a criterion: with one there is nothing to decide.
  public static final int MIN_LEVELS = 2;

  /// Most levels of a criterion.
  public static final int MAX_LEVELS = 10;

  /// Most points of a level; sums stay far inside an int.
  public static final int MAX_POINTS = 1_000;

  /// Most resubmissions that a rule may allow.
  public static final int MAX_RESUBMISSIONS = 20;

  private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,40}");

  /// Something that is wrong: JSON Pointer within the rubric, and what would be right.
  public record Fault(String pointer, String message) {}

  public Rubric {
    criteria = List.copyOf(criteria);
    List<Fault> faults = faults(criteria, passRule);
    if (!faults.isEmpty()) {
      Fault first = faults.getFirst();
      throw new IllegalArgumentException("rubric" + first.pointer() + ": " + first.message());
    }
  }

  /// The criterion with this id.
  public Optional<Criterion> criterion(String criterionId) {
    return criteria.stream().filter(c -> c.id().equals(criterionId)).findFirst();
  }

  /// Points of the highest levels together.
  public int maximumPoints() {
    return criteria.stream().mapToInt(Criterion::maximumPoints).sum();
  }

  /// What is wrong with these parts; empty where they make a rubric.
  public static List<Fault> faults(List<Criterion> criteria, PassRule rule) {
    List<Fault> faults = new ArrayList<>();
    if (criteria.isEmpty() || criteria.size() > MAX_CRITERIA) {
      faults.add(new Fault("/criteria", "must have 1 to " + MAX_CRITERIA + " entries"));
    }
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < criteria.size(); i++) {
      String at = "/criteria/" + i;
      id(criteria.get(i).id(), ids, at, faults);
      levels(criteria.get(i), at, faults);
    }
    rule(criteria, rule, faults);
    return List.copyOf(faults);
  }

  /// What is wrong with sound parts as something to assess by: a rule that the lowest level of
  /// every criterion already meets. Refused where rubrics are written; one that exists is still
  /// read.
  public static List<Fault> pointless(List<Criterion> criteria, PassRule rule) {
    int lowest = criteria.stream().mapToInt(c -> c.levels().getFirst().points()).sum();
    boolean asksForMore =
        rule.minimumPoints() > lowest
            || criteria.stream()
                .anyMatch(c -> {
                  String first = c.levels().getFirst().id();
                  return !rule.requiredLevels().getOrDefault(c.id(), first).equals(first);
                });
    return asksForMore
        ? List.of()
        : List.of(
            new Fault(
                "/passRule/minimumPoints",
                "must be more than "
                    + lowest
                    + ", the points of the lowest levels, unless a level above the lowest is"
                    + " required: else every grade passes"));
  }

  private static void levels(Criterion criterion, String at, List<Fault> faults) {
    List<Level> levels = criterion.levels();
    if (levels.size() < MIN_LEVELS || levels.size() > MAX_LEVELS) {
      faults.add(
          new Fault(at + "/levels", "must have " + MIN_LEVELS + " to " + MAX_LEVELS + " entries"));
    }
    Set<String> ids = new HashSet<>();
    int before = 0;
    for (int j = 0; j < levels.size(); j++) {
      Level level = levels.get(j);
      String where = at + "/levels/" + j;
      id(level.id(), ids, where, faults);
      if (level.points() < 0 || level.points() > MAX_POINTS) {
        faults.add(new Fault(where + "/points", "must be 0 to " + MAX_POINTS));
      } else if (level.points() < before) {
        faults.add(
            new Fault(
                where + "/points",
                "must not be fewer than those of the level before: levels run from lowest to"
                    + " highest"));
      }
      before = Math.max(before, level.points());
    }
  }

  private static void rule(List<Criterion> criteria, PassRule rule, List<Fault> faults) {
    int maximum = criteria.stream().mapToInt(Criterion::maximumPoints).sum();
    if (rule.minimumPoints() < 0 || rule.minimumPoints() > maximum) {
      faults.add(
          new Fault(
              "/passRule/minimumPoints",
              "must be 0 to " + maximum + ", the points that can be reached"));
    }
    if (rule.resubmissions() < 0 || rule.resubmissions() > MAX_RESUBMISSIONS) {
      faults.add(new Fault("/passRule/resubmissions", "must be 0 to " + MAX_RESUBMISSIONS));
    }
    for (Map.Entry<String, String> required : rule.requiredLevels().entrySet()) {
      boolean known =
          criteria.stream()
              .anyMatch(c ->
                  c.id().equals(required.getKey()) && c.level(required.getValue()).isPresent());
      if (!known) {
        faults.add(
            new Fault(
                "/passRule/requiredLevels", "must name a criterion of the rubric and its level"));
      }
    }
  }

  private static void id(String id, Set<String> seen, String at, List<Fault> faults) {
    if (!ID.matcher(id).matches()) {
      faults.add(new Fault(at + "/id", "must have 1 to 40 characters a-z, 0-9 or -"));
    } else if (!seen.add(id)) {
      faults.add(new Fault(at + "/id", "is given twice"));
    }
  }
}
