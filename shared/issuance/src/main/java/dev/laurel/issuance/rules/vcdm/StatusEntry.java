package dev.laurel.issuance.rules.vcdm;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Exactly one status entry, for revocation, at an index of its list, under an id that is not the
/// list's.
///
/// Bitstring Status List 2.1; OB 3.0 allows one `credentialStatus`; most readers look at revocation
/// only.
public final class StatusEntry implements Rule {
  private static final String ID = "vcdm/status-entry";
  private static final String AT = "/credentialStatus";

  // Shortest list of the specification (16 KiB), which is also ours.
  private static final int LIST_BITS = 131_072;

  @Override
  public List<Finding> check(Candidate document) {
    JsonNode entry = document.at(AT);
    List<Finding> findings = new ArrayList<>();
    if (!entry.isObject()) {
      return List.of(new Finding(ID, AT, "one BitstringStatusListEntry, as an object"));
    }
    require(findings, entry, "type", "BitstringStatusListEntry");
    require(findings, entry, "statusPurpose", "revocation");
    String index = entry.path("statusListIndex").stringValue("");
    if (!index.matches("0|[1-9][0-9]{0,8}") || Integer.parseInt(index) >= LIST_BITS) {
      findings.add(
          new Finding(ID, AT + "/statusListIndex", "digits in a string, below " + LIST_BITS));
    }
    String list = entry.path("statusListCredential").stringValue("");
    if (list.isEmpty() || entry.path("id").stringValue("").equals(list)) {
      findings.add(new Finding(ID, AT + "/id", "must not be the list's own URL"));
    }
    return findings;
  }

  private static void require(List<Finding> findings, JsonNode entry, String name, String value) {
    if (!entry.path(name).stringValue("").equals(value)) {
      findings.add(new Finding(ID, AT + "/" + name, "must be " + value));
    }
  }
}
