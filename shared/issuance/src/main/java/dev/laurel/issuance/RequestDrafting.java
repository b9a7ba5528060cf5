package dev.laurel.issuance;

import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.openbadges.BitstringStatusListEntry;
import dev.laurel.json.Json;
import dev.laurel.storage.IssuerId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The credential of a request: the client's document, with what the issuer adds to it: an id and a
/// beginning where there is none, and a place in the issuer's status list.
///
/// @param wanted of its proofs: the client's choice, or what the issuer's keys make
/// @param status whether it gets a status entry
record RequestDrafting(
    IssuerId issuer,
    ObjectNode document,
    FormMethods.Wanted wanted,
    boolean status,
    PublicSite site)
    implements Drafting {
  /// What stands before all other members, for whoever reads the text.
  private static final List<String> FIRST = List.of("@context", "id", "type");

  /// That of a stored request.
  static RequestDrafting of(CredentialRequest request, PublicSite site) {
    ObjectNode document =
        Json.parse(request.document().getBytes(StandardCharsets.UTF_8)).asObject();
    return new RequestDrafting(
        request.issuer(), document, request.wanted(), request.status(), site);
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
  public boolean suspension() {
    return false;
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
      String list = site.statusListUrl(place.list());
      whole.set(
          "credentialStatus", Json.tree(BitstringStatusListEntry.revocation(list, place.index())));
    }
    return new DraftedCredential(
        id,
        issuer,
        document.path("id").stringValue(""),
        Json.bytes(whole),
        securing,
        title(document),
        "",
        0,
        second);
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
