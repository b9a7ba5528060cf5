package dev.laurel.credentials.proof;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/// The curve P-256 as far as reading a public key needs it (SEC 1, 2.3.3 and 2.3.4).
final class P256 {
  private static final BigInteger P =
      new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
  private static final BigInteger B =
      new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);

  /// The order of the group: r and s of a signature lie between 1 and this minus 1.
  static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  private static final BigInteger THREE = BigInteger.valueOf(3);
  private static final int COORDINATE_LENGTH = 32;

  private P256() {}

  /// x and y, 64 bytes, to the compressed 33.
  static byte[] compress(byte[] point) {
    if (point.length != 2 * COORDINATE_LENGTH) {
      throw new IllegalArgumentException("a point of P-256 has two coordinates of 32 bytes");
    }
    byte[] compressed = new byte[1 + COORDINATE_LENGTH];
    compressed[0] = (byte) (2 + (point[point.length - 1] & 1));
    System.arraycopy(point, 0, compressed, 1, COORDINATE_LENGTH);
    return compressed;
  }

  /// The compressed 33 bytes to x and y, or empty where no point of the curve has that x.
  static Optional<byte[]> decompress(byte[] compressed) {
    BigInteger x = new BigInteger(1, Arrays.copyOfRange(compressed, 1, compressed.length));
    if (x.compareTo(P) >= 0) {
      return Optional.empty();
    }
    BigInteger square = x.modPow(THREE, P).subtract(x.multiply(THREE)).add(B).mod(P);
    // P = 3 mod 4, so a root is the power of (P + 1) / 4.
    BigInteger y = square.modPow(P.add(BigInteger.ONE).shiftRight(2), P);
    if (!y.multiply(y).mod(P).equals(square)) {
      return Optional.empty();
    }
    if (y.testBit(0) != (compressed[0] == 3)) {
      y = P.subtract(y);
    }
    byte[] point = new byte[2 * COORDINATE_LENGTH];
    System.arraycopy(compressed, 1, point, 0, COORDINATE_LENGTH);
    byte[] bytes = y.toByteArray();
    int length = Math.min(bytes.length, COORDINATE_LENGTH);
    System.arraycopy(bytes, bytes.length - length, point, point.length - length, length);
    return Optional.of(point);
  }

  /// Whether r and s of a signature in IEEE P1363 form are in range. Zero would verify anything on
  /// a JDK that forgot to look (CVE-2022-21449).
  static boolean inRange(byte[] signature) {
    BigInteger r = new BigInteger(1, Arrays.copyOfRange(signature, 0, COORDINATE_LENGTH));
    BigInteger s =
        new BigInteger(1, Arrays.copyOfRange(signature, COORDINATE_LENGTH, signature.length));
    return r.signum() > 0 && s.signum() > 0 && r.compareTo(ORDER) < 0 && s.compareTo(ORDER) < 0;
  }
}
