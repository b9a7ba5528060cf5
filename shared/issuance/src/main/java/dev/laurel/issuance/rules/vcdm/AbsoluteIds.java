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
import tools.jackson.databind.JsonNode;

/// Ids and links are single absolute URLs whose scheme names a thing, never code or content: a
/// `javascript:` link would run on whoever shows the credential, a `data:` URL belongs nowhere in a
/// graph.
///
/// VCDM 2.0 section 4.4 (Identifiers); OB 3.0 Evidence (implementation guide: no data URLs).
public final class AbsoluteIds implements Rule {
  private static final String ID = "vcdm/absolute-ids";
  private static final Set<String> MEMBERS =
      Set.of("id", "url", "targetUrl", "achievedLevel", "requiredLevel", "statusListCredential");
  private static final Set<String> NAMES = Set.of("https", "http", "did", "urn");
  private static final Set<String> WITH_HOST = Set.of("https", "http");

  @Override
  public List<Finding> check(Candidate document) {
    List<Finding> findings = new ArrayList<>();
    for (String member : MEMBERS) {
      document.each(
          member,
          (pointer, node) -> {
            if (!isUrl(node)) {
              findings.add(new Finding(ID, pointer, "one absolute https, http, did or urn URL"));
            }
          });
    }
    return findings;
  }

  private static boolean isUrl(JsonNode node) {
    if (!node.isString()) {
      return false;
    }
    try {
      URI uri = new URI(node.stringValue());
      if (uri.getScheme() == null) {
        return false;
      }
      String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
      return NAMES.contains(scheme) && (!WITH_HOST.contains(scheme) || uri.getHost() != null);
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
