package dev.laurel.issuance.rules.house;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import dev.laurel.issuers.PublicText;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// No word in the name of an issuer, creator or assessor mixes scripts: with a letter from another
/// alphabet one school's name looks like another's.
///
/// Unicode UTS 39, section 5.2 (restriction levels), held against each word: the scripts that
/// Japanese, Korean and Chinese write together are one, and words of different scripts may stand
/// side by side.
public final class SingleScript implements Rule {
  private static final String ID = "house/single-script";
  private static final List<String> NAMES =
      List.of(
          "/issuer/name",
          "/credentialSubject/source/name",
          "/credentialSubject/achievement/creator/name");

  @Override
  public List<Finding> check(Candidate document) {
    List<Finding> findings = new ArrayList<>();
    for (String pointer : NAMES) {
      JsonNode name = document.at(pointer);
      if (PublicText.mixesScripts(name.stringValue(name.path("@value").stringValue("")))) {
        findings.add(new Finding(ID, pointer, PublicText.ONE_SCRIPT));
      }
    }
    return findings;
  }
}
