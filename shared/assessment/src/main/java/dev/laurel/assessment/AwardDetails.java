package dev.laurel.assessment;

/// What an assessor adds to an award beyond levels and points (OB 3.0 AchievementSubject); all of
/// it is public. Each may be ""; `creditsEarned` is a decimal number in plain digits.
public record AwardDetails(String creditsEarned, String licenseNumber, String term) {
  /// Without any detail.
  public static final AwardDetails NONE = new AwardDetails("", "", "");

  /// Longest licence number and term, in code points: both stand on one line.
  public static final int MAX_TEXT = 100;
}
