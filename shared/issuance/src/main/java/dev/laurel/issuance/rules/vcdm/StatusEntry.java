package dev.laurel.issuance.rules.vcdm;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A status entry stands at an index of its list, for a purpose, under an id that is not the
/// list's. A badge has exactly one, for revocation, as an object; where its issuer asked for it, an
/// array with a second one, for suspension, in another list.
///
/// Bitstring Status List 2.1; OB 3.0 allows one `credentialStatus`, so a badge with two is outside
/// its strict profile; most readers look at revocation only.
public final class StatusEntry implements Rule {
  private static final String ID = "vcdm/status-entry";
  private static final String AT = "/credentialStatus";
  private static final String TYPE = "BitstringStatusListEntry";
  private static final List<String> BADGE_PURPOSES = List.of("revocation", "suspension");

  // Shortest list of the specification (16 KiB), which is also ours.
  private static final int LIST_BITS = 131_072;

  private final boolean badge;

  private StatusEntry(boolean badge) {
    this.badge = badge;
  }

  /// For badges: it must be there, and is one of our own lists.
  public static StatusEntry badge() {
    return new StatusEntry(true);
  }

  /// For any credential: it may be missing, there may be several, and of other types.
  public static StatusEntry anyCredential() {
    return new StatusEntry(false);
  }

  @Override
  public List<Finding> check(Candidate document) {
    List<Candidate.Part> entries = document.parts(AT);
    List<Finding> findings = new ArrayList<>();
    if (badge) {
      JsonNode status = document.at(AT);
      boolean shaped = status.isObject() || (status.isArray() && status.size() == 2);
      if (!shaped) {
        return List.of(new Finding(ID, AT, "one " + TYPE + ", as an object"));
      }
    }
    Set<String> lists = new HashSet<>();
    for (int i = 0; i < entries.size(); i++) {
      Candidate.Part entry = entries.get(i);
      if (badge) {
        require(findings, entry, "type", TYPE);
        require(findings, entry, "statusPurpose", BADGE_PURPOSES.get(i));
      }
      if (badge || entry.node().path("type").stringValue("").equals(TYPE)) {
        place(findings, entry, lists);
      }
    }
    return findings;
  }

  private static void place(List<Finding> findings, Candidate.Part entry, Set<String> listsBefore) {
    if (text(entry, "statusPurpose").isBlank()) {
      findings.add(new Finding(ID, entry.pointer() + "/statusPurpose", "must be there"));
    }
    String index = text(entry, "statusListIndex");
    if (!index.matches("0|[1-9][0-9]{0,8}") || Integer.parseInt(index) >= LIST_BITS) {
      findings.add(
          new Finding(
              ID, entry.pointer() + "/statusListIndex", "digits in a string, below " + LIST_BITS));
    }
    String list = text(entry, "statusListCredential");
    if (list.isEmpty() || text(entry, "id").equals(list)) {
      findings.add(new Finding(ID, entry.pointer() + "/id", "must not be the list's own URL"));
    }
    if (!listsBefore.add(list)) {
      findings.add(
          new Finding(
              ID, entry.pointer() + "/statusListCredential", "each purpose has a list of its own"));
    }
  }

  private static String text(Candidate.Part entry, String name) {
    return entry.node().path(name).stringValue("");
  }

  private static void require(
      List<Finding> findings, Candidate.Part entry, String name, String value) {
    if (!text(entry, name).equals(value)) {
      findings.add(new Finding(ID, entry.pointer() + "/" + name, "must be " + value));
    }
  }
}
