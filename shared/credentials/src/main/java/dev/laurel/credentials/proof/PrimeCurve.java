package dev.laurel.credentials.proof;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/// A curve of NIST (FIPS 186-5) as far as reading a public key and a signature needs it (SEC 1,
/// 2.3.3 and 2.3.4). Both have a = -3 and a prime that is 3 mod 4.
enum PrimeCurve {
  P256(
      32,
      "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
      "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
      "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"),
  P384(
      48,
      "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe"
          + "ffffffff0000000000000000ffffffff",
      "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875a"
          + "c656398d8a2ed19d2a85c8edd3ec2aef",
      "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf"
          + "581a0db248b0a77aecec196accc52973");

  private static final BigInteger THREE = BigInteger.valueOf(3);

  private final int coordinateLength;
  private final BigInteger prime;
  private final BigInteger b;
  private final BigInteger order;

  PrimeCurve(int coordinateLength, String prime, String b, String order) {
    this.coordinateLength = coordinateLength;
    this.prime = new BigInteger(prime, 16);
    this.b = new BigInteger(b, 16);
    this.order = new BigInteger(order, 16);
  }

  /// The curve of a kind of key. Throws [IllegalArgumentException] for a key of another shape.
  static PrimeCurve of(KeyAlgorithm algorithm) {
    return switch (algorithm) {
      case P256 -> P256;
      case P384 -> P384;
      case ED25519, ML_DSA_44 -> throw new IllegalArgumentException("not a key of a prime curve");
    };
  }

  /// The order of the group: r and s of a signature lie between 1 and this minus 1.
  BigInteger order() {
    return order;
  }

  /// x and y, of equal length, to the compressed point.
  byte[] compress(byte[] point) {
    if (point.length != 2 * coordinateLength) {
      throw new IllegalArgumentException(
          "a point of " + this + " has two coordinates of " + coordinateLength + " bytes");
    }
    byte[] compressed = new byte[1 + coordinateLength];
    compressed[0] = (byte) (2 + (point[point.length - 1] & 1));
    System.arraycopy(point, 0, compressed, 1, compressed.length - 1);
    return compressed;
  }

  /// The compressed point to x and y, or empty where no point of the curve has that x.
  Optional<byte[]> decompress(byte[] compressed) {
    BigInteger x = new BigInteger(1, Arrays.copyOfRange(compressed, 1, compressed.length));
    if (x.compareTo(prime) >= 0) {
      return Optional.empty();
    }
    BigInteger square = x.modPow(THREE, prime).subtract(x.multiply(THREE)).add(b).mod(prime);
    // The prime is 3 mod 4, so a root is the power of (prime + 1) / 4.
    BigInteger y = square.modPow(prime.add(BigInteger.ONE).shiftRight(2), prime);
    if (!y.multiply(y).mod(prime).equals(square)) {
      return Optional.empty();
    }
    if (y.testBit(0) != (compressed[0] == 3)) {
      y = prime.subtract(y);
    }
    byte[] point = new byte[2 * coordinateLength];
    System.arraycopy(compressed, 1, point, 0, compressed.length - 1);
    byte[] bytes = y.toByteArray();
    int length = Math.min(bytes.length, coordinateLength);
    System.arraycopy(bytes, bytes.length - length, point, point.length - length, length);
    return Optional.of(point);
  }

  /// Whether r and s of a signature in IEEE P1363 form are in range. Zero would verify anything on
  /// a JDK that forgot to look (CVE-2022-21449).
  boolean inRange(byte[] signature) {
    if (signature.length != 2 * coordinateLength) {
      return false;
    }
    BigInteger r = new BigInteger(1, Arrays.copyOfRange(signature, 0, coordinateLength));
    BigInteger s =
        new BigInteger(1, Arrays.copyOfRange(signature, coordinateLength, signature.length));
    return r.signum() > 0 && s.signum() > 0 && r.compareTo(order) < 0 && s.compareTo(order) < 0;
  }
}
