package dev.laurel.tlog;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/// ML-DSA-44 (FIPS 204) as the JDK computes it, and the raw form of its public keys.
public final class MlDsa44 {
  /// Bytes of a raw public key.
  public static final int KEY_LENGTH = 1_312;

  /// Bytes of a signature.
  public static final int SIGNATURE_LENGTH = 2_420;

  private static final String NAME = "ML-DSA-44";

  /// What stands before the raw key in an X.509 SubjectPublicKeyInfo (RFC 9881).
  private static final byte[] SPKI_PREFIX =
      HexFormat.of().parseHex("30820532300b06096086480165030403110382052100");

  private MlDsa44() {}

  /// The raw key in an X.509 SubjectPublicKeyInfo, as key stores and key services hand it out.
  public static byte[] rawKey(byte[] spkiDer) {
    int prefix = SPKI_PREFIX.length;
    if (spkiDer.length != prefix + KEY_LENGTH
        || !Arrays.equals(spkiDer, 0, prefix, SPKI_PREFIX, 0, prefix)) {
      throw new IllegalArgumentException("not an ML-DSA-44 public key");
    }
    return Arrays.copyOfRange(spkiDer, prefix, spkiDer.length);
  }

  /// Whether the signature is the key's over the message (no context). Never throws.
  static boolean verify(byte[] rawKey, byte[] message, byte[] signature) {
    if (rawKey.length != KEY_LENGTH || signature.length != SIGNATURE_LENGTH) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance(NAME);
      byte[] spki = StrictBase64.concat(SPKI_PREFIX, rawKey);
      verifier.initVerify(
          KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(spki)));
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
