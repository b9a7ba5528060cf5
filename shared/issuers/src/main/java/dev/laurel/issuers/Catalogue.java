package dev.laurel.issuers;

import java.util.List;

/// What a course catalogue says of an achievement beyond what it demands (OB 3.0 Achievement).
/// Optional texts are ""; `creditsAvailable` is a decimal number in plain digits.
public record Catalogue(
    String creditsAvailable,
    String fieldOfStudy,
    String specialization,
    String humanCode,
    List<RelatedAchievement> related) {
  /// Without any detail.
  public static final Catalogue NONE = new Catalogue("", "", "", "", List.of());

  /// Most relatives: translations and earlier versions.
  public static final int MAX_RELATED = 20;

  /// Most credits: a degree has a few hundred in every system in use.
  public static final int MAX_CREDITS = 100_000;

  /// Digits after the point: catalogues count in quarters, some in hundredths.
  public static final int CREDIT_DIGITS = 2;

  public Catalogue {
    related = List.copyOf(related);
  }
}
