package dev.laurel.issuers;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// When a graded submission passes: at least this many points in all, and at least the named level
/// in each named criterion. `resubmissions` is how often a learner may try again.
public record PassRule(int minimumPoints, Map<String, String> requiredLevels, int resubmissions) {
  public PassRule {
    requiredLevels = Collections.unmodifiableMap(new TreeMap<>(requiredLevels));
  }
}
