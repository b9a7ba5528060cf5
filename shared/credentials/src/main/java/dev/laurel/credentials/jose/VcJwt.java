package dev.laurel.credentials.jose;

import dev.laurel.json.Json;
import dev.laurel.json.JsonRefused;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A credential as a JWT (OB 3.0 JSON Web Token Proof Format, VC-JOSE-COSE 3.1.1): the whole
/// credential is the payload, and the registered claims repeat parts of it. Also read: VC 1.1 with
/// the credential in the claim `vc`.
public final class VcJwt {
  /// The registered claims that go into a payload of ours, and those that others add.
  private static final Set<String> REGISTERED =
      Set.of("iss", "jti", "nbf", "sub", "exp", "iat", "aud");

  /// What `typ` may be, apart from being absent (RFC 7519 section 5.1; VC-JOSE-COSE 3.1.1 and its
  /// earlier drafts).
  private static final Set<String> TYPES =
      Set.of("jwt", "vc+jwt", "vp+jwt", "vc+ld+jwt", "vc+ld+json+jwt", "vp+ld+jwt");

  /// The last second of the year 9999, the last that ISO 8601 writes with four digits.
  private static final long MAX_SECONDS = 253_402_300_799L;

  private VcJwt() {}

  /// How a header says which key signed.
  public sealed interface KeyReference {
    /// The key itself; for readers that take it only after they found it at the issuer's.
    record Jwk(PublicJwk key) implements KeyReference {}

    /// The name of the key: an http(s) URL that answers a JWK, or a DID URL.
    record Kid(String kid) implements KeyReference {}
  }

  /// The payload of an unsigned credential: its members as they are, then `iss`, `jti`, `nbf`,
  /// `sub` and `exp` where it has what they repeat. OB 3.0 demands all but `exp`; see [#lacking].
  /// Throws [IllegalArgumentException] where it is no JSON object (JSON that is refused:
  /// [dev.laurel.json.JsonRefused]), has a proof or a member of such a name, or a date that is
  /// none.
  public static byte[] payload(byte[] unsignedCredential) {
    if (!(Json.parse(unsignedCredential) instanceof ObjectNode credential)
        || credential.has("proof")
        || credential.has("vc")
        || REGISTERED.stream().anyMatch(credential::has)) {
      throw new IllegalArgumentException("not an unsigned credential without registered claims");
    }
    ObjectNode payload = credential.deepCopy();
    text(issuer(credential)).ifPresent(iss -> payload.put("iss", iss));
    text(credential.path("id")).ifPresent(jti -> payload.put("jti", jti));
    put(payload, "nbf", credential.path("validFrom"));
    subject(credential).ifPresent(sub -> payload.put("sub", sub));
    put(payload, "exp", credential.path("validUntil"));
    return Json.bytes(payload);
  }

  /// The members of a credential without which its JWT is not one of Open Badges, by pointer:
  /// issuer, id, validFrom and the subject's id (which a subject known by an e-mail alone lacks).
  public static List<String> lacking(JsonNode credential) {
    List<String> pointers = new ArrayList<>();
    if (text(issuer(credential)).isEmpty()) {
      pointers.add("/issuer");
    }
    if (text(credential.path("id")).isEmpty()) {
      pointers.add("/id");
    }
    if (seconds(credential.path("validFrom")).isEmpty()) {
      pointers.add("/validFrom");
    }
    if (subject(credential).isEmpty()) {
      pointers.add("/credentialSubject/id");
    }
    return pointers;
  }

  /// The header of a JWT of ours. OB 3.0 allows `alg`, `kid`, `jwk` and `typ` alone, and JWT as the
  /// only `typ`.
  public static ObjectNode header(JwsAlgorithm algorithm, KeyReference key) {
    return header(algorithm, key, "JWT");
  }

  /// The same with another `typ`.
  public static ObjectNode header(JwsAlgorithm algorithm, KeyReference key, String typ) {
    ObjectNode header = Json.object().put("alg", algorithm.text());
    switch (key) {
      case KeyReference.Jwk(PublicJwk jwk) -> header.set("jwk", jwk.toJson());
      case KeyReference.Kid(String kid) -> header.put("kid", kid);
    }
    return header.put("typ", typ);
  }

