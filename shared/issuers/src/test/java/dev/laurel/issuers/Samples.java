package dev.laurel.issuers;

import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Parts that several tests need.
final class Samples {
  static final List<Level> LEVELS =
      List.of(new Level("low", "Low", "", 0), new Level("high", "High", "all of it", 5));
  static final List<Criterion> CRITERIA =
      List.of(
          new Criterion("design", "Design", "", LEVELS), new Criterion("code", "Code", "", LEVELS));
  static final PassRule RULE = new PassRule(6, Map.of("code", "high"), 1);
  static final Rubric RUBRIC = new Rubric(CRITERIA, RULE);
  static final SigningKeys KEYS =
      () ->
          List.of(
              new SigningKeys.DeploymentKey(
                  "key-1", new Multikey(KeyAlgorithm.ED25519, new byte[32])));

  private Samples() {}

  static AchievementContent content(String name, @Nullable AnnouncedImage image) {
    return new AchievementContent(
        name,
        "Description",
        "Do it.\nThen show it.",
        "",
        AchievementContent.DEFAULT_TYPE,
        List.of("tag"),
        List.of(new SkillAlignment("Skill", "https://example.org/s", "", "", "")),
        "en",
        24,
        image,
        RUBRIC);
  }

  static AchievementContent content(String name) {
    return content(name, null);
  }

  static Optional<AnnouncedImage> image(byte[] bytes) {
    return Optional.of(new AnnouncedImage("image/png", bytes.length, Sha256.hex(bytes)));
  }
}
