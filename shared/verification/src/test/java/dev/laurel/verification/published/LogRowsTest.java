package dev.laurel.verification.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.storage.Read;
import dev.laurel.storage.WriteResult;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.verification.Samples;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LogRowsTest {
  private final MemoryItemStore items = new MemoryItemStore(() -> Samples.NOW);
  private final PublishedLookup lookup = new PublishedLookup(items);

  @Test
  void logRef_written_isReadAgainAndNeverReplaced() {
    byte[] salt = new byte[PublishedLogRef.SALT_BYTES];
    Arrays.fill(salt, (byte) 0xfe);
    PublishedLogRef ref = new PublishedLogRef(Samples.CREDENTIAL, "a".repeat(64), salt);
    salt[0] = 0;
    items.write(List.of(ref.create()));
    assertThat(
            PublishedLogRef.from(
                items.get(PublishedLogRef.key(ref.id()), Read.CONSISTENT).orElseThrow()))
        .isEqualTo(ref);
    assertThat(ref.salt()).startsWith(0xfe);
    assertThat(items.write(List.of(ref.create()))).isInstanceOf(WriteResult.Conflict.class);
    assertThat(ref.toString()).doesNotContain("salt");
  }

  @Test
  void logRef_ofOtherForm_isRefused() {
    byte[] salt = new byte[PublishedLogRef.SALT_BYTES];
    for (String entry : List.of("", "A".repeat(64), "a".repeat(63))) {
      assertThatThrownBy(() -> new PublishedLogRef(Samples.CREDENTIAL, entry, salt))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new PublishedLogRef(Samples.CREDENTIAL, "a".repeat(64), new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void key_signedAndQueued_risesByAVersionEach() {
    PublishedKey made =
        new PublishedKey(
            Samples.ISSUER,
            "key-1",
            1,
            Samples.METHOD,
            "z6Mk",
            List.of("eddsa-rdfc-2022"),
            "{}",
            List.of(new PublishedKey.Signature("did:key:z6Mk#z6Mk", "AA")),
            "");
    items.write(List.of(made.write()));
    PublishedKey signed = made.signed(new PublishedKey.Signature(Samples.METHOD, "BB"));
    items.write(List.of(signed.write()));
    items.write(List.of(signed.queued("b".repeat(64)).write()));
    PublishedKey read = lookup.key(Samples.ISSUER, "key-1").orElseThrow();
    assertThat(read).isEqualTo(signed.queued("b".repeat(64)));
    assertThat(read.version()).isEqualTo(3);
    assertThat(read.isQueued()).isTrue();
    assertThat(read.auth())
        .extracting(PublishedKey.Signature::signature)
        .containsExactly("AA", "BB");
    assertThat(lookup.key(Samples.ISSUER, "key-2")).isEmpty();
    assertThat(items.write(List.of(signed.write()))).isInstanceOf(WriteResult.Conflict.class);
  }
}
