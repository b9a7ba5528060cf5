package dev.laurel.credentials.proof;

import java.util.Arrays;
import java.util.HexFormat;

/// A kind of signing key: its Multikey and X.509 forms, and its names in the Java cryptography
/// architecture. The raw key of a curve is the compressed point; the X.509 prefix is that of the
/// uncompressed one.
public enum KeyAlgorithm {
  ED25519("ed01", 32, 64, "302a300506032b6570032100", "Ed25519", "Ed25519"),

  P256(
      "8024",
      33,
      64,
      "3059301306072a8648ce3d020106082a8648ce3d03010703420004",
      "EC",
      "SHA256withECDSAinP1363Format"),

  /// Only verified: no key service that we sign with has a reason to hold one.
  P384(
      "8124",
      49,
      96,
      "3076301006072a8648ce3d020106052b8104002203620004",
      "EC",
      "SHA384withECDSAinP1363Format"),

  /// FIPS 204, pure and without context; its X.509 form is that of RFC 9881.
  ML_DSA_44(
      "9024",
      1_312,
      2_420,
      "30820532300b06096086480165030403110382052100",
      "ML-DSA-44",
      "ML-DSA-44");

  private final String multicodec;
  private final int rawLength;
  private final int signatureLength;
  private final String spkiPrefix;
  private final String keyName;
  private final String signatureName;

  KeyAlgorithm(
      String multicodec,
      int rawLength,
      int signatureLength,
      String spkiPrefix,
      String keyName,
      String signatureName) {
    this.multicodec = multicodec;
    this.rawLength = rawLength;
    this.signatureLength = signatureLength;
    this.spkiPrefix = spkiPrefix;
    this.keyName = keyName;
    this.signatureName = signatureName;
  }

  /// Bytes of a raw public key.
  public int rawLength() {
    return rawLength;
  }

  /// Bytes of a signature; those of curves are R and S, or r and s.
  public int signatureLength() {
    return signatureLength;
  }

  /// The name for a `KeyFactory`.
  String keyName() {
    return keyName;
  }

  /// The name for a `Signature`.
  String signatureName() {
    return signatureName;
  }

  /// Whether the raw key is a compressed point, which begins with 2 or 3.
  boolean compressed() {
    return this == P256 || this == P384;
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
