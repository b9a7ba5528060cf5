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
/// OB 3.0 AchievementCredential, ProfileRef, AchievementSubject, Achievement. `name` of the
/// credential and of the issuer are optional there, but wallets show them.
public final class RequiredMembers implements Rule {
  private static final String ID = "ob3/required-members";
  private static final List<String> TEXTS =
      List.of(
          "/id",
          "/name",
          "/validFrom",
          "/issuer/id",
          "/issuer/name",
          "/credentialSubject/achievement/id",
          "/credentialSubject/achievement/name",
          "/credentialSubject/achievement/description");
  private static final Map<String, List<String>> TYPES =
      Map.of(
          "/type", List.of("VerifiableCredential", "OpenBadgeCredential|AchievementCredential"),
          "/issuer/type", List.of("Profile"),
          "/credentialSubject/type", List.of("AchievementSubject"),
          "/credentialSubject/achievement/type", List.of("Achievement"));

  @Override
  public List<Finding> check(Candidate document) {
    List<Finding> findings = new ArrayList<>();
    for (String pointer : TEXTS) {
      if (document.at(pointer).stringValue("").isBlank()) {
        findings.add(new Finding(ID, pointer, "must be there and not blank"));
      }
    }
    TYPES.forEach((pointer, types) -> {
      for (String type : types) {
        if (!holds(document.at(pointer), type)) {
          findings.add(new Finding(ID, pointer, "an array that holds " + type));
        }
      }
    });
    JsonNode subject = document.at("/credentialSubject");
    if (!subject.has("id") && subject.path("identifier").isEmpty()) {
      findings.add(new Finding(ID, "/credentialSubject", "must have an id or an identifier"));
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
