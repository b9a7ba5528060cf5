package dev.laurel.credentials.jose;

import dev.laurel.credentials.Sha256;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.json.Json;
import dev.laurel.json.JsonRefused;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A public signing key as JSON (RFC 7517, RFC 7518 section 6, RFC 8037): Ed25519, P-256, P-384, or
/// RSA of 2,048 to 8,192 bits. Members that its kind does not have are empty; the others are
/// base64url as they stood. Every key is on its curve.
public record PublicJwk(String kty, String crv, String x, String y, String n, String e) {
  /// Smallest RSA modulus (RFC 7518 section 3.3).
  public static final int MIN_RSA_BITS = 2_048;

  /// Largest RSA modulus: verification takes the square of it, and no issuer has more.
  public static final int MAX_RSA_BITS = 8_192;

  /// Longest member: a modulus of 8,192 bits takes 1,366 characters.
  private static final int MAX_MEMBER_LENGTH = 1_400;

  /// Largest JSON of a key that is read.
  private static final int MAX_LENGTH = 8_192;

  /// Bits of the largest RSA exponent: more only makes verification slow.
  private static final int MAX_EXPONENT_BITS = 32;

  /// Members of private and of symmetric keys (RFC 7518 section 6).
  private static final List<String> SECRETS =
      List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv");

  public PublicJwk {
    boolean sound =
        switch (kty) {
          case "OKP" -> y.isEmpty() && n.isEmpty() && e.isEmpty() && okp(crv, x).isPresent();
          case "EC" -> n.isEmpty() && e.isEmpty() && ec(crv, x, y).isPresent();
          case "RSA" -> crv.isEmpty() && x.isEmpty() && y.isEmpty() && rsa(n, e).isPresent();
          default -> false;
        };
    if (!sound) {
      throw new IllegalArgumentException("not a public key of a kind that is known");
    }
  }

  /// The key in JSON from outside, or empty where it is none that we take: of another kind, with
  /// members of a private key, not on its curve, or for encryption or another algorithm by its own
  /// words (`use`, `key_ops`, `alg`).
  public static Optional<PublicJwk> parse(JsonNode jwk) {
    if (!jwk.isObject() || SECRETS.stream().anyMatch(jwk::has)) {
      return Optional.empty();
    }
    for (String name : List.of("kty", "crv", "x", "y", "n", "e", "use", "alg")) {
      if (jwk.has(name) && !jwk.get(name).isString()) {
        return Optional.empty();
      }
    }
    boolean rsa = text(jwk, "kty").equals("RSA");
    boolean curve = text(jwk, "kty").equals("EC");
    PublicJwk key;
    try {
      key =
          new PublicJwk(
              text(jwk, "kty"),
              rsa ? "" : text(jwk, "crv"),
              rsa ? "" : text(jwk, "x"),
              curve ? text(jwk, "y") : "",
              rsa ? text(jwk, "n") : "",
              rsa ? text(jwk, "e") : "");
    } catch (IllegalArgumentException refused) {
      return Optional.empty();
    }
    return key.meantForThis(jwk) ? Optional.of(key) : Optional.empty();
  }

  /// The key in JSON text from outside.
  public static Optional<PublicJwk> parse(String json) {
    return parse(json.getBytes(StandardCharsets.UTF_8));
  }

  /// The key in UTF-8 from outside.
  public static Optional<PublicJwk> parse(byte[] json) {
    if (json.length > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      return parse(Json.parse(json));
    } catch (JsonRefused refused) {
      return Optional.empty();
    }
  }

  /// The JWK of a key, or empty for ML-DSA, whose keys have no form that readers of JWTs know, and
  /// where the key is no point of its curve.
  public static Optional<PublicJwk> of(Multikey key) {
    return switch (key.algorithm()) {
      case ED25519 ->
          Optional.of(new PublicJwk("OKP", "Ed25519", Base64Url.encode(key.raw()), "", "", ""));
      case P256, P384 ->
          key.point()
              .map(point -> {
                int half = point.length / 2;
                String curve = key.algorithm() == KeyAlgorithm.P256 ? "P-256" : "P-384";
                return new PublicJwk(
                    "EC",
                    curve,
                    Base64Url.encode(Arrays.copyOf(point, half)),
                    Base64Url.encode(Arrays.copyOfRange(point, half, point.length)),
                    "",
                    "");
              });
      case ML_DSA_44 -> Optional.empty();
    };
  }

