package dev.laurel.issuance;

import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.openbadges.BitstringStatusListEntry;
import dev.laurel.json.Json;
import dev.laurel.storage.IssuerId;
import dev.laurel.verification.published.CredentialOwner;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The credential of a request: the client's document, with what the issuer adds to it: an id and a
/// beginning where there is none, and a place in the issuer's status list.
///
/// @param wanted of its proofs: the client's choice, or what the issuer's keys make
/// @param status whether it gets a status entry
/// @param suspension whether it gets a second one, for suspension
/// @param renewed the owner of the credential that it issues again; none for a client's document
record RequestDrafting(
    IssuerId issuer,
    ObjectNode document,
    FormMethods.Wanted wanted,
    boolean status,
    boolean suspension,
    Optional<CredentialOwner> renewed,
    PublicSite site)
    implements Drafting {
  /// What stands before all other members, for whoever reads the text.
  private static final List<String> FIRST = List.of("@context", "id", "type");

  /// That of a stored request; `renewed` as in this record.
  static RequestDrafting of(
      CredentialRequest request, Optional<CredentialOwner> renewed, PublicSite site) {
    ObjectNode document =
        Json.parse(request.document().getBytes(StandardCharsets.UTF_8)).asObject();
    return new RequestDrafting(
        request.issuer(),
        document,
        request.wanted(),
        request.status(),
        request.suspension(),
        renewed,
        site);
  }

  /// The issuer's id, which stands in a string or in an object; "" where there is none.
  static String issuerId(JsonNode credential) {
    JsonNode issuer = credential.path("issuer");
    return issuer.isObject() ? issuer.path("id").stringValue("") : issuer.stringValue("");
  }

  @Override
  public String did() {
    return issuerId(document);
  }

  @Override
  public DraftedCredential draft(
      CredentialId id, String salt, StatusPlace place, Instant now, Securing securing) {
    Instant second = now.truncatedTo(ChronoUnit.SECONDS);
    ObjectNode named = document.deepCopy();
    if (!named.has("id")) {
      named.put("id", site.credentialUrl(id));
    }
    ObjectNode whole = Json.object();
    FIRST.stream().filter(named::has).forEach(name -> whole.set(name, named.get(name)));
    named.properties().forEach(member -> whole.set(member.getKey(), member.getValue()));
    if (!whole.has("validFrom")) {
      whole.put("validFrom", second.toString());
    }
    if (status) {
      whole.set("credentialStatus", status(place));
    }
    renewed.ifPresent(old -> readdress(whole, old, id));
    return new DraftedCredential(
        id,
        issuer,
        document.path("id").stringValue(""),
        Json.bytes(whole),
        securing,
        title(document),
        renewed.map(CredentialOwner::achievementId).orElse(""),
        renewed.map(CredentialOwner::achievementVersion).orElse(0),
        second);
  }

  private JsonNode status(StatusPlace place) {
    BitstringStatusListEntry revocation =
        BitstringStatusListEntry.revocation(site.statusListUrl(place.list()), place.index());
    String twin = site.statusListUrl(StatusListHead.suspensionOf(place.list()));
    return suspension
        ? Json.tree(List.of(revocation, BitstringStatusListEntry.suspension(twin, place.index())))
        : Json.tree(revocation);
  }

  /// The refresh service of the old credential becomes that of the new one.
  private void readdress(ObjectNode whole, CredentialOwner old, CredentialId id) {
    if (whole.path("refreshService") instanceof ObjectNode service
        && service.path("id").stringValue("").equals(site.refreshUrl(old.id()))) {
      service.put("id", site.refreshUrl(id));
    }
  }

  /// What it is for: the achievement's name, or the last of its types. The document's own name may
  /// be a person's.
  private static String title(JsonNode credential) {
    JsonNode types = credential.path("type");
    String type =
        types.isArray() && !types.isEmpty()
            ? types.get(types.size() - 1).stringValue("")
            : types.stringValue("");
    return credential.at("/credentialSubject/achievement/name").stringValue(type);
  }
}
