package dev.laurel.credentials.proof;

import dev.laurel.credentials.MultibaseText;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Optional;

/// A public key in its raw bytes (for P-256 and P-384 the compressed point), whose text names its
/// algorithm (Controlled Identifiers 2.2.2 Multikey).
///
/// A key from outside may still be no point of its curve: [ProofVerifier] refuses that.
@SuppressWarnings("ArrayRecordComponent") // cloned in and out
public record Multikey(KeyAlgorithm algorithm, byte[] raw) {
  /// Longest text read in base 58: the 51 bytes of P-384 take 70 characters; decoding is quadratic.
  private static final int MAX_BASE58_LENGTH = 80;

  /// Longest text read in base64url: 1,314 bytes of ML-DSA-44 take 1,753 characters.
  private static final int MAX_BASE64_LENGTH = 1_800;

  public Multikey {
    raw = raw.clone();
    if (raw.length != algorithm.rawLength()) {
      throw new IllegalArgumentException(
          "a raw key of " + algorithm + " has " + algorithm.rawLength() + " bytes");
    }
    if (algorithm.compressed() && raw[0] != 2 && raw[0] != 3) {
      throw new IllegalArgumentException("a compressed point begins with 2 or 3");
    }
  }

  /// The key in text from outside (`z6Mk...`, `zDn...`), or empty where it is none that we know.
  /// ML-DSA keys are written in base64url (`u`), the others in base 58.
  public static Optional<Multikey> parse(String text) {
    Optional<byte[]> bytes =
        text.startsWith("u")
            ? MultibaseText.decodeBase64Url(text, MAX_BASE64_LENGTH)
            : MultibaseText.decodeBase58(text, MAX_BASE58_LENGTH);
    return bytes.flatMap(Multikey::fromMulticodec).filter(key -> key.text().equals(text));
  }

  /// The key in bytes from outside, multicodec first, or empty where it is none that we know.
  static Optional<Multikey> parse(byte[] multicodecAndKey) {
    return fromMulticodec(multicodecAndKey);
  }

  /// The key of a point from outside, x and y of the curve's length, or empty where the curve has
  /// no such point.
  public static Optional<Multikey> ofPoint(KeyAlgorithm algorithm, byte[] point) {
    if (!algorithm.compressed() || point.length != 2 * (algorithm.rawLength() - 1)) {
      return Optional.empty();
    }
    Multikey key = new Multikey(algorithm, PrimeCurve.of(algorithm).compress(point));
    return key.point().filter(found -> Arrays.equals(found, point)).map(found -> key);
  }

  /// The key in an X.509 SubjectPublicKeyInfo as key stores and key services hand it out.
  public static Multikey fromSpki(byte[] spkiDer) {
    for (KeyAlgorithm algorithm : KeyAlgorithm.values()) {
      byte[] prefix = algorithm.spkiPrefix();
      if (spkiDer.length > prefix.length
          && Arrays.equals(spkiDer, 0, prefix.length, prefix, 0, prefix.length)) {
        byte[] key = Arrays.copyOfRange(spkiDer, prefix.length, spkiDer.length);
        return new Multikey(
            algorithm, algorithm.compressed() ? PrimeCurve.of(algorithm).compress(key) : key);
      }
    }
    throw new IllegalArgumentException("not a public key of a kind that is known");
  }

  private static Optional<Multikey> fromMulticodec(byte[] bytes) {
    for (KeyAlgorithm algorithm : KeyAlgorithm.values()) {
      if (algorithm.startsWithMulticodec(bytes)) {
        byte[] raw = Arrays.copyOfRange(bytes, algorithm.multicodec().length, bytes.length);
        return algorithm.compressed() && raw[0] != 2 && raw[0] != 3
            ? Optional.empty()
            : Optional.of(new Multikey(algorithm, raw));
      }
    }
    return Optional.empty();
  }

  @Override
  public byte[] raw() {
    return raw.clone();
  }

  /// The text in a verification method: multicodec and key in base 58 (`z`), those of ML-DSA in
  /// base64url (`u`).
  public String text() {
    return algorithm == KeyAlgorithm.ML_DSA_44
        ? MultibaseText.base64Url(bytes())
        : MultibaseText.base58(bytes());
  }

  /// Multicodec and raw key.
  byte[] bytes() {
    byte[] prefix = algorithm.multicodec();
    byte[] bytes = Arrays.copyOf(prefix, prefix.length + raw.length);
    System.arraycopy(raw, 0, bytes, prefix.length, raw.length);
    return bytes;
  }

  /// x and y of a key on P-256 or P-384, or empty where it is of another kind or no point of its
  /// curve.
  public Optional<byte[]> point() {
    return algorithm.compressed() ? PrimeCurve.of(algorithm).decompress(raw) : Optional.empty();
  }

  /// The key for the Java cryptography architecture. Throws [IllegalArgumentException] where the
  /// bytes are no point of the curve.
  public PublicKey toPublicKey() {
    return SignatureEngine.publicKey(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Multikey key
        && key.algorithm == algorithm
        && Arrays.equals(key.raw, raw);
  }

  @Override
  public int hashCode() {
    return 31 * algorithm.hashCode() + Arrays.hashCode(raw);
  }

  @Override
  public String toString() {
    return text();
  }
}
