package dev.laurel.issuers;

/// One version of an achievement; versions count from 1.
public record AchievementRef(AchievementId id, int version) {
  /// Most versions of one achievement: far more than anybody revises, and six digits of a key.
  public static final int MAX_VERSION = 999_999;

  public AchievementRef {
    if (version < 1 || version > MAX_VERSION) {
      throw new IllegalArgumentException("a version is 1 to " + MAX_VERSION);
    }
  }
}
