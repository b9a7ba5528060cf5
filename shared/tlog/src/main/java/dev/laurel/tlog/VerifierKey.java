package dev.laurel.tlog;

import dev.laurel.credentials.Sha256;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.ProofVerifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// The public key of a log or a witness, with its name (a vkey of C2SP signed-note). Equal where
/// the text is.
public final class VerifierKey {
  /// Ed25519 over the note's text.
  public static final byte ED25519 = 0x01;

  /// Ed25519 over a cosignature/v1 message.
  public static final byte COSIGNATURE_V1 = 0x04;

  /// ML-DSA-44 over a subtree/v1 message.
  public static final byte ML_DSA_44 = 0x06;

  /// Longest vkey read: an ML-DSA-44 key takes 1,752 characters, and a name 255.
  private static final int MAX_TEXT = 2_048;

  private static final int ED25519_LENGTH = 32;
  private static final int HEX_DIGITS = 8;

  private final String name;
  private final byte type;
  private final byte[] raw;
  private final int keyId;

  private VerifierKey(String name, byte type, byte[] raw) {
    int length = type == ML_DSA_44 ? MlDsa44.KEY_LENGTH : ED25519_LENGTH;
    if (!isName(name)) {
      throw new IllegalArgumentException("a key's name has no spaces and no plus sign");
    }
    if (raw.length != length) {
      throw new IllegalArgumentException("a raw key of type " + type + " has " + length + " bytes");
    }
    this.name = name;
    this.type = type;
    this.raw = raw.clone();
    MessageDigest digest = Sha256.digest();
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
    digest.update(type);
    this.keyId = ByteBuffer.wrap(digest.digest(raw)).getInt();
  }

  /// A key that signs notes (0x01).
  public static VerifierKey ed25519(String name, byte[] raw32) {
    return new VerifierKey(name, ED25519, raw32);
  }

  /// A key that cosigns with a time (0x04).
  public static VerifierKey cosigner(String name, byte[] raw32) {
    return new VerifierKey(name, COSIGNATURE_V1, raw32);
  }

  /// A key that signs or cosigns with a time (0x06).
  public static VerifierKey mlDsa44(String name, byte[] raw1312) {
    return new VerifierKey(name, ML_DSA_44, raw1312);
  }

  /// The key in text from outside, or empty where it is malformed, of a type not known here, or its
  /// key id is not its own.
  public static Optional<VerifierKey> parse(String vkey) {
    int first = vkey.indexOf('+');
    int second = first < 0 ? -1 : vkey.indexOf('+', first + 1);
    if (second < 0 || vkey.length() > MAX_TEXT || !isName(vkey.substring(0, first))) {
      return Optional.empty();
    }
    return StrictBase64.decode(vkey.substring(second + 1))
        .flatMap(bytes -> from(vkey.substring(0, first), bytes))
        .filter(key -> hex(key.keyId).equals(vkey.substring(first + 1, second)));
  }

  private static Optional<VerifierKey> from(String name, byte[] typed) {
    if (typed.length == 0) {
      return Optional.empty();
    }
    byte type = typed[0];
    byte[] raw = Arrays.copyOfRange(typed, 1, typed.length);
    boolean known =
        switch (type) {
          case ED25519, COSIGNATURE_V1 -> raw.length == ED25519_LENGTH;
          case ML_DSA_44 -> raw.length == MlDsa44.KEY_LENGTH;
          default -> false;
        };
    return known ? Optional.of(new VerifierKey(name, type, raw)) : Optional.empty();
  }

  /// The name, 8 hexadecimal digits, and type and key in base64, joined by plus signs.
  public String text() {
    byte[] typed = StrictBase64.concat(new byte[] {type}, raw);
    return name + "+" + hex(keyId) + "+" + StrictBase64.encode(typed);
  }

  public String name() {
    return name;
  }

  /// Name and key id, to tell keys apart without their bytes.
  public String label() {
    return name + "+" + hex(keyId);
  }

