package dev.laurel.credentials;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The hash function of everything here: SHA-256 of the JDK.
public final class Sha256 {
  private Sha256() {}

  /// The 32 bytes.
  public static byte[] of(byte[] bytes) {
    return digest().digest(bytes);
  }

  /// A fresh digest to feed piece by piece.
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
