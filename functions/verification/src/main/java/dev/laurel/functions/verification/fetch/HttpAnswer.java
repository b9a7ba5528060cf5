package dev.laurel.functions.verification.fetch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// One answer of HTTP/1.1, read with limits (RFC 9112). Throws [IOException] with a few fixed words
/// for one that breaks a rule or a limit.
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
record HttpAnswer(int status, byte[] body) {
  /// Status line and headers together; servers send about one kilobyte.
  private static final int MAX_HEAD_BYTES = 16 * 1024;

  /// Reads the answer; the body of anything but a 200 is left alone.
  static HttpAnswer read(InputStream in, int maxBytes) throws IOException {
    Head head = new Head(in);
    String start = head.line();
    if (!start.matches("HTTP/1\\.[01] [1-5][0-9]{2}( .*)?")) {
      throw new IOException("the answer is no HTTP/1.1");
    }
    int status = Integer.parseInt(start.substring(9, 12));
    Map<String, String> headers = new HashMap<>();
    for (String line = head.line(); !line.isEmpty(); line = head.line()) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new IOException("the answer has a malformed header");
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      headers.merge(name, line.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
    }
    return new HttpAnswer(status, status == 200 ? body(in, headers, maxBytes) : new byte[0]);
  }

  private static byte[] body(InputStream in, Map<String, String> headers, int maxBytes)
      throws IOException {
    byte[] wire = wire(in, headers, maxBytes);
    return switch (headers.getOrDefault("content-encoding", "identity").toLowerCase(Locale.ROOT)) {
      case "identity", "" -> wire;
      case "gzip", "x-gzip" -> upTo(new GZIPInputStream(new ByteArrayInputStream(wire)), maxBytes);
      default -> throw new IOException("the answer has an unknown content-encoding");
    };
  }

  private static byte[] wire(InputStream in, Map<String, String> headers, int maxBytes)
      throws IOException {
    String coding = headers.getOrDefault("transfer-encoding", "").toLowerCase(Locale.ROOT);
    String length = headers.getOrDefault("content-length", "");
    if (!coding.isEmpty()) {
      if (!coding.equals("chunked")) {
        throw new IOException("the answer has an unknown transfer-encoding");
      }
      return chunks(in, maxBytes);
    }
    if (length.isEmpty()) {
      return upTo(in, maxBytes);
    }
    if (!length.matches("[0-9]{1,18}")) {
      throw new IOException("the answer has a malformed content-length");
    }
    if (Long.parseLong(length) > maxBytes) {
      throw tooLong(maxBytes);
    }
    return exactly(in, Integer.parseInt(length));
  }

  private static byte[] chunks(InputStream in, int maxBytes) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    // A chunk of one byte takes about six: more lines than that are for no good.
    Head lines = new Head(in, MAX_HEAD_BYTES + maxBytes);
    while (true) {
      String size = lines.line().split(";", 2)[0].strip();
      if (!size.matches("[0-9a-fA-F]{1,8}")) {
        throw new IOException("the answer has a malformed chunk");
      }
      long bytes = Long.parseLong(size, 16);
      if (bytes > maxBytes - body.size()) {
        throw tooLong(maxBytes);
      }
      if (bytes == 0) {
        return body.toByteArray();
      }
      body.writeBytes(exactly(in, (int) bytes));
      if (!lines.line().isEmpty()) {
        throw new IOException("the answer has a malformed chunk");
      }
    }
  }

  private static byte[] exactly(InputStream in, int bytes) throws IOException {
    byte[] read = in.readNBytes(bytes);
    if (read.length < bytes) {
      throw new IOException("the answer is cut short");
    }
    return read;
  }

  private static byte[] upTo(InputStream in, int maxBytes) throws IOException {
    byte[] read = in.readNBytes(maxBytes + 1);
    if (read.length > maxBytes) {
      throw tooLong(maxBytes);
    }
    return read;
  }

  private static IOException tooLong(int maxBytes) {
    return new IOException("the answer is larger than " + maxBytes + " bytes");
  }

  /// Lines of US-ASCII, all of them together limited.
  private static final class Head {
    private final InputStream in;
    private int left;

    Head(InputStream in) {
      this(in, MAX_HEAD_BYTES);
    }

    Head(InputStream in, int most) {
      this.in = in;
      this.left = most;
    }

    String line() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      while (true) {
        int c = in.read();
        if (c < 0) {
          throw new IOException("the answer is cut short");
        }
        if (--left < 0) {
          throw new IOException("the answer has too long a head");
        }
        if (c == '\n') {
          String text = line.toString(StandardCharsets.ISO_8859_1);
          return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        }
        line.write(c);
      }
    }
  }
}
