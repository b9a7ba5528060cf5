package dev.laurel.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A content on its way into the store, in a temporary file, with its digest. Closing removes what
/// was not moved to its place.
final class ArrivingFile implements AutoCloseable {
  private static final int BUFFER = 64 * 1024;

  private final Path path;
  private final MessageDigest digest;
  private String sha256Hex = "";
  private long length;

  /// How receiving ended.
  enum Arrival {
    COMPLETE,
    /// The sender stopped or broke off before the announced length.
    CUT_OFF,
    /// More came than announced.
    TOO_LONG
  }

  private ArrivingFile(Path path) {
    this.path = path;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  static ArrivingFile empty(Path folder) throws IOException {
    return new ArrivingFile(Files.createTempFile(folder, "", AtomicFiles.TEMPORARY));
  }

  static ArrivingFile of(Path folder, byte[] content) throws IOException {
    ArrivingFile file = empty(folder);
    Files.write(file.path, content);
    file.digest.update(content);
    file.finish(content.length);
    return file;
  }

  /// Reads the body, at most `announced` bytes and one.
  Arrival receive(InputStream body, long announced) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long received = 0;
    try (OutputStream out = Files.newOutputStream(path)) {
      while (received <= announced) {
        int most = (int) Math.min(buffer.length, announced + 1 - received);
        int count = read(body, buffer, most);
        if (count < 0) {
          break;
        }
        out.write(buffer, 0, count);
        digest.update(buffer, 0, count);
        received += count;
      }
    }
    finish(received);
    return received == announced
        ? Arrival.COMPLETE
        : received < announced ? Arrival.CUT_OFF : Arrival.TOO_LONG;
  }

  /// A sender that breaks off is no failure of ours: it counts as an end.
  private static int read(InputStream body, byte[] buffer, int most) {
    try {
      return body.read(buffer, 0, most);
    } catch (IOException brokenOff) {
      return -1;
    }
  }

  private void finish(long received) {
    length = received;
    sha256Hex = HexFormat.of().formatHex(digest.digest());
  }

  Path path() {
    return path;
  }

  long length() {
    return length;
  }

  String sha256Hex() {
    return sha256Hex;
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
  }
}
