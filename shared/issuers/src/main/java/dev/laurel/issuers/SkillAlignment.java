package dev.laurel.issuers;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/// A link of an achievement to an entry of a skills framework (OB 3.0 Alignment). Optional parts
/// are "".
public record SkillAlignment(
    String targetName,
    String targetUrl,
    String targetFramework,
    String targetCode,
    String targetType) {
  /// The values of `targetType` (OB 3.0 AlignmentTargetType).
  public static final Set<String> TYPES =
      Set.of(
          "ceasn:Competency",
          "ceterms:Credential",
          "CFItem",
          "CFRubric",
          "CFRubricCriterion",
          "CFRubricCriterionLevel",
          "CTDL");

  /// Completes "this must be ...".
  public static final String FOLLOWABLE = "an http or https URL on a public name";

  /// Names under which nobody outside finds anything (RFC 6761 and the habit of private networks).
  private static final Set<String> NOWHERE =
      Set.of("localhost", "local", "internal", "invalid", "onion", "lan", "home", "corp");

  /// Whether whoever reads a credential can follow this `targetUrl`: http or https, a public name,
  /// no user, no blank or template. Nothing is fetched: a framework may be down today.
  public static boolean isFollowable(String url) {
    try {
      URI uri = new URI(url);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
      String top = host.substring(host.lastIndexOf('.') + 1);
      return Set.of("http", "https").contains(scheme)
          && uri.getUserInfo() == null
          && host.contains(".")
          // An address has digits or a bracket at its end, a name never has.
          && top.matches("[a-z]{2,63}|xn--[a-z0-9-]{1,59}")
          && !NOWHERE.contains(top);
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
