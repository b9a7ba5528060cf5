package dev.laurel.issuance.rules.house;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import java.util.ArrayList;
import java.util.List;

/// A name is one line without control characters (U+0000 to U+001F, U+007F to U+009F), line
/// separators and direction overrides (U+2028 to U+202E): it is shown in headings, mail headers and
/// file names, and would move or turn what follows. Marks and isolates, which right-to-left names
/// need, may stand.
public final class PlainNames implements Rule {
  private static final String ID = "house/plain-names";

  @Override
  public List<Finding> check(Candidate document) {
    List<Finding> findings = new ArrayList<>();
    for (String member : List.of("name", "identityHash", "targetName")) {
      document.each(
          member,
          (pointer, node) -> {
            if (node.stringValue("").chars().anyMatch(PlainNames::isHidden)) {
              findings.add(new Finding(ID, pointer, "must not hold control characters"));
            }
          });
    }
    return findings;
  }

  private static boolean isHidden(int c) {
    return c < ' ' || (c >= 0x7f && c <= 0x9f) || (c >= 0x2028 && c <= 0x202e);
  }
}
