package dev.laurel.tlog;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// One signature line of a note (C2SP signed-note): who says to have signed, with which key, and
/// the bytes. Timestamped kinds begin with 8 bytes of time.
///
/// @param keyId the first four bytes of the key's hash, big endian
/// @param signature what follows the key id
@SuppressWarnings("ArrayRecordComponent") // cloned in and out
public record NoteSignature(String name, int keyId, byte[] signature) {
  private static final String MARK = "\u2014 ";

  public NoteSignature {
    signature = signature.clone();
    if (!VerifierKey.isName(name) || signature.length == 0) {
      throw new IllegalArgumentException("a signature has a key's name and bytes");
    }
  }

  /// The signature in a line without its line feed, or empty where it is none.
  public static Optional<NoteSignature> parse(String line) {
    int space = line.indexOf(' ', MARK.length());
    if (!line.startsWith(MARK) || space < 0) {
      return Optional.empty();
    }
    String name = line.substring(MARK.length(), space);
    return StrictBase64.decode(line.substring(space + 1))
        .filter(bytes -> bytes.length > Integer.BYTES && VerifierKey.isName(name))
        .map(bytes -> from(name, bytes));
  }

  private static NoteSignature from(String name, byte[] bytes) {
    return new NoteSignature(
        name,
        ByteBuffer.wrap(bytes).getInt(),
        Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length));
  }

  @Override
  public byte[] signature() {
    return signature.clone();
  }

  /// The line without its line feed.
  public String line() {
    byte[] bytes =
        ByteBuffer.allocate(Integer.BYTES + signature.length).putInt(keyId).put(signature).array();
    return MARK + name + " " + StrictBase64.encode(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoteSignature that
        && that.keyId == keyId
        && that.name.equals(name)
        && Arrays.equals(that.signature, signature);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * name.hashCode() + keyId) + Arrays.hashCode(signature);
  }

  @Override
  public String toString() {
    return "NoteSignature[" + name + "+" + VerifierKey.hex(keyId) + "]";
  }
}
