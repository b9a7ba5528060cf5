package dev.laurel.credentials.baking;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Small PNG images, put together chunk by chunk.
final class Pngs {
  static final byte[] MAGIC = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private Pngs() {}

  /// A red square of 8 pixels with these chunks between header and pixels.
  static byte[] with(byte[]... chunks) {
    byte[][] all = new byte[chunks.length + 4][];
    all[0] = MAGIC;
    all[1] = header(8, 8);
    System.arraycopy(chunks, 0, all, 2, chunks.length);
    all[chunks.length + 2] = pixels();
    all[chunks.length + 3] = chunk("IEND", new byte[0]);
    return joined(all);
  }

  static byte[] header(int width, int height) {
    return chunk(
        "IHDR",
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 2, 0, 0, 0})
            .array());
  }

  static byte[] pixels() {
    byte[] raw = new byte[8 * 25];
    for (int row = 0; row < 8; row++) {
      for (int x = 0; x < 8; x++) {
        raw[row * 25 + 1 + x * 3] = (byte) 0xd0;
      }
    }
    return chunk("IDAT", deflated(raw));
  }

  static byte[] itxt(String keyword, boolean compressed, byte[] text) {
    byte[] head = keyword.getBytes(StandardCharsets.ISO_8859_1);
    return chunk("iTXt", joined(head, new byte[] {0, (byte) (compressed ? 1 : 0), 0, 0, 0}, text));
  }

  static byte[] itxt(String keyword, String text) {
    return itxt(keyword, false, text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] chunk(String type, byte[] data) {
    ByteBuffer chunk = ByteBuffer.allocate(12 + data.length);
    chunk.putInt(data.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
    CRC32 crc = new CRC32();
    crc.update(chunk.array(), 4, 4 + data.length);
    return chunk.putInt((int) crc.getValue()).array();
  }

  static byte[] deflated(byte[] raw) {
    try (Deflater deflater = new Deflater()) {
      deflater.setInput(raw);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    }
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
