package dev.laurel.verification.published;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.Read;
import dev.laurel.testkit.FixedClock;
import dev.laurel.testkit.MemoryItemStore;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KeyRowsTest {
  private static final IssuerId ISSUER = new IssuerId("0f".repeat(16));
  private static final String METHOD = "did:web:a.example:issuers:" + ISSUER + "#own-2";

  private final MemoryItemStore items = new MemoryItemStore(FixedClock.at("2026-11-21T12:00:00Z"));
  private final PublishedLookup lookup = new PublishedLookup(items);

  private static PublishedKey made(String fragment) {
    return new PublishedKey(
        ISSUER, fragment, 1, METHOD, "z6MkA", List.of("eddsa-rdfc-2022"), "{}", List.of(), "");
  }

  private PublishedKey stored(PublishedKey key) {
    items.write(List.of(key.write()));
    return lookup.key(ISSUER, key.fragment()).orElseThrow();
  }

  @Test
  void key_throughItsWholeLife_isReadAsItWasWritten() {
    PublishedKey key = made("own-2");
    assertThat(stored(key)).isEqualTo(key);
    assertThat(key.isActive()).isTrue();
    assertThat(key.did()).isEqualTo("did:web:a.example:issuers:" + ISSUER);
    PublishedKey logged = key.queued("a".repeat(64)).logged(7);
    items.write(List.of(key.queued("a".repeat(64)).write()));
    assertThat(stored(logged)).isEqualTo(logged);
    PublishedKey ending = logged.ending(KeyEnd.compromised(0, "{\"end\":1}"));
    assertThat(stored(ending)).isEqualTo(ending);
    assertThat(ending.isActive()).isFalse();
    assertThat(ending.below()).isZero();
    PublishedKey done = ending.ending(ending.end().queued("{\"end\":2}", "b".repeat(64)).logged(9));
    assertThat(stored(done)).isEqualTo(done);
    assertThat(done.retiredAt()).isEqualTo(9);
    assertThat(done.end().isDone()).isTrue();
  }

  @Test
  void key_rowFromBeforeOwnKeys_isActiveAndNowhereSeen() {
    String body =
        "{\"method\":\"m#key-1\",\"publicKeyMultibase\":\"z6MkA\",\"suites\":[],"
            + "\"statement\":\"{}\",\"auth\":[],\"entry\":\"aa\"}";
    items.write(
        List.of(
            dev.laurel.storage.Write.create(Item.of(PublishedKey.key(ISSUER, "key-1"), 1, body))));

    PublishedKey key = lookup.key(ISSUER, "key-1").orElseThrow();

    assertThat(key.isActive()).isTrue();
    assertThat(key.addedAt()).isEqualTo(-1);
    assertThat(key.retiredAt()).isEqualTo(-1);
    assertThat(key.below()).isEqualTo(-1);
  }

  @Test
  void activeRow_saysNothingThatOlderReadersDoNotKnow() {
    items.write(List.of(made("own-2").write()));
    String body =
        items.get(PublishedKey.key(ISSUER, "own-2"), Read.CONSISTENT).orElseThrow().body();
    assertThat(body).doesNotContain("addedAt").doesNotContain("\"end\"");
  }

  @Test
  void keys_ofAnIssuer_areAllOfThemAndNoOthers() {
    for (String fragment : List.of("key-1", "key-2", "own-1", "own-10")) {
      items.write(List.of(made(fragment).write()));
    }
    items.write(List.of(new PublishedDid(ISSUER, 1, "{}").write()));

    assertThat(lookup.keys(ISSUER))
        .extracting(PublishedKey::fragment)
        .containsExactly("key-1", "key-2", "own-1", "own-10");
    assertThat(lookup.keys(new IssuerId("0e".repeat(16)))).isEmpty();
  }
}
