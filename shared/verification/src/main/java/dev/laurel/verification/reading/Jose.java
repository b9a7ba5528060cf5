package dev.laurel.verification.reading;

import dev.laurel.credentials.jose.CompactJws;
import dev.laurel.credentials.jose.VcJwt;
import dev.laurel.credentials.sdjwt.SdJwt;
import dev.laurel.credentials.sdjwt.SdJwtVc;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads credentials and presentations secured by a compact JWS (VC-JOSE-COSE 3.1 and 3.2, OB 3.0
/// JSON Web Token Proof Format), also with disclosures (RFC 9901).
final class Jose {
  static final String JWT = "vc-jwt";
  static final String SD_JWT = "sd-jwt";

  /// How the log's commitment calls an SD-JWT.
  private static final String SD_JWT_KIND = "sd-jwt-vc";

  /// Base64url with what stands between its parts, and the padding that none of them may have.
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~=";

  private Jose() {}

  /// Whether text could only be meant as one: the alphabet of base64url, with points between.
  static boolean looksLikeOne(String text) {
    return text.indexOf('.') >= 0 && text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
  }

  static Reading read(String text) {
    return text.indexOf('~') >= 0 ? sdJwt(text) : jwt(text);
  }

  private static Reading jwt(String text) {
    return switch (CompactJws.parse(text)) {
      case CompactJws.Parsed.Malformed(String why) -> refused(JWT, "The JWT is refused: " + why);
      case CompactJws.Parsed.Of(CompactJws jws) -> {
        Optional<ObjectNode> claims = VcJwt.claims(jws.payload());
        if (claims.isEmpty()) {
          yield refused(JWT, "The payload of the JWT is not JSON that every reader reads alike");
        }
        yield OlderBadges.isOne(claims.get())
            ? OlderBadges.signed(JWT)
            : document(jws, claims.get());
      }
    };
  }

  private static Reading document(CompactJws jws, ObjectNode claims) {
    List<String> objections = new ArrayList<>();
    jws.objection().ifPresent(objections::add);
    VcJwt.typeObjection(jws).ifPresent(objections::add);
    // VC 1.1 section 6.3.1: a presentation lies in the claim vp.
    if (claims.has("vp")) {
      if (!(claims.get("vp") instanceof ObjectNode presentation)
          || !isPresentation(presentation)
          || claims.has("vc")) {
        return refused(JWT, "The claim vp holds no presentation, or a claim vc stands beside it");
      }
      return Inputs.bounded(
          new Reading.Document(
              JWT, presentation, List.of(new Wrapper(JWT, jws, claims, objections))));
    }
    ObjectNode root = VcJwt.credential(claims);
    // What a presentation claims is compared with its holder and with now.
    if (!isPresentation(root)) {
      objections.addAll(VcJwt.disagreements(claims));
    }
    return Inputs.bounded(
        new Reading.Document(JWT, root, List.of(new Wrapper(JWT, jws, claims, objections))));
  }

  private static Reading sdJwt(String text) {
    return switch (SdJwt.parse(text)) {
      case SdJwt.Parsed.Malformed(String why) -> refused(SD_JWT, "The SD-JWT is refused: " + why);
      case SdJwt.Parsed.Of(SdJwt sdJwt) -> {
        if (!SdJwtVc.carriesCredential(sdJwt)) {
          yield new Reading.Unread(
              SD_JWT,
              Check.unknown(
                  Check.PARSED,
                  CheckType.UNSUPPORTED_FORMAT,
                  "The SD-JWT holds no W3C credential; what its claims mean is not known here."));
        }
        List<String> objections = new ArrayList<>();
        SdJwtVc.objection(sdJwt).ifPresent(objections::add);
        objections.addAll(SdJwtVc.disagreements(sdJwt));
        Optional<KeyBinding> binding =
            sdJwt.keyBinding().map(jws -> new KeyBinding(jws, sdJwt.sdHash()));
        yield Inputs.bounded(
            new Reading.Document(
                SD_JWT,
                SdJwtVc.credential(sdJwt),
                List.of(
                    new Wrapper(
                        SD_JWT_KIND, sdJwt.jws(), sdJwt.processed(), objections, binding))));
      }
    };
  }

  private static boolean isPresentation(JsonNode root) {
    return hasType(root, "VerifiablePresentation") && !hasType(root, "VerifiableCredential");
  }

  static boolean hasType(JsonNode root, String type) {
    JsonNode types = root.path("type");
    return types.isArray()
        ? types.valueStream().anyMatch(one -> one.asString("").equals(type))
        : types.asString("").equals(type);
  }

  private static Reading refused(String form, String why) {
    return new Reading.Unread(form, Check.failed(Check.PARSED, CheckType.PARSING_ERROR, why + "."));
  }
}
