package dev.laurel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.storage.ObjectName;
import dev.laurel.storage.ObjectStore;
import dev.laurel.storage.UploadInvitation;
import dev.laurel.storage.UploadTerms;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class MemoryObjectStoreTest extends ObjectStoreContract {
  private final FixedClock clock = FixedClock.at("2026-11-21T12:00:00Z");
  private final MemoryObjectStore memory = new MemoryObjectStore(clock);

  @Override
  protected ObjectStore open() {
    return memory;
  }

  @Override
  protected boolean upload(UploadInvitation invitation, byte[] content) {
    return memory.upload(invitation, content);
  }

  @Override
  protected byte[] download(URI url) {
    return memory.download(url).orElseThrow();
  }

  @Override
  protected Instant now() {
    return clock.instant();
  }

  @Test
  void upload_afterExpiry_isRefused() {
    UploadTerms terms =
        new UploadTerms(
            1,
            "text/plain",
            MemoryObjectStore.sha256(new byte[] {1}),
            clock.instant().plusSeconds(60));
    UploadInvitation invitation = memory.invite(new ObjectName("a"), terms);
    clock.advance(Duration.ofSeconds(60));
    assertThat(memory.upload(invitation, new byte[] {1})).isFalse();
  }
}
