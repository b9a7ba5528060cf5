package dev.laurel.issuance.rules.ob3;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What Open Badges makes required is there: ids, types, names, the issuer as a Profile object, and
/// a subject that is somebody.
///
/// OB 3.0 AchievementCredential, ProfileRef, AchievementSubject, Achievement,
/// EndorsementCredential, EndorsementSubject. `name` of a badge and of an issuer are optional
/// there, but wallets show them.
public final class RequiredMembers implements Rule {
  private static final String ID = "ob3/required-members";
  private static final String SUBJECT = "/credentialSubject";

  private final List<String> texts;
  private final Map<String, List<String>> types;
  private final boolean identified;

  private RequiredMembers(List<String> texts, Map<String, List<String>> types, boolean identified) {
    this.texts = texts;
    this.types = types;
    this.identified = identified;
  }

  /// For badges.
  public static RequiredMembers badge() {
    return new RequiredMembers(
        List.of(
            "/id",
            "/name",
            "/validFrom",
            "/issuer/id",
            "/issuer/name",
            "/credentialSubject/achievement/id",
            "/credentialSubject/achievement/name",
            "/credentialSubject/achievement/description"),
        Map.of(
            "/type", List.of("VerifiableCredential", "OpenBadgeCredential|AchievementCredential"),
            "/issuer/type", List.of("Profile"),
            "/credentialSubject/type", List.of("AchievementSubject"),
            "/credentialSubject/achievement/type", List.of("Achievement")),
        false);
  }

  /// For endorsements.
  public static RequiredMembers endorsement() {
    return new RequiredMembers(
        List.of(
            "/id", "/name", "/validFrom", "/issuer/id", "/issuer/name", "/credentialSubject/id"),
        Map.of(
            "/type", List.of("VerifiableCredential", "EndorsementCredential"),
            "/issuer/type", List.of("Profile"),
            "/credentialSubject/type", List.of("EndorsementSubject")),
        true);
  }

  @Override
  public List<Finding> check(Candidate document) {
    List<Finding> findings = new ArrayList<>();
    for (String pointer : texts) {
      if (document.at(pointer).stringValue("").isBlank()) {
        findings.add(new Finding(ID, pointer, "must be there and not blank"));
      }
    }
    types.forEach((pointer, wanted) -> {
      for (String type : wanted) {
        if (!holds(document.at(pointer), type)) {
          findings.add(new Finding(ID, pointer, "an array that holds " + type));
        }
      }
    });
    JsonNode subject = document.at(SUBJECT);
    if (!identified && !subject.has("id") && subject.path("identifier").isEmpty()) {
      findings.add(new Finding(ID, SUBJECT, "must have an id or an identifier"));
    }
    return findings;
  }

  private static boolean holds(JsonNode types, String pattern) {
    if (types.isArray()) {
      for (JsonNode type : types) {
        if (type.stringValue("").matches(pattern)) {
          return true;
        }
      }
    }
    return false;
  }
}
