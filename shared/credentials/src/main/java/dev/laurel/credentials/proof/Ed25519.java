package dev.laurel.credentials.proof;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Set;

/// The rules on Ed25519 keys and signatures that libraries apply differently (RFC 8032 5.1.7; the
/// strict reading of "Taming the many EdDSAs", 2020): S below the order, canonical encodings, and
/// no point of small order, for which one signature fits many messages.
final class Ed25519 {
  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  /// The order of the group.
  static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  /// The y coordinates of the eight points of small order.
  static final Set<BigInteger> SMALL_ORDER_Y =
      Set.of(
          BigInteger.ZERO,
          BigInteger.ONE,
          P.subtract(BigInteger.ONE),
          new BigInteger("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7", 16),
          new BigInteger("05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826", 16));

  private Ed25519() {}

  /// Whether 32 bytes encode a point canonically that is not of small order.
  static boolean soundPoint(byte[] encoded) {
    byte[] y = encoded.clone();
    y[31] &= 0x7f;
    BigInteger value = littleEndian(y);
    return value.compareTo(P) < 0 && !SMALL_ORDER_Y.contains(value);
  }

  /// Whether R and S of a signature are in range.
  static boolean inRange(byte[] signature) {
    return soundPoint(Arrays.copyOf(signature, 32))
        && littleEndian(Arrays.copyOfRange(signature, 32, 64)).compareTo(ORDER) < 0;
  }

  private static BigInteger littleEndian(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return new BigInteger(1, reversed);
  }
}
