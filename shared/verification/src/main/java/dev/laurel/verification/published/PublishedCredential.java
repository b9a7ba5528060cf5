package dev.laurel.verification.published;

import dev.laurel.credentials.CredentialId;
import dev.laurel.json.Json;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A credential as it was signed, byte for byte. Written once, never changed: what happens to it
/// afterwards stands in rows of its own.
///
/// Row `CRED#<id>` / `PUBLISHED`. `form` says what `document` is: JSON with its proofs ([#LDP_VC]),
/// a compact JWS ([#VC_JWT]), or an SD-JWT with all its disclosures ([#SD_JWT]); rows from before
/// there was a choice have none, and are JSON.
public record PublishedCredential(
    CredentialId id, IssuerId issuer, Instant published, String document, String form) {
  /// JSON with embedded proofs (VC Data Integrity).
  public static final String LDP_VC = "ldp_vc";

  /// A compact JWS whose payload is the credential (OB 3.0 JSON Web Token Proof Format).
  public static final String VC_JWT = "vc-jwt";

  /// An SD-JWT of type `dc+sd-jwt`, its disclosures behind it (RFC 9901).
  public static final String SD_JWT = "dc+sd-jwt";

  /// A credential in JSON with its proofs.
  public PublishedCredential(CredentialId id, IssuerId issuer, Instant published, String document) {
    this(id, issuer, published, document, LDP_VC);
  }

  /// Whether the document is JSON with its proofs.
  public boolean isJson() {
    return form.equals(LDP_VC);
  }

  /// The key of the row.
  public static ItemKey key(CredentialId id) {
    return CredentialRow.key(id, CredentialRow.PUBLISHED);
  }

  /// The row as a new item.
  public Item item() {
    return Item.of(
        key(id),
        1,
        Json.write(new Row(issuer.text(), published, document, isJson() ? null : form)));
  }

  /// The write that makes the row.
  public Write create() {
    return Write.create(item());
  }

  /// The row in an item.
  public static PublishedCredential from(Item item) {
    Row row = Json.read(item.body(), Row.class);
    return new PublishedCredential(
        CredentialRow.id(item),
        new IssuerId(row.issuer),
        row.published,
        row.document,
        row.form == null ? LDP_VC : row.form);
  }

  /// The credential as a member of a JSON answer: the document itself, or an
  /// EnvelopedVerifiableCredential around a JWS (VCDM 2.0, 4.12.1).
  public String json() {
    return isJson() ? document : Json.write(enveloped());
  }

  /// What the credential says: the document, or the payload of the JWS, which of an SD-JWT lacks
  /// what is disclosed apart.
  public JsonNode claims() {
    if (isJson()) {
      return Json.read(document, JsonNode.class);
    }
    byte[] payload = Base64.getUrlDecoder().decode(document.split("\\.", 3)[1]);
    return Json.read(new String(payload, StandardCharsets.UTF_8), JsonNode.class);
  }

  private ObjectNode enveloped() {
    String mediaType = form.equals(SD_JWT) ? "application/dc+sd-jwt" : "application/vc+jwt";
    ObjectNode enveloped = Json.object();
    enveloped.putArray("@context").add("https://www.w3.org/ns/credentials/v2");
    return enveloped
        .put("id", "data:" + mediaType + "," + document)
        .put("type", "EnvelopedVerifiableCredential");
  }

  /// The signed bytes.
  public byte[] bytes() {
    return document.getBytes(StandardCharsets.UTF_8);
  }

  record Row(String issuer, Instant published, String document, @Nullable String form) {}
}
