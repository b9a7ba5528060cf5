package dev.laurel.functions.issuance;

import dev.laurel.runtime.Fields;
import dev.laurel.verification.DeploymentUrls;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What a request of the VC-API asks for (VC-API 0.7, Update Status).
///
/// @param place where the document's status stands, as the request names it; empty where it names
///   neither list nor index
record StatusChange(String documentId, Wanted wanted, Optional<Place> place) {
  /// Longest id looked at, as of any URL in a document of ours.
  private static final int MAX_ID = Fields.MAX_URL;

  /// A document has two entries; a few more may name one in other words.
  private static final int MAX_ENTRIES = 4;

  private static final String SUSPENSION = "suspension";
  private static final String LIST = "statusListCredential";
  private static final String INDEX = "statusListIndex";

  /// Written as text or not.
  private static final Set<String> SET = Set.of("1", "true");

  private static final Set<String> CLEARED = Set.of("0", "false");

  /// The status that is asked for.
  enum Wanted {
    REVOKED,
    SUSPENDED,
    ACTIVE
  }

  /// A bit of a list of this deployment.
  ///
  /// @param pointer where the request names it
  record Place(String list, int index, String pointer) {}

  /// Reads it; throws the problem that names every fault.
  static StatusChange read(Fields fields, JsonNode body, DeploymentUrls urls) {
    String documentId = fields.text("credentialId", MAX_ID);
    List<Fields> entries = fields.objects("credentialStatus", 1, MAX_ENTRIES);
    Set<Wanted> wanted = new HashSet<>();
    Set<Place> places = new HashSet<>();
    for (int i = 0; i < entries.size(); i++) {
      JsonNode entry = body.at("/credentialStatus/" + i);
      wanted(entries.get(i), entry.path("status")).ifPresent(wanted::add);
      place(entries.get(i), entry, urls).ifPresent(places::add);
    }
    if (wanted.size() > 1) {
      fields.reject("credentialStatus", "must ask for one status");
    }
    if (places.stream().map(place -> new Place(place.list, place.index, "")).distinct().count()
        > 1) {
      fields.reject("credentialStatus", "must name one bit of one list");
    }
    fields.end();
    return new StatusChange(documentId, wanted.iterator().next(), places.stream().findFirst());
  }

  /// An entry names its purpose or, as older clients do, its type alone, which is then revocation.
  private static Optional<Wanted> wanted(Fields entry, JsonNode status) {
    String type = entry.optionalText("type", Fields.MAX_NAME);
    String purpose = entry.optionalText("statusPurpose", Fields.MAX_NAME);
    entry.has("id");
    entry.has("status");
    if (type.isEmpty() && purpose.isEmpty()) {
      entry.reject("", "must have a type or a statusPurpose");
    }
    String value = status.asString("");
    if (purpose.equals(SUSPENSION)) {
      if (!SET.contains(value) && !CLEARED.contains(value)) {
        entry.reject("status", "must be \"1\" or true, or \"0\" or false");
      }
      return Optional.of(SET.contains(value) ? Wanted.SUSPENDED : Wanted.ACTIVE);
    }
    if (!purpose.isEmpty() && !purpose.equals("revocation")) {
      entry.reject("statusPurpose", "must be revocation or suspension");
    }
    if (!SET.contains(value)) {
      entry.reject("status", "must be \"1\" or true: what is revoked stays so");
    }
    return Optional.of(Wanted.REVOKED);
  }

  private static Optional<Place> place(Fields entry, JsonNode node, DeploymentUrls urls) {
    if (!entry.has(LIST) && !entry.has(INDEX)) {
      return Optional.empty();
    }
    Optional<String> list =
        entry.parsed(
            LIST, MAX_ID, urls::statusListIn, "the URL of a status list of this deployment");
    if (!entry.has(INDEX)) {
      entry.reject(INDEX, "is required with " + LIST);
      return Optional.empty();
    }
    String index = node.path(INDEX).asString("");
    if (!index.matches("0|[1-9][0-9]{0,7}")) {
      entry.reject(INDEX, "must be a whole number, as text or not");
      return Optional.empty();
    }
    return list.map(id -> new Place(id, Integer.parseInt(index), entry.pointer()));
  }
}
