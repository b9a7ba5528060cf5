package dev.laurel.credentials;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.laurel.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/// The published data beside the checkout (`../shared/data`). A test that asks for it is skipped,
/// and says so, where it is not there.
public final class SharedData {
  private SharedData() {}

  /// A file or folder of it.
  public static Path path(String name) {
    String root = System.getenv("LAUREL_ROOT");
    Path data = Path.of(root == null ? "../.." : root).toAbsolutePath().resolve("../shared/data");
    assumeTrue(Files.isDirectory(data), "needs ../shared/data/" + name);
    return data.resolve(name).normalize();
  }

  public static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(path(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  public static JsonNode json(String name) {
    return Json.parse(bytes(name));
  }
}
