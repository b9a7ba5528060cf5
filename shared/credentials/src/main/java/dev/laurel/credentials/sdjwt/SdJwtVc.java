package dev.laurel.credentials.sdjwt;

import dev.laurel.credentials.jose.JwsAlgorithm;
import dev.laurel.credentials.jose.VcJwt;
import dev.laurel.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A credential as an SD-JWT VC (`dc+sd-jwt`, draft-ietf-oauth-sd-jwt-vc): the credential's members
/// beside the claims of the format, with each entry of `credentialSubject.result` and of `evidence`
/// disclosed or kept by the holder.
public final class SdJwtVc {
  /// The `typ` of the header.
  public static final String TYPE = "dc+sd-jwt";

  /// The older `typ`, which some issuers still write; only read.
  private static final String OLDER_TYPE = "vc+sd-jwt";

  /// Bytes of a salt (RFC 9901 section 9.3: 128 bits).
  private static final int SALT_BYTES = 16;

  /// The claims of the format: all that is not the credential itself.
  private static final Set<String> CLAIMS =
      Set.of(
          "iss", "nbf", "exp", "iat", "sub", "jti", "aud", "vct", "vct#integrity", "cnf", "status");

  /// Claims that a holder must not be able to leave out (draft section 2.2.2.2).
  private static final Set<String> ALWAYS_DISCLOSED =
      Set.of("iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "status", "aud", "jti");

  private SdJwtVc() {}

  /// A credential before its signature: the payload, and what discloses its parts.
  @SuppressWarnings("ArrayRecordComponent") // cloned in and out
  public record Unsigned(byte[] payload, List<String> disclosures) {
    public Unsigned {
      payload = payload.clone();
      disclosures = List.copyOf(disclosures);
    }

    @Override
    public byte[] payload() {
      return payload.clone();
    }

    /// What is signed with a header of ours.
    public byte[] signingInput(JwsAlgorithm algorithm, VcJwt.KeyReference key) {
      return VcJwt.signingInput(VcJwt.header(algorithm, key, TYPE), payload);
    }

    /// The whole with everything disclosed, as the issuer hands it out.
    public String compact(byte[] signingInput, byte[] signature) {
      StringBuilder text = new StringBuilder(VcJwt.compact(signingInput, signature)).append('~');
      disclosures.forEach(disclosure -> text.append(disclosure).append('~'));
      return text.toString();
    }

    @Override
    public String toString() {
      return "Unsigned[" + payload.length + " bytes, " + disclosures.size() + " disclosures]";
    }
  }

  /// An unsigned credential in this form. `iat` is `nbf`: when it begins to be valid. Throws
  /// [IllegalArgumentException] where [VcJwt#payload] would, or a member's name is reserved.
  ///
  /// @param vct the type of the format, a URI
  /// @param salts a source that nobody can foresee
  public static Unsigned of(JsonNode credential, String vct, RandomGenerator salts) {
    if (CLAIMS.stream().anyMatch(credential::has)) {
      throw new IllegalArgumentException("a member of the credential has the name of a claim");
    }
    requireUnreserved(credential);
    ObjectNode payload = (ObjectNode) Json.parse(VcJwt.payload(Json.bytes(credential)));
    payload.put("vct", vct);
    if (payload.has("nbf")) {
      payload.set("iat", payload.get("nbf"));
    }
    List<String> disclosures = new ArrayList<>();
    conceal(payload, "evidence", disclosures, salts);
    if (payload.path("credentialSubject") instanceof ObjectNode subject) {
      conceal(subject, "result", disclosures, salts);
    }
    if (disclosures.size() > SdJwt.MAX_DISCLOSURES) {
      throw new IllegalArgumentException("more than " + SdJwt.MAX_DISCLOSURES + " entries");
    }
    payload.put("_sd_alg", "sha-256");
    return new Unsigned(Json.bytes(payload), disclosures);
  }

  private static void conceal(
      ObjectNode parent, String name, List<String> disclosures, RandomGenerator salts) {
    if (!(parent.path(name) instanceof ArrayNode entries)) {
      return;
    }
    ArrayNode concealed = parent.putArray(name);
    for (JsonNode entry : entries) {
      byte[] salt = new byte[SALT_BYTES];
      salts.nextBytes(salt);
      String disclosure = Disclosures.ofElement(salt, entry);
      disclosures.add(disclosure);
      concealed.add(Disclosures.placeholder(disclosure));
    }
  }

  private static void requireUnreserved(JsonNode node) {
    if (Disclosures.reserved().stream().anyMatch(node::has)) {
      throw new IllegalArgumentException("a member of the credential has a reserved name");
    }
    node.forEach(SdJwtVc::requireUnreserved);
  }

  /// What speaks against an SD-JWT as a credential whatever its key, in a sentence without its full
  /// stop, or empty where nothing does: the header's objections, its `typ`, no `vct`, or a claim
  /// that must not be disclosed apart.
  public static Optional<String> objection(SdJwt sdJwt) {
    Optional<String> header = sdJwt.jws().objection();
    if (header.isPresent()) {
      return header;
    }
    String typ = sdJwt.jws().typ().toLowerCase(Locale.ROOT);
    String bare = typ.startsWith("application/") ? typ.substring("application/".length()) : typ;
    if (!bare.equals(TYPE) && !bare.equals(OLDER_TYPE)) {
      return Optional.of("the header's typ is not dc+sd-jwt");
    }
    if (!sdJwt.processed().path("vct").isString()) {
      return Optional.of("the payload has no vct");
    }
    return sdJwt.disclosed().stream()
        .filter(disclosed -> ALWAYS_DISCLOSED.contains(disclosed.name()))
        .filter(disclosed -> disclosed.pointer().equals(Json.step(disclosed.name())))
        .findFirst()
        .map(disclosed -> "a claim is disclosed apart that must not be: " + disclosed.name());
  }

  /// The credential in a processed payload: without the claims of the format, and without arrays
  /// whose every entry was kept back.
  public static ObjectNode credential(SdJwt sdJwt) {
    ObjectNode credential = sdJwt.processed();
    CLAIMS.forEach(credential::remove);
    dropEmpty(credential, "evidence");
    if (credential.path("credentialSubject") instanceof ObjectNode subject) {
      dropEmpty(subject, "result");
    }
    return credential;
  }

  private static void dropEmpty(ObjectNode parent, String name) {
    if (parent.path(name).isArray() && parent.path(name).isEmpty()) {
      parent.remove(name);
    }
  }

  /// In which claims the payload says something else than its credential; see
  /// [VcJwt#disagreements].
  public static List<String> disagreements(SdJwt sdJwt) {
    return VcJwt.disagreements(sdJwt.processed());
  }

  /// Whether an SD-JWT carries a credential of the VC data model, with its contexts, and not claims
  /// of its own making.
  public static boolean carriesCredential(SdJwt sdJwt) {
    return sdJwt.processed().has("@context");
  }
}
