package dev.laurel.issuance.rules.vcdm;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The contexts are URLs, the base context of VC 2.0 first and the one of Open Badges second, and
/// they stand at the top only: a context inside could give signed words another meaning.
///
/// VCDM 2.0 section 4.3; OB 3.0 AchievementCredential `@context`; VC Data Integrity, context
/// validation.
public final class ContextOrder implements Rule {
  private static final String ID = "vcdm/context-order";
  private static final String BASE = "https://www.w3.org/ns/credentials/v2";
  private static final String OPEN_BADGES =
      "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

  @Override
  public List<Finding> check(Candidate document) {
    List<Finding> findings = new ArrayList<>();
    JsonNode contexts = document.at("/@context");
    if (!contexts.isArray() || !isText(contexts, 0, BASE)) {
      findings.add(new Finding(ID, "/@context", "an array that begins with " + BASE));
    } else if (!isText(contexts, 1, OPEN_BADGES)) {
      findings.add(new Finding(ID, "/@context/1", "must be " + OPEN_BADGES));
    }
    for (int i = 2; contexts.isArray() && i < contexts.size(); i++) {
      if (!contexts.get(i).isString()) {
        findings.add(new Finding(ID, "/@context/" + i, "must be a URL, never an object"));
      }
    }
    document.each(
        "@context",
        (pointer, node) -> {
          if (!pointer.equals("/@context")) {
            findings.add(new Finding(ID, pointer, "only the document itself may name contexts"));
          }
        });
    return findings;
  }

  private static boolean isText(JsonNode array, int index, String text) {
    JsonNode node = array.path(index);
    return node.isString() && node.stringValue().equals(text);
  }
}
