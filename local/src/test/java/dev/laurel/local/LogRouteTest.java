package dev.laurel.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.local.gateway.Gateway;
import dev.laurel.local.gateway.LogRoute;
import dev.laurel.local.gateway.RouteTable;
import dev.laurel.storage.ObjectName;
import dev.laurel.testkit.FixedClock;
import dev.laurel.testkit.MemoryObjectStore;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The log as the local server shows it (C2SP tlog-tiles).
final class LogRouteTest {
  private final FixedClock clock = FixedClock.at("2026-11-21T10:00:00Z");
  private final MemoryObjectStore log = new MemoryObjectStore(clock);
  private Gateway gateway;

  @BeforeEach
  void start() throws IOException {
    put("checkpoint", "text/plain; charset=utf-8");
    for (String name :
        List.of(
            "tile/0/000",
            "tile/0/001.p/7",
            "tile/entries/000",
            "tile/1/000.p/1",
            "tile/0/other",
            "staging/263-00",
            "heads/0")) {
      put(name, "application/octet-stream");
    }
    gateway =
        new Gateway(
            0,
            new RouteTable(Map.of()),
            Map.of(),
            Map.of("/log/", LogRoute.of(log)),
            clock,
            new Random(1),
            line -> {});
    gateway.start();
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private void put(String name, String mediaType) {
    log.putIfAbsent(new ObjectName(name), name.getBytes(StandardCharsets.UTF_8), mediaType);
  }

  private HttpURLConnection call(String method, String path) throws IOException {
    URI url = URI.create("http://127.0.0.1:" + gateway.port() + "/log/" + path);
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
    connection.setRequestMethod(method);
    connection.getResponseCode();
    return connection;
  }

  @Test
  void get_checkpoint_isTextKeptForSeconds() throws IOException {
    HttpURLConnection answer = call("GET", "checkpoint");
    assertThat(answer.getResponseCode()).isEqualTo(200);
    assertThat(answer.getInputStream().readAllBytes())
        .isEqualTo("checkpoint".getBytes(StandardCharsets.UTF_8));
    assertThat(answer.getContentType()).isEqualTo("text/plain; charset=utf-8");
    assertThat(answer.getHeaderField("cache-control")).isEqualTo("public, max-age=5");
    assertThat(answer.getHeaderField("access-control-allow-origin")).isEqualTo("*");
  }

  @Test
  void get_tiles_areBytesKeptForEver() throws IOException {
    for (String tile :
        List.of("tile/0/000", "tile/0/001.p/7", "tile/entries/000", "tile/1/000.p/1")) {
      HttpURLConnection answer = call("GET", tile);
      assertThat(answer.getResponseCode()).as(tile).isEqualTo(200);
      assertThat(answer.getContentType()).isEqualTo("application/octet-stream");
      assertThat(answer.getHeaderField("cache-control"))
          .isEqualTo("public, max-age=31536000, immutable");
      assertThat(answer.getHeaderField("access-control-allow-origin")).isEqualTo("*");
    }
    assertThat(call("HEAD", "tile/0/000").getResponseCode()).isEqualTo(200);
  }

  @Test
  void get_whatIsNoneOfTheLogs_isAbsent() throws IOException {
    for (String path :
        List.of(
            "",
            "tile/0/001",
            "tile/0/002",
            "tile/0/001.p/6",
            "tile/0/001.p/0",
            "tile/0/001.p/256",
            "tile/0/000.p/007",
            "tile/00/000",
            "tile/64/000",
            "tile/0/0",
            "tile/0/x000/000",
            "tile/0/other",
            "tile/entries/001",
            "tile",
            "tile/",
            "staging/263-00",
            "heads/0",
            "checkpoint/",
            "Checkpoint",
            "../log/checkpoint",
            "tile/0/%30%30%30")) {
      assertThat(call("GET", path).getResponseCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void put_isRefused() throws IOException {
    assertThat(call("PUT", "checkpoint").getResponseCode()).isEqualTo(405);
    assertThat(call("DELETE", "tile/0/000").getResponseCode()).isEqualTo(405);
  }
}
