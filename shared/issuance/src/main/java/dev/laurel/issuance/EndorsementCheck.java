package dev.laurel.issuance;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuers.Achievement;
import dev.laurel.issuers.Endorsement;
import dev.laurel.issuers.Issuer;
import dev.laurel.json.Json;
import dev.laurel.verification.CheckResult;
import dev.laurel.verification.Verdict;
import dev.laurel.verification.VerificationReport;
import dev.laurel.verification.Verifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What our own verifier says of endorsements by themselves: a badge is valid only with valid ones.
/// Costs nothing where there are none; each costs a canonical form, a signature, and, of an issuer
/// of this deployment, the reads for its DID document, keys, status and log entry.
final class EndorsementCheck {
  private static final String ID = "house/endorsement-valid";

  private final Verifier verifier;

  /// `verifier` must know what the public one knows: keys, status, notices and log.
  EndorsementCheck(Verifier verifier) {
    this.verifier = verifier;
  }

  /// Why an endorsement is not valid, at the pointer; empty where it is.
  List<Finding> findings(JsonNode endorsement, String pointer) {
    VerificationReport report = verifier.verifyCredential(endorsement);
    if (report.verdict() == Verdict.VALID) {
      return List.of();
    }
    return report.checks().stream()
        .filter(check ->
            check.result() == CheckResult.FAILED || check.result() == CheckResult.COULD_NOT_CHECK)
        .map(check ->
            new Finding(
                ID,
                pointer,
                "must be valid, but "
                    + check.id()
                    + " is "
                    + check.result().text()
                    + ": "
                    + check.detail()))
        .toList();
  }

  /// The same for all that a badge to be signed carries.
  List<Finding> inside(JsonNode badge) {
    Candidate candidate = new Candidate(badge, 0);
    List<Finding> findings = new ArrayList<>();
    for (String carrier : List.of("", "/issuer", "/credentialSubject/achievement")) {
      for (Candidate.Part part : candidate.parts(carrier + "/endorsement")) {
        findings.addAll(findings(part.node(), part.pointer()));
      }
    }
    return findings;
  }

  /// The issuer with those of its endorsements alone that are valid now.
  Issuer holding(Issuer issuer) {
    return issuer.endorsedBy(holding(issuer.endorsements()));
  }

  /// The achievement with those of its endorsements alone that are valid now.
  Achievement holding(Achievement achievement) {
    return achievement.endorsedBy(holding(achievement.endorsements()));
  }

  private List<Endorsement> holding(List<Endorsement> endorsements) {
    return endorsements.stream()
        .filter(each ->
            findings(Json.parse(each.document().getBytes(StandardCharsets.UTF_8)), "").isEmpty())
        .toList();
  }
}
