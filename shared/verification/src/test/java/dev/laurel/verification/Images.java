package dev.laurel.verification;

import dev.laurel.credentials.baking.Baked;
import dev.laurel.credentials.baking.Baking;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// The smallest images, with something baked into them.
final class Images {
  private Images() {}

  static byte[] baked(byte[] image, String credential) {
    return ((Baked.Done) Baking.bake(image, credential)).image();
  }

  static byte[] svg() {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"><rect width=\"8\" height=\"8\"/></svg>"
        .getBytes(StandardCharsets.UTF_8);
  }

  /// One grey pixel.
  static byte[] png() {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    png.writeBytes(chunk("IHDR", new byte[] {0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0}));
    Deflater deflater = new Deflater();
    deflater.setInput(new byte[] {0, 0x7f});
    deflater.finish();
    byte[] data = new byte[64];
    int length = deflater.deflate(data);
    deflater.end();
    png.writeBytes(chunk("IDAT", java.util.Arrays.copyOf(data, length)));
    png.writeBytes(chunk("IEND", new byte[0]));
    return png.toByteArray();
  }

  static byte[] chunk(String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    return ByteBuffer.allocate(12 + data.length)
        .putInt(data.length)
        .put(name)
        .put(data)
        .putInt((int) crc.getValue())
        .array();
  }

  /// A picture with a text chunk under another keyword, after the header.
  static byte[] withText(String keyword, String text) {
    byte[] png = png();
    byte[] data = (keyword + "\0\0\0\0\0" + text).getBytes(StandardCharsets.UTF_8);
    byte[] chunk = chunk("iTXt", data);
    int after = 8 + 25;
    return ByteBuffer.allocate(png.length + chunk.length)
        .put(png, 0, after)
        .put(chunk)
        .put(png, after, png.length - after)
        .array();
  }
}
