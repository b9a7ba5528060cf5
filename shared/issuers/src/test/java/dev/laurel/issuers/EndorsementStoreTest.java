package dev.laurel.issuers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.issuers.Achievement.ImageState;
import dev.laurel.issuers.EndorsementStore.Result;
import dev.laurel.storage.Companion;
import dev.laurel.storage.Cursor;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Read;
import dev.laurel.testkit.FixedClock;
import dev.laurel.testkit.MemoryItemStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EndorsementStoreTest {
  private static final IssuerId ISSUER = new IssuerId("1".repeat(32));
  private static final IssuerId OTHER = new IssuerId("2".repeat(32));
  private static final AchievementRef REF =
      new AchievementRef(new AchievementId("a".repeat(32)), 1);

  private final FixedClock clock = FixedClock.at("2026-03-01T10:00:00Z");
  private final MemoryItemStore items = new MemoryItemStore(clock);
  private final EndorsementStore store = new EndorsementStore(items);

  @BeforeEach
  void begun() {
    items.write(
        List.of(
            IssuerStore.create(
                new Issuer(ISSUER, "A", "https://a.example", "a@a.example", "", clock.instant()))));
    define(REF, ImageState.NONE);
  }

  private void define(AchievementRef ref, ImageState image) {
    AchievementContent content = Samples.content("Bees");
    items.write(
        AchievementStore.create(
            new Achievement(ref, ISSUER, content.hash(), content, image, clock.instant())));
  }

  private static Endorsement endorsement(String credential, @Nullable Instant until) {
    return new Endorsement(
        Endorsement.idOf(credential), credential, "urn:s", "did:key:z1", "E", until, "{\"a\":1}");
  }

  private Result add(Optional<AchievementRef> of, String credential) {
    return store.add(ISSUER, of, endorsement(credential, null), Companion.none());
  }

  private Issuer issuer() {
    return new IssuerStore(items).get(ISSUER, Read.CONSISTENT).orElseThrow();
  }

  private Achievement achievement() {
    return new AchievementStore(items).get(REF, Read.CONSISTENT).orElseThrow();
  }

  @Test
  void add_ofTheIssuer_liesOnItsRowAndIsListed() {
    Instant until = Instant.parse("2027-01-01T00:00:00Z");
    Endorsement endorsement = endorsement("urn:1", until);
    assertThat(store.add(ISSUER, Optional.empty(), endorsement, Companion.none()))
        .isEqualTo(Result.DONE);
    assertThat(issuer().endorsements()).containsExactly(endorsement);
    assertThat(issuer().name()).isEqualTo("A");
    assertThat(store.list(ISSUER, 10, Cursor.START).entries())
        .containsExactly(
            new EndorsementStore.Listed(
                Endorsement.idOf("urn:1"), "urn:1", "urn:s", "did:key:z1", "E", until));
    assertThat(store.list(OTHER, 10, Cursor.START).entries()).isEmpty();
  }

  @Test
  void add_ofAnAchievement_leavesContentAndHash() {
    String hash = achievement().hash();
    assertThat(add(Optional.of(REF), "urn:1")).isEqualTo(Result.DONE);
    assertThat(achievement().endorsements()).hasSize(1);
    assertThat(achievement().hash()).isEqualTo(hash).isEqualTo(achievement().content().hash());
    assertThat(issuer().endorsements()).isEmpty();
  }

  @Test
  void add_oneMoreThanMax_isFull() {
    for (int i = 0; i < Endorsement.MAX_PER_SUBJECT; i++) {
      assertThat(add(Optional.empty(), "urn:" + i)).isEqualTo(Result.DONE);
    }
    assertThat(add(Optional.empty(), "urn:one-more")).isEqualTo(Result.FULL);
    assertThat(add(Optional.of(REF), "urn:one-more")).isEqualTo(Result.DONE);
  }

  @Test
  void add_sameCredentialAgain_isThere() {
    assertThat(add(Optional.empty(), "urn:1")).isEqualTo(Result.DONE);
    assertThat(add(Optional.of(REF), "urn:1")).isEqualTo(Result.EXISTS);
    assertThat(achievement().endorsements()).isEmpty();
  }

  @Test
  void add_whatIsNotTheIssuersOrNotReady_isUnknown() {
    AchievementRef awaited = new AchievementRef(new AchievementId("b".repeat(32)), 1);
    define(awaited, ImageState.AWAITED);
    assertThat(add(Optional.of(awaited), "urn:1")).isEqualTo(Result.UNKNOWN);
    assertThat(add(Optional.of(new AchievementRef(REF.id(), 2)), "urn:1"))
        .isEqualTo(Result.UNKNOWN);
    assertThat(store.add(OTHER, Optional.of(REF), endorsement("urn:1", null), Companion.none()))
        .isEqualTo(Result.UNKNOWN);
    assertThat(achievement().endorsements()).isEmpty();
  }

  @Test
  void remove_oneOfTwo_leavesTheOther() {
    add(Optional.of(REF), "urn:1");
    add(Optional.of(REF), "urn:2");
    assertThat(store.remove(OTHER, Endorsement.idOf("urn:1"), List.of())).isEqualTo(Result.UNKNOWN);
    assertThat(store.remove(ISSUER, Endorsement.idOf("urn:1"), List.of())).isEqualTo(Result.DONE);
    assertThat(achievement().endorsements())
        .extracting(Endorsement::credential)
        .containsExactly("urn:2");
    assertThat(store.remove(ISSUER, Endorsement.idOf("urn:1"), List.of()))
        .isEqualTo(Result.UNKNOWN);
  }

  @Test
  void outlasts_endOfTheBadge_decides() {
    Instant end = Instant.parse("2027-01-01T00:00:00Z");
    assertThat(endorsement("urn:1", null).outlasts(null)).isTrue();
    assertThat(endorsement("urn:1", null).outlasts(end)).isTrue();
    assertThat(endorsement("urn:1", end).outlasts(end)).isTrue();
    assertThat(endorsement("urn:1", end).outlasts(end.plusSeconds(1))).isFalse();
    assertThat(endorsement("urn:1", end).outlasts(null)).isFalse();
  }

  @Test
  void get_rowFromBefore_hasNoEndorsement() {
    String row =
        items
            .get(ItemKey.of("ISSUER#" + ISSUER.text(), "PROFILE"), Read.CONSISTENT)
            .orElseThrow()
            .body();
    assertThat(row).doesNotContain("endorsements");
    assertThat(issuer().endorsements()).isEmpty();
  }
}
