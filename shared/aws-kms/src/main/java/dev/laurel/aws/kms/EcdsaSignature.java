package dev.laurel.aws.kms;

import java.util.Arrays;
import java.util.Optional;

/// An ECDSA signature as KMS answers it, `SEQUENCE { INTEGER r, INTEGER s }` in DER (RFC 3279
/// 2.2.3), for keys of the curve P-256.
final class EcdsaSignature {
  /// Bytes of r and of s in a Data Integrity proof.
  private static final int HALF = 32;

  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;

  /// A sequence of two integers of 33 bytes at most is so short that its length is one byte.
  private static final int LONGEST = 2 + 2 * (2 + HALF + 1);

  private EcdsaSignature() {}

  /// r and s, 32 bytes each; empty where the bytes are not such a signature in DER.
  static Optional<byte[]> raw(byte[] der) {
    if (der.length < 8 || der.length > LONGEST || der[0] != SEQUENCE || der[1] != der.length - 2) {
      return Optional.empty();
    }
    byte[] raw = new byte[2 * HALF];
    int next = integer(der, 2, raw, HALF);
    int end = next < 0 ? -1 : integer(der, next, raw, 2 * HALF);
    return end == der.length ? Optional.of(raw) : Optional.empty();
  }

  /// Copies the positive integer at `at` so that it ends before `until`; the place after it, or -1
  /// where it is none, too long, zero or not in its shortest form.
  private static int integer(byte[] der, int at, byte[] to, int until) {
    if (at + 2 > der.length || der[at] != INTEGER) {
      return -1;
    }
    int length = der[at + 1];
    int start = at + 2;
    if (length < 1 || start + length > der.length || der[start] < 0) {
      return -1;
    }
    boolean padded = der[start] == 0;
    if (padded && (length == 1 || der[start + 1] >= 0)) {
      return -1;
    }
    byte[] digits = Arrays.copyOfRange(der, padded ? start + 1 : start, start + length);
    if (digits.length > HALF) {
      return -1;
    }
    System.arraycopy(digits, 0, to, until - digits.length, digits.length);
    return start + length;
  }
}
