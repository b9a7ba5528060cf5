package dev.laurel.issuance.rules.house;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import dev.laurel.issuers.SkillAlignment;
import java.util.ArrayList;
import java.util.List;

/// A link to a skill can be followed by whoever reads the badge: an http(s) URL on a public name,
/// without a user, a blank or a template in it. Nothing is fetched: a framework may be down today.
///
/// OB 3.0 Alignment `targetUrl`; RFC 6761 (special-use names).
public final class AlignmentLinks implements Rule {
  private static final String ID = "house/alignment-links";

  @Override
  public List<Finding> check(Candidate document) {
    List<Finding> findings = new ArrayList<>();
    document.each(
        "targetUrl",
        (pointer, node) -> {
          if (!SkillAlignment.isFollowable(node.stringValue(""))) {
            findings.add(new Finding(ID, pointer, SkillAlignment.FOLLOWABLE));
          }
        });
    return findings;
  }
}
