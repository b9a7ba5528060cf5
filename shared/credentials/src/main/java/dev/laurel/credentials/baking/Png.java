package dev.laurel.credentials.baking;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/// Credentials in PNG images: one uncompressed `iTXt` chunk with the keyword `openbadgecredential`,
/// directly after the header (OB 3.0 Baking, PNG; W3C PNG 5.3 and 11.3.3.4). The pixels are never
/// decompressed.
final class Png {
  private static final byte[] MAGIC = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final String KEYWORD = "openbadgecredential";
  private static final String KEYWORD_OF_2 = "openbadges";

  /// Most pixels of a side: what 4 MiB can hold of a badge, and no reader takes fright.
  private static final int MAX_SIDE = 16_384;

  /// Most chunks: encoders write 8 kB a chunk or more, which is 512 for the largest image.
  private static final int MAX_CHUNKS = 10_000;

  /// Length, type and CRC around the data of a chunk.
  private static final int FRAME = 12;

  private static final int HEADER_DATA = 13;
  private static final int HEADER_END = MAGIC.length + FRAME + HEADER_DATA;

  private Png() {}

  /// One chunk: `start` is where its length stands, `end` behind its CRC, the data between.
  private record Chunk(String type, int start, int dataStart, int dataEnd, int end) {}

  /// A chunk that holds text under a keyword of ours.
  private record Held(Chunk chunk, boolean older) {}

