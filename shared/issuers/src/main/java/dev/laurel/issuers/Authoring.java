package dev.laurel.issuers;

import dev.laurel.issuers.Achievement.ImageState;
import dev.laurel.storage.Companion;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Read;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Makes achievements and further versions of them. A version never changes; submissions name one.
public final class Authoring {
  private final ItemStore items;
  private final AchievementStore achievements;
  private final InstantSource clock;
  private final RandomGenerator random;

  public Authoring(ItemStore items, InstantSource clock, RandomGenerator random) {
    this.items = items;
    this.achievements = new AchievementStore(items);
    this.clock = clock;
    this.random = random;
  }

  public sealed interface Result {
    record Done(Achievement achievement) implements Result {}

    /// No achievement of this issuer has the id.
    record Unknown() implements Result {}

    /// It has [AchievementRef#MAX_VERSION] versions.
    record Full() implements Result {}

    record Contended() implements Result {}
  }

  /// Makes a new achievement, version 1.
  public Result create(
      IssuerId issuer, AchievementContent content, Companion<Achievement> companion) {
    return store(issuer, new AchievementRef(AchievementId.random(random), 1), content, companion);
  }

  /// Makes the next version of an achievement of the issuer.
  public Result revise(
      IssuerId issuer,
      AchievementId id,
      AchievementContent content,
      Companion<Achievement> companion) {
    Optional<Achievement> latest =
        achievements.latest(id, Read.CONSISTENT).filter(a -> a.issuer().equals(issuer));
    if (latest.isEmpty()) {
      return new Result.Unknown();
    }
    int version = latest.get().ref().version();
    return version == AchievementRef.MAX_VERSION
        ? new Result.Full()
        : store(issuer, new AchievementRef(id, version + 1), content, companion);
  }

  private Result store(
      IssuerId issuer,
      AchievementRef ref,
      AchievementContent content,
      Companion<Achievement> companion) {
    ImageState image = content.announcedImage().isPresent() ? ImageState.AWAITED : ImageState.NONE;
    Achievement achievement =
        new Achievement(ref, issuer, content.hash(), content, image, clock.instant());
    List<Write> writes = new ArrayList<>(AchievementStore.create(achievement));
    writes.addAll(companion.writes(achievement));
    return switch (items.write(writes)) {
      case WriteResult.Written w -> new Result.Done(achievement);
      case WriteResult.Conflict c -> new Result.Contended();
    };
  }
}
