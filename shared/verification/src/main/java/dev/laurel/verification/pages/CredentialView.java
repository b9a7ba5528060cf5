package dev.laurel.verification.pages;

import java.util.List;

/// What a page shows of a credential, as plain text read from a document whose proof holds; empty
/// text or list where the document says nothing. Texts are the issuer's: pages escape them and
/// leave their direction to the browser.
public record CredentialView(
    String id,
    String achievement,
    String achievementType,
    String description,
    List<String> criteria,
    String criteriaUrl,
    String image,
    String imageCaption,
    String language,
    String recipient,
    boolean recipientHashed,
    Issuer issuer,
    String validFrom,
    String validUntil,
    List<Criterion> rubric,
    List<Evidence> evidence,
    List<Skill> skills,
    List<String> tags) {
  /// A view that shows nothing.
  public static final CredentialView EMPTY =
      new CredentialView(
          "",
          "",
          "",
          "",
          List.of(),
          "",
          "",
          "",
          "",
          "",
          false,
          new Issuer("", "", ""),
          "",
          "",
          List.of(),
          List.of(),
          List.of(),
          List.of());

  public CredentialView {
    criteria = List.copyOf(criteria);
    rubric = List.copyOf(rubric);
    evidence = List.copyOf(evidence);
    skills = List.copyOf(skills);
    tags = List.copyOf(tags);
  }

  /// The same without anything about the person: no recipient, results and evidence. What is left
  /// is the same for everyone who earned the achievement, apart from id and dates.
  public CredentialView withoutPerson() {
    return new CredentialView(
        id,
        achievement,
        achievementType,
        description,
        criteria,
        criteriaUrl,
        image,
        imageCaption,
        language,
        "",
        false,
        issuer,
        validFrom,
        validUntil,
        List.of(),
        List.of(),
        skills,
        tags);
  }

  /// Who issued it. Only the DID is proved; the rest is what the issuer says of itself.
  public record Issuer(String did, String name, String url) {}

  /// One criterion with what was reached. `place` of `levels` counts from the lowest level up; 0
  /// where the levels' points do not tell their order.
  public record Criterion(
      String name, String level, String levelDescription, int place, int levels, String points) {
    /// Where the level stands and what it is worth, in words; empty where nothing is said of it.
    public String scale() {
      String where =
          place > 0
              ? "Level %d of %d".formatted(place, levels)
              : levels > 0 ? "One of %d levels".formatted(levels) : "";
      if (points.isEmpty() || points.equals(level)) {
        return where;
      }
      String worth = points + (points.equals("1") ? " point" : " points");
      return where.isEmpty() ? worth : where + ", " + worth;
    }
  }

  /// One piece of evidence. `sha256` is in hexadecimal.
  public record Evidence(
      String name, String description, String url, String mediaType, String sha256) {}

  /// One entry of a skills framework.
  public record Skill(String name, String url, String framework, String code) {}
}
