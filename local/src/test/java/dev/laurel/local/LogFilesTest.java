package dev.laurel.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.laurel.local.logfiles.FolderLogFiles;
import dev.laurel.local.logfiles.HttpLogFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reading the public files of a log that may be anyone's.
final class LogFilesTest {
  @TempDir Path folder;

  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;
  private HttpLogFiles files;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    files = new HttpLogFiles("http://localhost:" + server.getAddress().getPort() + "/log/");
  }

  @AfterEach
  void stop() {
    files.close();
    server.stop(0);
  }

  private void serve(String path, int status, byte[] body, String... header) {
    server.createContext(
        "/log/" + path,
        exchange -> {
          asked.incrementAndGet();
          if (header.length == 2) {
            exchange.getResponseHeaders().set(header[0], header[1]);
          }
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
  }

  @Test
  void read_fileThere_answersItsBytesAndMissingOnesAreEmpty() {
    serve("checkpoint", 200, new byte[] {1, 2, 3});
    serve("tile/0/000", 404, new byte[] {9});
    assertThat(files.read("checkpoint")).contains(new byte[] {1, 2, 3});
    assertThat(files.read("tile/0/000")).isEmpty();
    assertThat(asked).hasValue(2);
  }

  @Test
  void read_whatIsNoFileOfALog_isNotAskedFor() {
    serve("", 200, new byte[] {1});
    for (String path : new String[] {"../secret", "tile/0/0", "tile/0/000.p/256", "heads/0", ""}) {
      assertThat(files.read(path)).as(path).isEmpty();
      assertThat(new FolderLogFiles(folder).read(path)).as(path).isEmpty();
    }
    assertThat(asked).hasValue(0);
  }

  @Test
  void read_redirect_isNotFollowed() {
    serve("tile/0/000", 302, new byte[0], "location", "/log/checkpoint");
    serve("checkpoint", 200, new byte[] {1});
    assertThatThrownBy(() -> files.read("tile/0/000"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("302");
  }

  @Test
  void read_serverBroken_isTriedAgainAndThenNotTakenForMissing() {
    serve("checkpoint", 503, new byte[] {1});
    assertThatThrownBy(() -> files.read("checkpoint"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("503");
    assertThat(asked).hasValue(3);
  }

  @Test
  void read_largerThanTheFileMayBe_isCutOneByteAfter() throws IOException {
    byte[] large = new byte[100_000];
    serve("tile/0/000", 200, large);
    assertThat(files.read("tile/0/000").orElseThrow()).hasSize(8_193);
    serve("tile/0/001.p/2", 200, large);
    assertThat(files.read("tile/0/001.p/2").orElseThrow()).hasSize(65);
    Files.createDirectories(folder.resolve("tile/0"));
    Files.write(folder.resolve("tile/0/000"), large);
    assertThat(new FolderLogFiles(folder).read("tile/0/000").orElseThrow()).hasSize(8_193);
  }

  /// A few kilobytes that unpack to hundreds of megabytes are unpacked no further than a bundle.
  @Test
  void read_compressedBundle_isUnpackedUpToItsSize() throws IOException {
    byte[] text = "entries".getBytes(StandardCharsets.UTF_8);
    serve("tile/entries/000", 200, gzip(text, 1), "content-encoding", "gzip");
    assertThat(files.read("tile/entries/000")).contains(text);
    serve("tile/entries/001.p/1", 200, gzip(new byte[1 << 20], 64), "content-encoding", "gzip");
    assertThat(files.read("tile/entries/001.p/1").orElseThrow()).hasSize(65_538);
  }

  private static byte[] gzip(byte[] part, int times) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < times; i++) {
        gzip.write(part);
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void list_folder_namesTilesAlone() throws IOException {
    Files.createDirectories(folder.resolve("tile/entries/000.p"));
    Files.write(folder.resolve("tile/entries/000.p/7"), new byte[] {1});
    Files.write(folder.resolve("checkpoint"), new byte[] {1});
    assertThat(new FolderLogFiles(folder).list()).containsExactly("tile/entries/000.p/7");
    assertThat(new FolderLogFiles(folder.resolve("none")).list()).isEmpty();
  }
}
