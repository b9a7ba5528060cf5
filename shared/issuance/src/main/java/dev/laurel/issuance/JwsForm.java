package dev.laurel.issuance;

import dev.laurel.credentials.Sha256;
import dev.laurel.credentials.jose.JwsAlgorithm;
import dev.laurel.credentials.jose.VcJwt;
import dev.laurel.credentials.jose.VcJwt.KeyReference;
import dev.laurel.credentials.sdjwt.SdJwtVc;
import dev.laurel.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/// A credential as a JWS before its signature, and the text in which an intent keeps it: the
/// signing input, and of an SD-JWT the disclosures behind it, each after a `~`.
@SuppressWarnings("ArrayRecordComponent") // made and read in this room, never compared
record JwsForm(byte[] payload, CredentialFormat format, List<String> disclosures) {
  private static final JwsAlgorithm ALGORITHM = JwsAlgorithm.ES256;

  /// The types of SD-JWTs: the IRIs of the credentials' own types, the most special one first.
  private static final List<String> OPEN_BADGES =
      List.of("AchievementCredential", "EndorsementCredential");

  private static final String OB_VOCABULARY = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#";
  private static final String VERIFIABLE_CREDENTIAL =
      "https://www.w3.org/2018/credentials#VerifiableCredential";

  JwsForm {
    disclosures = List.copyOf(disclosures);
  }

  /// The form of an unsigned document. Throws [IllegalArgumentException] where it has none; `salts`
  /// is a source that nobody can foresee.
  static JwsForm of(CredentialFormat format, byte[] unsigned, RandomGenerator salts) {
    return switch (format) {
      case VC_JWT -> new JwsForm(VcJwt.payload(unsigned), format, List.of());
      case SD_JWT -> {
        JsonNode credential = Json.parse(unsigned);
        SdJwtVc.Unsigned form = SdJwtVc.of(credential, type(credential), salts);
        yield new JwsForm(form.payload(), format, form.disclosures());
      }
      case LDP_VC -> throw new IllegalArgumentException("embedded proofs are no JWS");
    };
  }

  private static String type(JsonNode credential) {
    List<String> types =
        credential.path("type").valueStream().map(type -> type.asString("")).toList();
    return OPEN_BADGES.stream()
        .filter(types::contains)
        .findFirst()
        .map(type -> OB_VOCABULARY + type)
        .orElse(VERIFIABLE_CREDENTIAL);
  }

  /// What an intent keeps: what is signed with this name of the key, and the disclosures.
  byte[] text(KeyReference key) {
    String typ = format == CredentialFormat.SD_JWT ? SdJwtVc.TYPE : "JWT";
    byte[] input = VcJwt.signingInput(VcJwt.header(ALGORITHM, key, typ), payload);
    StringBuilder text = new StringBuilder(new String(input, StandardCharsets.US_ASCII));
    disclosures.forEach(disclosure -> text.append('~').append(disclosure));
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /// The signing input in a kept text.
  static byte[] signingInput(byte[] text) {
    String whole = new String(text, StandardCharsets.US_ASCII);
    int end = whole.indexOf('~');
    return (end < 0 ? whole : whole.substring(0, end)).getBytes(StandardCharsets.US_ASCII);
  }

  /// What the log commits to, of a kept text.
  static byte[] hash(byte[] text) {
    return Sha256.of(signingInput(text));
  }

  /// The signed form of a kept text.
  static byte[] signed(CredentialFormat format, byte[] text, byte[] signature) {
    byte[] input = signingInput(text);
    String jws = VcJwt.compact(input, signature);
    String behind = new String(text, StandardCharsets.US_ASCII).substring(input.length);
    // An SD-JWT without a key binding ends with a tilde (RFC 9901 section 4).
    String whole = format == CredentialFormat.SD_JWT ? jws + behind + "~" : jws;
    return whole.getBytes(StandardCharsets.US_ASCII);
  }
}