  static boolean begins(byte[] bytes) {
    return bytes.length >= MAGIC.length
        && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  static Unbaked unbake(byte[] png) {
    List<Held> held = held(png, chunks(png));
    Optional<Held> newer = held.stream().filter(one -> !one.older()).findFirst();
    if (newer.isPresent()) {
      return new Unbaked.Found(text(png, newer.get()));
    }
    return held.isEmpty()
        ? new Unbaked.None()
        : new Unbaked.OpenBadges2(text(png, held.getFirst()));
  }

  static byte[] bake(byte[] png, String credential) {
    List<Held> held = held(png, chunks(png));
    held.stream().filter(one -> !one.older()).forEach(one -> text(png, one));
    ByteArrayOutputStream baked = new ByteArrayOutputStream(png.length + credential.length() + 64);
    baked.write(png, 0, HEADER_END);
    baked.writeBytes(chunk(credential));
    int from = HEADER_END;
    for (Held one : held) {
      if (!one.older()) {
        baked.write(png, from, one.chunk().start() - from);
        from = one.chunk().end();
      }
    }
    baked.write(png, from, png.length - from);
    return baked.toByteArray();
  }

  /// The chunk: keyword, no compression, no language, no translated keyword, text.
  private static byte[] chunk(String credential) {
    byte[] text = credential.getBytes(StandardCharsets.UTF_8);
    ByteBuffer chunk = ByteBuffer.allocate(FRAME + KEYWORD.length() + 5 + text.length);
    chunk.putInt(KEYWORD.length() + 5 + text.length);
    chunk.put("iTXt".getBytes(StandardCharsets.US_ASCII));
    chunk.put(KEYWORD.getBytes(StandardCharsets.US_ASCII)).put(new byte[5]).put(text);
    CRC32 crc = new CRC32();
    crc.update(chunk.array(), 4, chunk.position() - 4);
    return chunk.putInt((int) crc.getValue()).array();
  }

  private static List<Chunk> chunks(byte[] png) {
    List<Chunk> chunks = new ArrayList<>();
    int at = MAGIC.length;
    while (at < png.length) {
      Chunk chunk = chunkAt(png, at);
      chunks.add(chunk);
      if (chunks.size() == 1) {
        demandHeader(png, chunk);
      } else if (chunk.type().equals("IHDR")) {
        throw new ImageRefused("The PNG has two headers.");
      }
      if (chunks.size() > MAX_CHUNKS) {
        throw new ImageRefused("The PNG has more than " + MAX_CHUNKS + " chunks.");
      }
      at = chunk.end();
      if (chunk.type().equals("IEND")) {
        break;
      }
    }
    demandEnd(png, chunks, at);
    return chunks;
  }

  private static Chunk chunkAt(byte[] png, int at) {
    if (png.length - at < FRAME) {
      throw new ImageRefused("The PNG ends within a chunk.");
    }
    ByteBuffer bytes = ByteBuffer.wrap(png);
    int length = bytes.getInt(at);
    if (length < 0 || length > png.length - at - FRAME) {
      throw new ImageRefused("The PNG ends within a chunk.");
    }
    int dataEnd = at + 8 + length;
    CRC32 crc = new CRC32();
    crc.update(png, at + 4, length + 4);
    if ((int) crc.getValue() != bytes.getInt(dataEnd)) {
      throw new ImageRefused("A chunk of the PNG has a wrong CRC.");
    }
    String type = new String(png, at + 4, 4, StandardCharsets.ISO_8859_1);
    if (!type.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))) {
      throw new ImageRefused("A chunk of the PNG has no name of four letters.");
    }
    return new Chunk(type, at, at + 8, dataEnd, dataEnd + 4);
  }

  private static void demandHeader(byte[] png, Chunk chunk) {
    if (!chunk.type().equals("IHDR") || chunk.dataEnd() - chunk.dataStart() != HEADER_DATA) {
      throw new ImageRefused("The PNG does not begin with its header.");
    }
    ByteBuffer header = ByteBuffer.wrap(png, chunk.dataStart(), HEADER_DATA);
    int width = header.getInt();
    int height = header.getInt();
    if (!isSide(width) || !isSide(height)) {
      throw new ImageRefused("A side of the PNG has not 1 to " + MAX_SIDE + " pixels.");
    }
  }

  private static boolean isSide(int pixels) {
    return pixels >= 1 && pixels <= MAX_SIDE;
  }

  private static void demandEnd(byte[] png, List<Chunk> chunks, int at) {
    if (chunks.isEmpty()) {
      throw new ImageRefused("The PNG does not begin with its header.");
    }
    Chunk last = chunks.getLast();
    if (!last.type().equals("IEND") || last.dataEnd() != last.dataStart()) {
      throw new ImageRefused("The PNG has no end.");
    }
    if (at != png.length) {
      throw new ImageRefused("Bytes stand behind the end of the PNG.");
    }
    if (chunks.stream().noneMatch(chunk -> chunk.type().equals("IDAT"))) {
      throw new ImageRefused("The PNG has no pixels.");
    }
  }

  private static List<Held> held(byte[] png, List<Chunk> chunks) {
    List<Held> held = new ArrayList<>();
    for (Chunk chunk : chunks) {
      if (chunk.type().equals("iTXt")
          || chunk.type().equals("tEXt")
          || chunk.type().equals("zTXt")) {
        String keyword = keyword(png, chunk);
        if (keyword.equals(KEYWORD) || keyword.equals(KEYWORD_OF_2)) {
          held.add(new Held(chunk, keyword.equals(KEYWORD_OF_2)));
        }
      }
    }
    if (held.stream().map(Held::older).distinct().count() != held.size()) {
      throw new ImageRefused("The PNG holds two credentials.");
    }
    return held;
  }

  private static String keyword(byte[] png, Chunk chunk) {
    int end = zero(png, chunk.dataStart(), chunk.dataEnd());
    return new String(png, chunk.dataStart(), end - chunk.dataStart(), StandardCharsets.ISO_8859_1);
  }

  /// The text of a chunk. Open Badges 1.0 and 2.0 also used `tEXt`.
  private static String text(byte[] png, Held held) {
    Chunk chunk = held.chunk();
    int at = zero(png, chunk.dataStart(), chunk.dataEnd()) + 1;
    if (chunk.type().equals("iTXt")) {
      if (chunk.dataEnd() - at < 2) {
        throw new ImageRefused("The chunk with the credential is cut short.");
      }
      if (png[at] != 0) {
        throw new ImageRefused("The credential in the PNG is compressed.");
      }
      int language = zero(png, at + 2, chunk.dataEnd());
      at = zero(png, language + 1, chunk.dataEnd()) + 1;
    } else if (!chunk.type().equals("tEXt") || !held.older()) {
      throw new ImageRefused("The credential in the PNG does not stand in an iTXt chunk.");
    }
    if (at > chunk.dataEnd()) {
      throw new ImageRefused("The chunk with the credential is cut short.");
    }
    Baking.demandCredentialSize(chunk.dataEnd() - at);
    return Baking.utf8(png, at, chunk.dataEnd(), "The credential in the PNG");
  }

  /// Where the next zero byte stands, or `end`.
  private static int zero(byte[] png, int from, int end) {
    int at = Math.min(from, end);
    while (at < end && png[at] != 0) {
      at++;
    }
    return at;
  }
}
