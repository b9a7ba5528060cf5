package dev.laurel.issuance.rules.vcdm;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The contexts are URLs, the base context of VC 2.0 first and, in a badge or an endorsement, the
/// one of Open Badges second. They stand at the top only, and at the top of a signed credential
/// that is embedded: a context elsewhere could give signed words another meaning.
///
/// VCDM 2.0 section 4.3; OB 3.0 AchievementCredential `@context`; VC Data Integrity, context
/// validation.
public final class ContextOrder implements Rule {
  private static final String ID = "vcdm/context-order";
  private static final String BASE = "https://www.w3.org/ns/credentials/v2";
  private static final String OPEN_BADGES =
      "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

  // The forms that the schema's pattern context(-3.\d.\d)*.json means and that exist.
  private static final Set<String> OPEN_BADGES_FORMS =
      Set.of(
          OPEN_BADGES,
          "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json",
          "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json",
          "https://purl.imsglobal.org/spec/ob/v3p0/context.json");

  // Where a credential stands inside another one, under its own contexts and its own proof, which
  // repeats them where it is made over JSON; LosslessGraph refuses it where it is not.
  private static final String EMBEDDED =
      "(/[^@]*)?/(endorsement|verifiableCredential)(/[0-9]+)?(/proof(/[0-9]+)?)?/@context";

  private final boolean openBadges;

  private ContextOrder(boolean openBadges) {
    this.openBadges = openBadges;
  }

  /// For badges and endorsements.
  public static ContextOrder openBadges() {
    return new ContextOrder(true);
  }

  /// For any credential.
  public static ContextOrder anyCredential() {
    return new ContextOrder(false);
  }

  @Override
  public List<Finding> check(Candidate document) {
    List<Finding> findings = new ArrayList<>();
    JsonNode contexts = document.at("/@context");
    if (!contexts.isArray() || !contexts.path(0).stringValue("").equals(BASE)) {
      findings.add(new Finding(ID, "/@context", "an array that begins with " + BASE));
    } else if (openBadges && !OPEN_BADGES_FORMS.contains(contexts.path(1).stringValue(""))) {
      findings.add(new Finding(ID, "/@context/1", "must be " + OPEN_BADGES));
    }
    for (int i = 1; contexts.isArray() && i < contexts.size(); i++) {
      if (!contexts.get(i).isString()) {
        findings.add(new Finding(ID, "/@context/" + i, "must be a URL, never an object"));
      }
    }
    document.each(
        "@context",
        (pointer, node) -> {
          if (!pointer.equals("/@context") && !pointer.matches(EMBEDDED)) {
            findings.add(new Finding(ID, pointer, "only the document itself may name contexts"));
          }
        });
    return findings;
  }
}
