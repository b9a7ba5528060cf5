package dev.laurel.credentials.proof;

import dev.laurel.credentials.MultibaseText;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Optional;

/// A public key in its raw bytes (32 for Ed25519, the compressed point of 33 for P-256), whose text
/// names its algorithm (Controlled Identifiers 2.2.2 Multikey).
///
/// A key from outside may still be no point of its curve: [ProofVerifier] refuses that.
@SuppressWarnings("ArrayRecordComponent") // cloned in and out
public record Multikey(KeyAlgorithm algorithm, byte[] raw) {
  /// Longest text read: 35 bytes take 49 characters; decoding is quadratic.
  private static final int MAX_TEXT_LENGTH = 64;

  public Multikey {
    raw = raw.clone();
    if (raw.length != algorithm.rawLength()) {
      throw new IllegalArgumentException(
          "a raw key of " + algorithm + " has " + algorithm.rawLength() + " bytes");
    }
    if (algorithm == KeyAlgorithm.P256 && raw[0] != 2 && raw[0] != 3) {
      throw new IllegalArgumentException("a compressed point begins with 2 or 3");
    }
  }

  /// The key in text from outside (`z6Mk...`, `zDn...`), or empty where it is none that we know.
  public static Optional<Multikey> parse(String text) {
    return MultibaseText.decodeBase58(text, MAX_TEXT_LENGTH).flatMap(Multikey::fromMulticodec);
  }

  /// The key in an X.509 SubjectPublicKeyInfo as key stores and key services hand it out.
  public static Multikey fromSpki(byte[] spkiDer) {
    for (KeyAlgorithm algorithm : KeyAlgorithm.values()) {
      byte[] prefix = algorithm.spkiPrefix();
      if (spkiDer.length > prefix.length
          && Arrays.equals(spkiDer, 0, prefix.length, prefix, 0, prefix.length)) {
        byte[] key = Arrays.copyOfRange(spkiDer, prefix.length, spkiDer.length);
        return new Multikey(algorithm, algorithm == KeyAlgorithm.P256 ? P256.compress(key) : key);
      }
    }
    throw new IllegalArgumentException("neither an Ed25519 nor a P-256 public key");
  }

  private static Optional<Multikey> fromMulticodec(byte[] bytes) {
    for (KeyAlgorithm algorithm : KeyAlgorithm.values()) {
      if (algorithm.startsWithMulticodec(bytes)) {
        byte[] raw = Arrays.copyOfRange(bytes, algorithm.multicodec().length, bytes.length);
        return algorithm == KeyAlgorithm.P256 && raw[0] != 2 && raw[0] != 3
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

  /// The text in a verification method: `z`, then multicodec and key in base 58.
  public String text() {
    byte[] prefix = algorithm.multicodec();
    byte[] bytes = Arrays.copyOf(prefix, prefix.length + raw.length);
    System.arraycopy(raw, 0, bytes, prefix.length, raw.length);
    return MultibaseText.base58(bytes);
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
