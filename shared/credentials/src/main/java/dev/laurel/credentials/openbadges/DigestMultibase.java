package dev.laurel.credentials.openbadges;

import dev.laurel.credentials.MultibaseText;
import java.util.Arrays;
import java.util.Optional;

/// A SHA-256 digest as the VC 2.0 context spells it: multihash (0x12, 0x20, 32 bytes) in multibase.
public final class DigestMultibase {
  private static final int MULTIHASH_LENGTH = 34;

  /// Longest text read: 34 bytes take 47 digits in base 58; decoding is quadratic.
  private static final int MAX_TEXT_LENGTH = 64;

  private DigestMultibase() {}

  /// The text of a digest, in base 58 (`zQm...`).
  public static String of(byte[] sha256) {
    if (sha256.length != 32) {
      throw new IllegalArgumentException("a SHA-256 digest has 32 bytes");
    }
    byte[] multihash = new byte[MULTIHASH_LENGTH];
    multihash[0] = 0x12;
    multihash[1] = 0x20;
    System.arraycopy(sha256, 0, multihash, 2, 32);
    return MultibaseText.base58(multihash);
  }

  /// The digest in a text from outside, in base 58 or base64url, or empty where it holds none.
  public static Optional<byte[]> parse(String text) {
    return MultibaseText.decode(text, MAX_TEXT_LENGTH)
        .filter(bytes -> bytes.length == MULTIHASH_LENGTH && bytes[0] == 0x12 && bytes[1] == 0x20)
        .map(bytes -> Arrays.copyOfRange(bytes, 2, MULTIHASH_LENGTH));
  }
}
