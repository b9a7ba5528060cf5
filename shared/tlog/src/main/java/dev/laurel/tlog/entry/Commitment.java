package dev.laurel.tlog.entry;

import dev.laurel.credentials.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// The salted commitment in an issue entry: it binds the issuer to the exact bytes that will be
/// signed and tells nothing to whoever lacks the salt.
public final class Commitment {
  /// Bytes of a commitment.
  public static final int LENGTH = 32;

  /// Bytes of a salt: random, fresh for each intent.
  public static final int SALT_LENGTH = 32;

  private static final byte[] LABEL = "laurel/commit/v1\0".getBytes(StandardCharsets.US_ASCII);

  private static final int MAX_U8 = 0xff;
  private static final int MAX_U16 = 0xffff;

  private Commitment() {}

  /// One form that the intent signs, in proof order.
  ///
  /// @param suite the cryptosuite, or the name of another way to sign
  /// @param method the verification method's id
  /// @param hash what is signed: for Data Integrity the 64 bytes of hashData
  @SuppressWarnings("ArrayRecordComponent") // cloned in and out
  public record Form(String suite, String method, byte[] hash) {
    public Form {
      hash = hash.clone();
    }

    @Override
    public byte[] hash() {
      return hash.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Form that
          && that.suite.equals(suite)
          && that.method.equals(method)
          && Arrays.equals(that.hash, hash);
    }

    @Override
    public int hashCode() {
      return 31 * method.hashCode() + Arrays.hashCode(hash);
    }
  }

  /// The 32 bytes for a credential.
  ///
  /// @param type of the entry that is opened by it; [Issue#TYPE] also for what was abandoned
  /// @param credentialId the id in the document
  public static byte[] of(byte[] salt32, String type, String credentialId, List<Form> forms) {
    if (salt32.length != SALT_LENGTH) {
      throw new IllegalArgumentException("a salt has " + SALT_LENGTH + " bytes");
    }
    if (forms.isEmpty() || forms.size() > MAX_U8) {
      throw new IllegalArgumentException("a commitment is to 1 to " + MAX_U8 + " forms");
    }
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(LABEL);
    message.writeBytes(salt32);
    byte[] kind = type.getBytes(StandardCharsets.UTF_8);
    if (kind.length > MAX_U8) {
      throw new IllegalArgumentException("a type has at most " + MAX_U8 + " bytes");
    }
    message.write(kind.length);
    message.writeBytes(kind);
    writeText(message, credentialId);
    message.write(forms.size());
    for (Form form : forms) {
      writeText(message, form.suite());
      writeText(message, form.method());
      writeBytes(message, form.hash());
    }
    return Sha256.of(message.toByteArray());
  }

  private static void writeText(ByteArrayOutputStream message, String text) {
    writeBytes(message, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void writeBytes(ByteArrayOutputStream message, byte[] bytes) {
    if (bytes.length > MAX_U16) {
      throw new IllegalArgumentException("a part has at most " + MAX_U16 + " bytes");
    }
    message.write(bytes.length >> Byte.SIZE);
    message.write(bytes.length);
    message.writeBytes(bytes);
  }
}
