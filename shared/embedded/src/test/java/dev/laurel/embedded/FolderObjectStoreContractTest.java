package dev.laurel.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.storage.ObjectStore;
import dev.laurel.storage.UploadInvitation;
import dev.laurel.testkit.CountingRandom;
import dev.laurel.testkit.FixedClock;
import dev.laurel.testkit.ObjectStoreContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

final class FolderObjectStoreContractTest extends ObjectStoreContract {
  private final FixedClock clock = FixedClock.at("2026-11-21T12:00:00Z");

  @TempDir private Path folder;

  private FolderObjectStore files() {
    return (FolderObjectStore) store;
  }

  @Override
  protected ObjectStore open() {
    return FolderObjectStore.versioned(
        folder.resolve("evidence"),
        new FolderSettings(
            "evidence",
            URI.create("http://localhost:8080"),
            Durability.PROCESS,
            clock,
            new CountingRandom()));
  }

  @Override
  protected boolean upload(UploadInvitation invitation, byte[] content) {
    Map<String, String> headers = new HashMap<>(invitation.headers());
    headers.put("content-length", Integer.toString(content.length));
    return files().accept(invitation.url(), headers, new ByteArrayInputStream(content))
        instanceof UploadResult.Stored;
  }

  @Override
  protected byte[] download(URI url) {
    DownloadResult result = files().openDownload(url);
    assertThat(result).isInstanceOf(DownloadResult.Opened.class);
    try (var content = ((DownloadResult.Opened) result).content()) {
      return content.bytes().readAllBytes();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  protected Instant now() {
    return clock.instant();
  }
}
