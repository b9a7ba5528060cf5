package dev.laurel.tlog.entry;

import java.util.Arrays;

/// One signature over the statement of a key entry.
///
/// @param method id of the verification method that signed
/// @param signature raw: R and S, or r and s
@SuppressWarnings("ArrayRecordComponent") // cloned in and out
public record Auth(String method, byte[] signature) {
  /// Longest signature: ML-DSA-87's 4,627 bytes, should issuers come to sign with it.
  static final int MAX_SIGNATURE = 4_627;

  public Auth {
    signature = signature.clone();
    Jcs.requireAscii("a method", method, LogEntry.MAX_TEXT);
    if (signature.length == 0 || signature.length > MAX_SIGNATURE) {
      throw new IllegalArgumentException("a signature has 1 to " + MAX_SIGNATURE + " bytes");
    }
  }

  @Override
  public byte[] signature() {
    return signature.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Auth that
        && that.method.equals(method)
        && Arrays.equals(that.signature, signature);
  }

  @Override
  public int hashCode() {
    return 31 * method.hashCode() + Arrays.hashCode(signature);
  }

  @Override
  public String toString() {
    return "Auth[" + method + "]";
  }
}
