package dev.laurel.credentials.proof;

import java.util.Arrays;

/// A reader of the few shapes of CBOR (RFC 8949) that derived proofs have: numbers from 0, byte
/// strings, arrays and maps of known length, each in its shortest form (section 4.2.1).
final class Cbor {
  private static final int NUMBER = 0;
  private static final int BYTES = 2;
  private static final int ARRAY = 4;
  private static final int MAP = 5;

  /// Bytes that are not of such a shape. It never leaves this package, and has no stack trace
  /// because it is an outcome.
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused() {
      super("not the CBOR that is expected", null, false, false);
    }
  }

  private final byte[] input;
  private int at;

  Cbor(byte[] input, int from) {
    this.input = input.clone();
    this.at = from;
  }

  /// A number of at most `max`.
  int number(int max) {
    return head(NUMBER, max);
  }

  /// A byte string of exactly this length.
  byte[] bytes(int length) {
    require(head(BYTES, length) == length && length <= input.length - at);
    at += length;
    return Arrays.copyOfRange(input, at - length, at);
  }

  /// The count of elements, at most `max`, of an array that begins here.
  int array(int max) {
    return head(ARRAY, max);
  }

  /// The count of entries, at most `max`, of a map that begins here.
  int map(int max) {
    return head(MAP, max);
  }

  boolean atEnd() {
    return at == input.length;
  }

  void require(boolean condition) {
    if (!condition) {
      throw new Refused();
    }
  }

  private int head(int major, int max) {
    int first = next();
    require(first >> 5 == major);
    int low = first & 0x1f;
    int value;
    switch (low) {
      case 24 -> {
        value = next();
        require(value >= 24);
      }
      case 25 -> {
        value = next() << 8 | next();
        require(value >= 256);
      }
      default -> {
        // Larger ones than 16 bits, and those of unknown length, are beyond every limit.
        require(low < 24);
        value = low;
      }
    }
    require(value <= max);
    return value;
  }

  private int next() {
    require(at < input.length);
    return input[at++] & 0xff;
  }
}
