package dev.laurel.issuance.rules;

import java.util.List;

/// One rule: looks at a document and names everything in it that breaks the rule. Rules do not rely
/// on each other: a missing or misshaped member is for the rule that demands it, and every other
/// rule passes over it. Never throws.
@FunctionalInterface
public interface Rule {
  List<Finding> check(Candidate document);
}
