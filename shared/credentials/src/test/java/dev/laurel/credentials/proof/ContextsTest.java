package dev.laurel.credentials.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.credentials.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("check-15")
final class ContextsTest {
  private static final String URL = "https://example.org/context";
  private static final String CONTEXT =
      "{\"@context\":{\"colour\":\"https://example.org/colour\"}}";

  @TempDir private Path folder;

  private void index(String url, String file, String sha256) throws IOException {
    Files.writeString(
        folder.resolve("index.json"),
        "[{\"url\":\"%s\",\"file\":\"%s\",\"sha256\":\"%s\"}]".formatted(url, file, sha256));
  }

  private static String sha256(String text) {
    return HexFormat.of().formatHex(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void bundled_knowsWhatBadgesNeedAndNoContextThatDefinesEverything() {
    Contexts contexts = Contexts.bundled();
    assertThat(contexts.urls())
        .contains(
            "https://www.w3.org/ns/credentials/v2",
            "https://www.w3.org/2018/credentials/v1",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
            "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
            "https://w3id.org/security/data-integrity/v1",
            "https://w3id.org/security/data-integrity/v2",
            "https://w3id.org/security/multikey/v1",
            "https://www.w3.org/ns/credentials/status/v1")
        .noneMatch(url -> url.contains("undefined-terms"))
        .noneMatch(url -> url.contains("examples"));
    assertThat(contexts.known("http://www.w3.org/ns/credentials/v2")).isFalse();
    assertThat(contexts.known("file:///etc/passwd")).isFalse();
  }

  @Test
  void with_folder_addsItsContexts() throws IOException {
    Files.writeString(folder.resolve("c.json"), CONTEXT);
    index(URL, "c.json", sha256(CONTEXT));
    Contexts contexts = Contexts.bundled().with(folder);
    assertThat(contexts.known(URL)).isTrue();
    assertThat(contexts.known("https://www.w3.org/ns/credentials/v2")).isTrue();
    assertThat(Contexts.bundled().known(URL)).isFalse();
  }

  @Test
  void with_changedFile_isRefused() throws IOException {
    Files.writeString(folder.resolve("c.json"), CONTEXT + " ");
    index(URL, "c.json", sha256(CONTEXT));
    assertThatThrownBy(() -> Contexts.bundled().with(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("c.json")
        .hasMessageContaining("SHA-256");
  }

  @Test
  void with_bundledUrl_isRefused() throws IOException {
    Files.writeString(folder.resolve("c.json"), CONTEXT);
    index("https://www.w3.org/ns/credentials/v2", "c.json", sha256(CONTEXT));
    assertThatThrownBy(() -> Contexts.bundled().with(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bundled");
  }

  @Test
  void with_fileOutsideTheFolder_isRefused() throws IOException {
    index(URL, "../c.json", sha256(CONTEXT));
    assertThatThrownBy(() -> Contexts.bundled().with(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("plain name");
  }

  @Test
  void with_brokenJson_isRefused() throws IOException {
    Files.writeString(folder.resolve("index.json"), "[{");
    assertThatThrownBy(() -> Contexts.bundled().with(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("index.json");
  }
}