  /// The key as a Multikey, or empty for RSA.
  public Optional<Multikey> multikey() {
    return switch (kty) {
      case "OKP" -> okp(crv, x);
      case "EC" -> ec(crv, x, y);
      default -> Optional.empty();
    };
  }

  /// Whether this is that key.
  public boolean sameKey(Multikey key) {
    return multikey().filter(key::equals).isPresent();
  }

  /// The key for the Java cryptography architecture.
  public PublicKey toPublicKey() {
    return multikey().map(Multikey::toPublicKey).orElseGet(() -> rsa(n, e).orElseThrow());
  }

  /// The JSON of the key, with its required members alone in the order of their names.
  public ObjectNode toJson() {
    ObjectNode json = Json.object();
    if (kty.equals("RSA")) {
      return json.put("e", e).put("kty", kty).put("n", n);
    }
    json.put("crv", crv).put("kty", kty).put("x", x);
    return y.isEmpty() ? json : json.put("y", y);
  }

  /// The text of [#toJson].
  public String text() {
    return Json.write(toJson());
  }

  /// The thumbprint with SHA-256 (RFC 7638).
  public String thumbprint() {
    return Base64Url.encode(Sha256.of(text().getBytes(StandardCharsets.UTF_8)));
  }

  /// What a key says about its own use.
  private boolean meantForThis(JsonNode jwk) {
    String use = text(jwk, "use");
    boolean fits =
        !jwk.has("alg")
            || JwsAlgorithm.parse(text(jwk, "alg"))
                .filter(algorithm -> algorithm.fits(this))
                .isPresent();
    JsonNode operations = jwk.path("key_ops");
    boolean verifies = operations.isMissingNode();
    for (JsonNode operation : operations) {
      verifies = verifies || operation.asString("").equals("verify");
    }
    return fits && verifies && (use.isEmpty() || use.equals("sig"));
  }

  private static Optional<Multikey> okp(String crv, String x) {
    return crv.equals("Ed25519")
        ? Base64Url.decode(x, MAX_MEMBER_LENGTH)
            .filter(raw -> raw.length == KeyAlgorithm.ED25519.rawLength())
            .map(raw -> new Multikey(KeyAlgorithm.ED25519, raw))
        : Optional.empty();
  }

  private static Optional<Multikey> ec(String crv, String x, String y) {
    KeyAlgorithm algorithm;
    switch (crv) {
      case "P-256" -> algorithm = KeyAlgorithm.P256;
      case "P-384" -> algorithm = KeyAlgorithm.P384;
      default -> {
        return Optional.empty();
      }
    }
    Optional<byte[]> first = Base64Url.decode(x, MAX_MEMBER_LENGTH);
    Optional<byte[]> second = Base64Url.decode(y, MAX_MEMBER_LENGTH);
    int length = algorithm.rawLength() - 1;
    if (first.isEmpty()
        || second.isEmpty()
        || first.get().length != length
        || second.get().length != length) {
      return Optional.empty();
    }
    byte[] point = Arrays.copyOf(first.get(), 2 * length);
    System.arraycopy(second.get(), 0, point, length, length);
    return Multikey.ofPoint(algorithm, point);
  }

  /// Numbers without a leading zero byte, as RFC 7518 section 2 writes them.
  private static Optional<PublicKey> rsa(String n, String e) {
    Optional<BigInteger> modulus = number(n);
    Optional<BigInteger> exponent = number(e);
    if (modulus.isEmpty()
        || exponent.isEmpty()
        || modulus.get().bitLength() < MIN_RSA_BITS
        || modulus.get().bitLength() > MAX_RSA_BITS
        || !modulus.get().testBit(0)
        || exponent.get().bitLength() > MAX_EXPONENT_BITS
        || !exponent.get().testBit(0)
        || exponent.get().equals(BigInteger.ONE)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          KeyFactory.getInstance("RSA")
              .generatePublic(new RSAPublicKeySpec(modulus.get(), exponent.get())));
    } catch (GeneralSecurityException refused) {
      return Optional.empty();
    }
  }

  private static Optional<BigInteger> number(String text) {
    return Base64Url.decode(text, MAX_MEMBER_LENGTH)
        .filter(bytes -> bytes.length > 0 && bytes[0] != 0)
        .map(bytes -> new BigInteger(1, bytes));
  }

  private static String text(JsonNode jwk, String name) {
    return jwk.path(name).asString("");
  }
}
