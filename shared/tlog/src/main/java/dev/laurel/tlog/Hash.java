package dev.laurel.tlog;

import dev.laurel.credentials.Sha256;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// A SHA-256 hash of the tree: of a leaf, a node or a whole tree (RFC 6962 section 2.1). Values
/// order as unsigned bytes.
public final class Hash implements Comparable<Hash> {
  /// Bytes of a hash.
  public static final int LENGTH = 32;

  /// The root of the tree without leaves: SHA-256 of nothing.
  public static final Hash EMPTY_ROOT = new Hash(Sha256.of(new byte[0]));

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /// The hash of 32 bytes, which are copied.
  public static Hash of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a hash has " + LENGTH + " bytes");
    }
    return new Hash(bytes.clone());
  }

  /// The 32 bytes that begin at an offset.
  static Hash at(byte[] bytes, int offset) {
    return new Hash(Arrays.copyOfRange(bytes, offset, offset + LENGTH));
  }

  /// The hash of a leaf with this entry.
  public static Hash leaf(byte[] entry) {
    return leaf(Sha256.digest(), entry);
  }

  /// The hash of the node above two.
  public static Hash node(Hash left, Hash right) {
    return node(Sha256.digest(), left, right);
  }

  static Hash leaf(MessageDigest digest, byte[] entry) {
    digest.update(LEAF);
    return new Hash(digest.digest(entry));
  }

  static Hash node(MessageDigest digest, Hash left, Hash right) {
    digest.update(NODE);
    digest.update(left.bytes);
    return new Hash(digest.digest(right.bytes));
  }

  /// The hash in standard base64 with padding, or empty where the text is not exactly that.
  public static Optional<Hash> parseBase64(String text) {
    return StrictBase64.decode(text).filter(b -> b.length == LENGTH).map(Hash::new);
  }

  /// The hash in 64 lower-case hexadecimal digits, or empty where the text is not exactly that.
  public static Optional<Hash> parseHex(String text) {
    if (text.length() != 2 * LENGTH) {
      return Optional.empty();
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
        return Optional.empty();
      }
    }
    return Optional.of(new Hash(HexFormat.of().parseHex(text)));
  }

  /// The 32 bytes, a copy.
  public byte[] bytes() {
    return bytes.clone();
  }

  void copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, LENGTH);
  }

  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  /// Standard base64 with padding, as in checkpoints and proofs.
  public String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public int compareTo(Hash other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && Arrays.equals(hash.bytes, bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}
