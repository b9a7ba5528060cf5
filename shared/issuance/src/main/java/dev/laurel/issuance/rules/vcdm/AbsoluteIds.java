package dev.laurel.issuance.rules.vcdm;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// Ids and links are single absolute URLs whose scheme names a thing, never code or content: a
/// `javascript:` link would run on whoever shows the credential, a `data:` URL belongs nowhere in a
/// graph.
///
/// VCDM 2.0 section 4.4 (Identifiers); OB 3.0 Evidence (implementation guide: no data URLs).
public final class AbsoluteIds implements Rule {
  private static final String ID = "vcdm/absolute-ids";
  private static final Set<String> NAMES = Set.of("https", "http", "did", "urn");
  private static final Set<String> WITH_HOST = Set.of("https", "http");
  private static final Set<String> CODE_OR_CONTENT =
      Set.of("javascript", "vbscript", "data", "blob", "file", "about");

  private final Set<String> members;
  private final Predicate<String> schemes;
  private final String right;

  private AbsoluteIds(Set<String> members, Predicate<String> schemes, String right) {
    this.members = members;
    this.schemes = schemes;
    this.right = right;
  }

  /// For badges and endorsements, where every link is shown.
  public static AbsoluteIds openBadges() {
    return new AbsoluteIds(
        Set.of("id", "url", "targetUrl", "achievedLevel", "requiredLevel", "statusListCredential"),
        NAMES::contains,
        "one absolute https, http, did or urn URL");
  }

  /// For any credential: which other members hold links is for its contexts to say.
  public static AbsoluteIds anyCredential() {
    return new AbsoluteIds(
        Set.of("id", "statusListCredential"),
        scheme -> !CODE_OR_CONTENT.contains(scheme),
        "one absolute URL that names something, not code, content or a file");
  }

  @Override
  public List<Finding> check(Candidate document) {
    List<Finding> findings = new ArrayList<>();
    for (String member : members) {
      document.each(
          member,
          (pointer, node) -> {
            if (!isUrl(node, schemes)) {
              findings.add(new Finding(ID, pointer, right));
            }
          });
    }
    return findings;
  }

  /// Whether the value is one absolute URL of any scheme.
  static boolean isUrl(JsonNode node) {
    return isUrl(node, scheme -> true);
  }

  private static boolean isUrl(JsonNode node, Predicate<String> schemes) {
    if (!node.isString()) {
      return false;
    }
    try {
      URI uri = new URI(node.stringValue());
      if (uri.getScheme() == null) {
        return false;
      }
      String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
      return schemes.test(scheme) && (!WITH_HOST.contains(scheme) || uri.getHost() != null);
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
