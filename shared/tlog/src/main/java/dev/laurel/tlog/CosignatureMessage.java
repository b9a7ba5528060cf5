package dev.laurel.tlog;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The bytes that timestamped signatures cover (C2SP tlog-cosignature). Times are POSIX seconds.
public final class CosignatureMessage {
  private static final byte[] SUBTREE_LABEL = "subtree/v1\n\0".getBytes(StandardCharsets.US_ASCII);

  /// Longest text whose length is written in one byte.
  static final int MAX_OPAQUE = 255;

  private CosignatureMessage() {}

  /// What an Ed25519 cosignature (0x04) covers.
  public static byte[] cosignatureV1(String noteText, long time) {
    requireTime(time);
    return ("cosignature/v1\ntime " + time + "\n" + noteText).getBytes(StandardCharsets.UTF_8);
  }

  /// What an ML-DSA-44 cosignature (0x06) covers: the whole tree, without extension lines.
  public static byte[] mlDsaSubtree(
      String cosignerName, long time, String origin, long size, Hash root) {
    requireTime(time);
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(SUBTREE_LABEL);
    writeOpaque(message, cosignerName);
    writeLong(message, time);
    writeOpaque(message, origin);
    writeLong(message, 0);
    writeLong(message, size);
    message.writeBytes(root.bytes());
    return message.toByteArray();
  }

  private static void writeOpaque(ByteArrayOutputStream message, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0 || bytes.length > MAX_OPAQUE) {
      throw new IllegalArgumentException("a name or origin has 1 to " + MAX_OPAQUE + " bytes");
    }
    message.write(bytes.length);
    message.writeBytes(bytes);
  }

  private static void writeLong(ByteArrayOutputStream message, long value) {
    message.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
  }

  private static void requireTime(long time) {
    if (time < 0) {
      throw new IllegalArgumentException("a time is not before 1970");
    }
  }
}