  /// The first four bytes of the key's hash, big endian.
  public int keyId() {
    return keyId;
  }

  /// One of [#ED25519], [#COSIGNATURE_V1] and [#ML_DSA_44].
  public byte type() {
    return type;
  }

  /// The raw public key, a copy.
  public byte[] raw() {
    return raw.clone();
  }

  /// Whether signatures of this key begin with a time.
  public boolean timestamped() {
    return type != ED25519;
  }

  /// Whether a signature says to be of this key.
  public boolean names(NoteSignature signature) {
    return signature.keyId() == keyId && signature.name().equals(name);
  }

  /// The bytes that this key signs for a checkpoint without extension lines.
  ///
  /// @param time POSIX seconds; of no meaning for keys that sign none
  public byte[] message(Checkpoint checkpoint, long time) {
    return message(checkpoint.text(), checkpoint, time);
  }

  private byte[] message(String text, Checkpoint checkpoint, long time) {
    return switch (type) {
      case COSIGNATURE_V1 -> CosignatureMessage.cosignatureV1(text, time);
      case ML_DSA_44 ->
          CosignatureMessage.mlDsaSubtree(
              name, time, checkpoint.origin(), checkpoint.size(), checkpoint.root());
      default -> text.getBytes(StandardCharsets.UTF_8);
    };
  }

  /// The signature line of what this key signed at that time.
  public NoteSignature signature(long time, byte[] signature) {
    byte[] body =
        timestamped()
            ? ByteBuffer.allocate(Long.BYTES + signature.length)
                .putLong(time)
                .put(signature)
                .array()
            : signature;
    return new NoteSignature(name, keyId, body);
  }

  /// Whether a signature is this key's over the note. Never throws.
  ///
  /// @param checkpoint the one in the note's text
  public boolean verify(Note note, Checkpoint checkpoint, NoteSignature s) {
    byte[] body = s.signature();
    if (!names(s) || (timestamped() && body.length < Long.BYTES)) {
      return false;
    }
    long time = timestamped() ? ByteBuffer.wrap(body).getLong() : 0;
    byte[] signature = Arrays.copyOfRange(body, timestamped() ? Long.BYTES : 0, body.length);
    if (time < 0 || (type == ML_DSA_44 && !fitsSubtree(checkpoint))) {
      return false;
    }
    byte[] message = message(note.text(), checkpoint, time);
    return type == ML_DSA_44
        ? MlDsa44.verify(raw, message, signature)
        : new ProofVerifier()
            .verify(
                Cryptosuite.EDDSA_RDFC_2022,
                new Multikey(KeyAlgorithm.ED25519, raw),
                message,
                signature);
  }

  private boolean fitsSubtree(Checkpoint checkpoint) {
    return name.getBytes(StandardCharsets.UTF_8).length <= Checkpoint.MAX_ORIGIN
        && checkpoint.origin().getBytes(StandardCharsets.UTF_8).length <= Checkpoint.MAX_ORIGIN;
  }

  /// When a timestamped signature of this key says to have been made; empty for other kinds, other
  /// keys and times out of range.
  public Optional<Instant> time(NoteSignature signature) {
    byte[] body = signature.signature();
    if (!timestamped() || !names(signature) || body.length < Long.BYTES || body[0] < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.ofEpochSecond(ByteBuffer.wrap(body).getLong()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static boolean isName(String name) {
    return !name.isEmpty()
        && name.codePoints()
            .noneMatch(c ->
                c == '+'
                    || c < ' '
                    || Character.isSpaceChar(c)
                    || Character.isWhitespace(c)
                    || c == 0x85
                    || (c >= 0xd800 && c <= 0xdfff));
  }

  static String hex(int keyId) {
    return HexFormat.of().toHexDigits(keyId, HEX_DIGITS);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifierKey key
        && key.type == type
        && key.name.equals(name)
        && Arrays.equals(key.raw, raw);
  }

  @Override
  public int hashCode() {
    return keyId;
  }

  @Override
  public String toString() {
    return text();
  }
}
