package dev.laurel.issuers;

import java.util.List;
import java.util.Optional;

/// One row of a rubric; its levels run from lowest to highest.
public record Criterion(String id, String name, String description, List<Level> levels) {
  public Criterion {
    levels = List.copyOf(levels);
  }

  /// The level with this id.
  public Optional<Level> level(String levelId) {
    return levels.stream().filter(level -> level.id().equals(levelId)).findFirst();
  }

  /// Points of the highest level.
  public int maximumPoints() {
    return levels.stream().mapToInt(Level::points).max().orElse(0);
  }

  /// Where the level stands, from 0 for the lowest; -1 where it is none of these.
  public int rank(String levelId) {
    for (int i = 0; i < levels.size(); i++) {
      if (levels.get(i).id().equals(levelId)) {
        return i;
      }
    }
    return -1;
  }
}
