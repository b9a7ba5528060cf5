package dev.laurel.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.json.Json;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Read;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Write;
import dev.laurel.testkit.Faults;
import dev.laurel.testkit.FaultyItemStore;
import dev.laurel.testkit.FixedClock;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.sequencing.EntryRow;
import dev.laurel.tlog.sequencing.LogLookup;
import dev.laurel.verification.published.HostedDid;
import dev.laurel.verification.published.KeyEnd;
import dev.laurel.verification.published.PublishedKey;
import dev.laurel.verification.published.PublishedLookup;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

final class PublishedKeyHistoryTest {
  private static final IssuerId ISSUER = new IssuerId("0f".repeat(16));
  private static final String KEY = new Multikey(KeyAlgorithm.ED25519, new byte[32]).text();

  private final MemoryItemStore items = new MemoryItemStore(FixedClock.at("2026-11-21T12:00:00Z"));
  private final DeploymentUrls urls = new DeploymentUrls("https://laurel.example");
  private final Faults faults = new Faults();
  private final ItemStore read = new FaultyItemStore(items, faults);
  private final KeyHistory history =
      new PublishedKeyHistory(urls, new PublishedLookup(read), new LogLookup(read));
  private final String did = urls.did(ISSUER);

  private void store(String of, String fragment, long addedAt, KeyEnd end) {
    store(of, fragment, "a".repeat(64), addedAt, end);
  }

  private void store(String of, String fragment, String entry, long addedAt, KeyEnd end) {
    items.write(
        List.of(
            new PublishedKey(
                    ISSUER,
                    fragment,
                    1,
                    of + "#" + fragment,
                    KEY,
                    List.of("eddsa-rdfc-2022"),
                    "{}",
                    List.of(),
                    entry,
                    addedAt,
                    end)
                .write()));
  }

  @Test
  void of_ownDid_hasItsKeysAsTheLogKnowsThem() {
    store(did, "key-1", -1, KeyEnd.NONE);
    store(did, "own-1", 4, KeyEnd.retired("{}").queued("{}", "b".repeat(64)).logged(9));
    store(did, "own-2", 7, KeyEnd.compromised(8, "{}"));
    store(did, "own-3", -1, KeyEnd.NONE);

    assertThat(history.of(did))
        .extracting(key -> key.method() + " " + key.addedAt() + " " + key.retiredAt())
        .as("own-3 is not in the log yet")
        .containsExactly(did + "#key-1 -1 -1", did + "#own-1 4 9", did + "#own-2 7 -1");
    assertThat(history.of(did).getLast().below()).isEqualTo(8);
    assertThat(history.of(did).getFirst().algorithm()).isEqualTo(KeyAlgorithm.ED25519);
  }

  /// The row of an entry that is in the log at this index, or waits for it where that is -1.
  private String entry(String fragment, long index) {
    KeyAdd entry =
        new KeyAdd(
            did,
            did + "#" + fragment,
            KEY,
            List.of(),
            List.of(),
            Instant.parse("2026-11-21T12:00:00Z"));
    items.write(List.of(EntryRow.pending(entry, "key:test", Instant.EPOCH).create()));
    if (index >= 0) {
      Item item = items.get(EntryRow.key(entry.id()), Read.CONSISTENT).orElseThrow();
      ObjectNode body = Json.parse(item.body().getBytes(StandardCharsets.UTF_8)).asObject();
      body.put("state", "LOGGED").put("index", index);
      items.write(List.of(Write.update(Item.of(item.key(), 2, body.toString()))));
    }
    return entry.id().hex();
  }

  @Test
  void of_changeInTheLogThatTheRowHasNotNoted_isReadInTheLog() {
    store(did, "own-1", entry("own-1", 12), -1, KeyEnd.NONE);
    KeyEnd end = KeyEnd.retired("{}").queued("{}", entry("end", 15));
    store(did, "own-2", 4, end);
    store(did, "own-3", entry("own-3", -1), -1, KeyEnd.NONE);

    assertThat(history.of(did))
        .extracting(key -> key.method() + " " + key.addedAt() + " " + key.retiredAt())
        .containsExactly(did + "#own-1 12 -1", did + "#own-2 4 15");
  }

  @Test
  void of_everythingNoted_isOneQuery() {
    store(did, "key-1", -1, KeyEnd.NONE);
    store(did, "own-1", 4, KeyEnd.retired("{}").queued("{}", "b".repeat(64)).logged(9));
    faults.reset();

    assertThat(history.of(did)).hasSize(2);

    assertThat(faults.names()).containsExactly("query");
  }

  @Test
  void of_logThatDoesNotAnswer_isNoAnswer() {
    store(did, "own-1", entry("own-1", 12), -1, KeyEnd.NONE);
    faults.reset().before(2);

    assertThatThrownBy(() -> history.of(did)).isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void of_hostedDidKey_hasItsOneKey() {
    Did hosted = new Did("did:key:" + KEY);
    items.write(List.of(new HostedDid(hosted, ISSUER).create()));
    store(hosted.text(), "own-1", 4, KeyEnd.NONE);
    store(did, "key-1", -1, KeyEnd.NONE);

    assertThat(history.of(hosted.text())).hasSize(1);
    assertThat(history.of(did)).hasSize(1);
  }

  @Test
  void of_foreignDid_knowsNothing() {
    store(did, "key-1", 1, KeyEnd.NONE);

    assertThat(history.of("did:web:other.example")).isEmpty();
    assertThat(history.of("did:key:" + KEY)).isEmpty();
    assertThat(history.of("nothing")).isEmpty();
  }
}
