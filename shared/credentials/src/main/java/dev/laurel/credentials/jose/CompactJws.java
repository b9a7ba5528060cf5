package dev.laurel.credentials.jose;

import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.ProofVerifier;
import dev.laurel.json.Json;
import dev.laurel.json.JsonRefused;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A signature in the compact form of three parts (RFC 7515 section 7.1), read strictly and not yet
/// trusted: ask [#objection] before [#verify]. Immutable.
public final class CompactJws {
  /// Longest header in bytes: one with a JWK of 8,192 bits takes 1,500.
  public static final int MAX_HEADER_BYTES = 8_192;

  /// Longest whole text: the largest credential that is verified (1 MiB) in base64url, and room for
  /// header and signature.
  public static final int MAX_LENGTH = 1_450_000;

  /// Longest `kid`: a did:jwk of an RSA key takes about 1,500.
  private static final int MAX_KID_LENGTH = 2_048;

  /// A `kid` as issuers write it: a DID URL, an http(s) URL, a fragment or a plain name. Never a
  /// path.
  private static final Pattern KID =
      Pattern.compile("(?:did:[!-~]+|https?://[!-~]+|#?[A-Za-z0-9._~:+=-]+)");

  /// Headers by which a message brings or fetches its own key; never used, and not waved through.
  private static final List<String> FOREIGN_KEYS = List.of("jku", "x5u", "x5c", "x5t", "x5t#S256");

  private static final ProofVerifier SIGNATURES = new ProofVerifier();

  private final ObjectNode header;
  private final byte[] payload;
  private final String signingInput;
  private final byte[] signature;

  private CompactJws(ObjectNode header, byte[] payload, String signingInput, byte[] signature) {
    this.header = header;
    this.payload = payload;
    this.signingInput = signingInput;
    this.signature = signature;
  }

  /// The outcome of reading.
  public sealed interface Parsed {
    /// Three parts whose header is a JSON object.
    record Of(CompactJws jws) implements Parsed {}

    /// Something else, and what, in words that hold no values.
    record Malformed(String why) implements Parsed {}
  }

  /// The signature in text from outside.
  public static Parsed parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return new Parsed.Malformed("longer than " + MAX_LENGTH + " characters");
    }
    String[] parts = text.split("\\.", 6);
    if (parts.length == 5) {
      return new Parsed.Malformed("five parts are an encrypted message, which is not read");
    }
    if (parts.length != 3) {
      return new Parsed.Malformed("a compact signature has three parts between two points");
    }
    Optional<byte[]> header = Base64Url.decode(parts[0], MAX_HEADER_BYTES * 4 / 3 + 4);
    Optional<byte[]> payload = Base64Url.decode(parts[1], MAX_LENGTH);
    Optional<byte[]> signature = Base64Url.decode(parts[2], MAX_HEADER_BYTES);
    if (header.isEmpty() || header.get().length > MAX_HEADER_BYTES) {
      return new Parsed.Malformed(
          "the header is not base64url without padding, or has more than "
              + MAX_HEADER_BYTES
              + " bytes");
    }
    if (payload.isEmpty()) {
      return new Parsed.Malformed("the payload is not base64url without padding");
    }
    if (signature.isEmpty()) {
      return new Parsed.Malformed("the signature is not base64url without padding");
    }
    JsonNode json;
    try {
      json = Json.parse(header.get());
    } catch (JsonRefused refused) {
      return new Parsed.Malformed("the header is refused: " + refused.getMessage());
    }
    return json instanceof ObjectNode object
        ? new Parsed.Of(
            new CompactJws(object, payload.get(), parts[0] + "." + parts[1], signature.get()))
        : new Parsed.Malformed("the header is not a JSON object");
  }

  /// Why such a message is not verified whatever its key, in a sentence without its full stop, or
  /// empty where nothing speaks against it.
  public Optional<String> objection() {
    for (String name : List.of("alg", "kid", "typ")) {
      if (header.has(name) && !header.get(name).isString()) {
        return Optional.of("the header's " + name + " is not a text");
      }
    }
    if (algorithm().isEmpty()) {
      return Optional.of("the header's alg is not RS256, ES256, ES384 or EdDSA");
    }
    if (header.has("crit")) {
      return Optional.of("the header demands extensions (crit) that are not known here");
    }
    if (header.has("b64") || header.has("enc") || header.has("zip")) {
      return Optional.of("the header changes how the payload is read (b64, enc, zip)");
    }
    for (String name : FOREIGN_KEYS) {
      if (header.has(name)) {
        return Optional.of("the header brings its own key by " + name + ", which is never used");
      }
    }
    if (header.has("jwk") && jwk().isEmpty()) {
      return Optional.of("the header's jwk is not a public key of a kind that is known");
    }
    if (header.has("kid") && !soundKid()) {
      return Optional.of("the header's kid is not a DID URL, a URL or a plain name");
    }
    return Optional.empty();
  }

  /// Whether the signature is the key's by this algorithm, which must be the header's own, over
  /// header and payload. Never throws.
  public boolean verify(JwsAlgorithm algorithm, PublicJwk key) {
    if (!algorithm.fits(key) || !algorithm.text().equals(alg())) {
      return false;
    }
    Optional<Multikey> multikey = key.multikey();
    return multikey.isPresent()
        ? SIGNATURES.verify(multikey.get(), signingInput(), signature)
        : rsa(key.toPublicKey());
  }

  private boolean rsa(PublicKey key) {
    // A signature is exactly as long as the modulus (RFC 8017 section 8.2.2 step 1).
    if (!(key instanceof RSAPublicKey rsa)
        || signature.length != (rsa.getModulus().bitLength() + 7) / 8) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance("SHA256withRSA");
      verifier.initVerify(key);
      verifier.update(signingInput());
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private boolean soundKid() {
    return kid().length() <= MAX_KID_LENGTH && KID.matcher(kid()).matches();
  }

  /// The header as it stood.
  public ObjectNode header() {
    return header.deepCopy();
  }

  /// The header's `alg`, or "".
  public String alg() {
    return text("alg");
  }

  /// The header's algorithm, or empty where it is not one that we verify.
  public Optional<JwsAlgorithm> algorithm() {
    return JwsAlgorithm.parse(alg());
  }

  /// The header's `kid`, or "". It only says which of the issuer's keys; it is never a place to
  /// fetch one.
  public String kid() {
    return text("kid");
  }

  /// The header's `jwk`, or empty. It only says which of the issuer's keys.
  public Optional<PublicJwk> jwk() {
    return PublicJwk.parse(header.path("jwk"));
  }

  /// The header's `typ`, or "".
  public String typ() {
    return text("typ");
  }

  /// The bytes that were signed for.
  public byte[] payload() {
    return payload.clone();
  }

  /// What the signature is over: the first two parts and the point between them.
  public byte[] signingInput() {
    return signingInput.getBytes(StandardCharsets.US_ASCII);
  }

  /// The signature's bytes.
  public byte[] signature() {
    return signature.clone();
  }

  /// The text as it came.
  public String text() {
    return signingInput + "." + Base64Url.encode(signature);
  }

  private String text(String name) {
    return header.path(name).asString("");
  }
}