  /// What is signed: header and payload in base64url, in ASCII.
  public static byte[] signingInput(ObjectNode header, byte[] payload) {
    String text = Base64Url.encode(Json.bytes(header)) + "." + Base64Url.encode(payload);
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// The JWT: what was signed, and the signature (r and s for ES256, never DER).
  public static String compact(byte[] signingInput, byte[] signature) {
    return new String(signingInput, StandardCharsets.US_ASCII) + "." + Base64Url.encode(signature);
  }

  /// What is wrong with the header's `typ`, or empty where it is absent or one of JWTs.
  public static Optional<String> typeObjection(CompactJws jws) {
    String typ = jws.typ().toLowerCase(Locale.ROOT);
    String bare = typ.startsWith("application/") ? typ.substring("application/".length()) : typ;
    return !jws.header().has("typ") || TYPES.contains(bare)
        ? Optional.empty()
        : Optional.of("the header's typ is not that of a credential as a JWT");
  }

  /// Whether a payload is that of VC 1.1, with the credential in the claim `vc`.
  public static boolean olderForm(JsonNode payload) {
    return payload.path("vc").isObject();
  }

  /// The claims in the payload's bytes, or empty where they are no JSON object that every reader
  /// understands alike.
  public static Optional<ObjectNode> claims(byte[] payload) {
    try {
      return Json.parse(payload) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (JsonRefused refused) {
      return Optional.empty();
    }
  }

  /// The credential in a payload, without the registered claims. Of VC 1.1 it is the claim `vc`,
  /// completed by the claims that it leaves out (VC 1.1 section 6.3.1, JWT decoding).
  public static ObjectNode credential(ObjectNode payload) {
    if (payload.path("vc") instanceof ObjectNode vc) {
      return completed(vc.deepCopy(), payload);
    }
    ObjectNode credential = payload.deepCopy();
    REGISTERED.forEach(credential::remove);
    return credential;
  }

  private static ObjectNode completed(ObjectNode vc, ObjectNode payload) {
    fill(vc, "id", payload.path("jti"));
    fill(vc, "issuer", payload.path("iss"));
    for (Map.Entry<String, String> date :
        Map.of("issuanceDate", "nbf", "expirationDate", "exp").entrySet()) {
      number(payload.path(date.getValue()))
          .filter(seconds -> !vc.has(date.getKey()))
          .map(Instant::ofEpochSecond)
          .ifPresent(instant -> vc.put(date.getKey(), instant.toString()));
    }
    if (vc.path("credentialSubject") instanceof ObjectNode subject) {
      fill(subject, "id", payload.path("sub"));
    }
    return vc;
  }

  private static void fill(ObjectNode node, String name, JsonNode claim) {
    if (!node.has(name)) {
      text(claim).ifPresent(text -> node.put(name, text));
    }
  }

  /// In which claims a payload says something else than its credential, each as a sentence without
  /// its full stop; empty where they agree. A claim whose counterpart is missing disagrees, because
  /// readers would differ. Claims that are missing themselves say nothing.
  public static List<String> disagreements(ObjectNode payload) {
    ObjectNode credential = credential(payload);
    boolean older = olderForm(payload);
    List<String> found = new ArrayList<>();
    compare(found, payload, "iss", "issuer", text(issuer(credential)));
    compare(found, payload, "jti", "id", text(credential.path("id")));
    compare(found, payload, "sub", "credentialSubject.id", subject(credential));
    String from = older && credential.has("issuanceDate") ? "issuanceDate" : "validFrom";
    String until = older && credential.has("expirationDate") ? "expirationDate" : "validUntil";
    compareDate(found, payload, "nbf", from, credential.path(from));
    compareDate(found, payload, "exp", until, credential.path(until));
    return found;
  }

  private static void compare(
      List<String> found, JsonNode payload, String claim, String member, Optional<String> value) {
    if (payload.has(claim) && (value.isEmpty() || !text(payload.get(claim)).equals(value))) {
      found.add(claim + " and " + member + " differ");
    }
  }

  private static void compareDate(
      List<String> found, JsonNode payload, String claim, String member, JsonNode date) {
    if (payload.has(claim)
        && (seconds(date).isEmpty() || !number(payload.get(claim)).equals(seconds(date)))) {
      found.add(claim + " and " + member + " differ");
    }
  }

  private static JsonNode issuer(JsonNode credential) {
    JsonNode issuer = credential.path("issuer");
    return issuer.isObject() ? issuer.path("id") : issuer;
  }

  private static Optional<String> subject(JsonNode credential) {
    JsonNode subject = credential.path("credentialSubject");
    JsonNode only = subject.isArray() && subject.size() == 1 ? subject.get(0) : subject;
    return text(only.path("id"));
  }

  private static Optional<String> text(JsonNode node) {
    return node.isString() && !node.stringValue().isEmpty()
        ? Optional.of(node.stringValue())
        : Optional.empty();
  }

  /// Whole seconds: a NumericDate with a fraction is cut like the date that it repeats.
  private static Optional<Long> number(JsonNode node) {
    if (!node.isNumber()) {
      return Optional.empty();
    }
    double seconds = Math.floor(node.doubleValue());
    return Math.abs(seconds) <= MAX_SECONDS ? Optional.of((long) seconds) : Optional.empty();
  }

  private static void put(ObjectNode payload, String claim, JsonNode date) {
    if (!date.isMissingNode()) {
      payload.put(
          claim,
          seconds(date)
              .orElseThrow(() -> new IllegalArgumentException("a date for " + claim + " is none")));
    }
  }

  private static Optional<Long> seconds(JsonNode date) {
    try {
      return text(date).map(text -> Instant.parse(text).getEpochSecond());
    } catch (DateTimeException notDate) {
      return Optional.empty();
    }
  }
}
