package dev.laurel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.storage.IssuerId;
import dev.laurel.testkit.FixedClock;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.verification.published.HostedDid;
import dev.laurel.verification.published.KeyEnd;
import dev.laurel.verification.published.PublishedKey;
import dev.laurel.verification.published.PublishedLookup;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PublishedKeyHistoryTest {
  private static final IssuerId ISSUER = new IssuerId("0f".repeat(16));
  private static final String KEY = new Multikey(KeyAlgorithm.ED25519, new byte[32]).text();

  private final MemoryItemStore items = new MemoryItemStore(FixedClock.at("2026-11-21T12:00:00Z"));
  private final DeploymentUrls urls = new DeploymentUrls("https://laurel.example");
  private final KeyHistory history = new PublishedKeyHistory(urls, new PublishedLookup(items));
  private final String did = urls.did(ISSUER);

  private void store(String of, String fragment, long addedAt, KeyEnd end) {
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
                    "a".repeat(64),
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
