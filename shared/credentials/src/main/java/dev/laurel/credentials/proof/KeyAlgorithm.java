package dev.laurel.credentials.proof;

import java.util.Arrays;
import java.util.HexFormat;

/// A kind of signing key: its Multikey and X.509 forms, and its names in the Java cryptography
/// architecture.
public enum KeyAlgorithm {
  ED25519("ed01", 32, "302a300506032b6570032100", "Ed25519", "Ed25519"),

  /// The raw key is the compressed point; the X.509 prefix here is that of the uncompressed one.
  P256(
      "8024",
      33,
      "3059301306072a8648ce3d020106082a8648ce3d03010703420004",
      "EC",
      "SHA256withECDSAinP1363Format");

  /// Bytes of a signature of either kind: R and S, or r and s.
  public static final int SIGNATURE_LENGTH = 64;

  private final String multicodec;
  private final int rawLength;
  private final String spkiPrefix;
  private final String keyName;
  private final String signatureName;

  KeyAlgorithm(
      String multicodec, int rawLength, String spkiPrefix, String keyName, String signatureName) {
    this.multicodec = multicodec;
    this.rawLength = rawLength;
    this.spkiPrefix = spkiPrefix;
    this.keyName = keyName;
    this.signatureName = signatureName;
  }

  /// Bytes of a raw public key.
  public int rawLength() {
    return rawLength;
  }

  /// The name for a `KeyFactory`.
  String keyName() {
    return keyName;
  }

  /// The name for a `Signature`.
  String signatureName() {
    return signatureName;
  }

  byte[] multicodec() {
    return HexFormat.of().parseHex(multicodec);
  }

  byte[] spkiPrefix() {
    return HexFormat.of().parseHex(spkiPrefix);
  }

  boolean startsWithMulticodec(byte[] bytes) {
    byte[] prefix = multicodec();
    return bytes.length == prefix.length + rawLength
        && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }
}
