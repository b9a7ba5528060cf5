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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What our own verifier says of endorsements by themselves: a badge is valid only with valid ones.
/// Costs nothing where there are none; each costs a canonical form, a signature, and, of an issuer
/// of this deployment, the reads for its DID document, keys, status and log entry.
final class EndorsementCheck {
  private static final String ID = "house/endorsement-valid";

  private static final String MEMBER = "endorsement";

  /// Most of one document: those of an issuer and of an achievement. Each may cost as much as it.
  private static final int MOST = 2 * Endorsement.MAX_PER_SUBJECT;

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

  /// The same for all that a document to be signed carries, wherever. Of too many none is looked
  /// at.
  List<Finding> inside(JsonNode document) {
    List<Candidate.Part> parts = new ArrayList<>();
    new Candidate(document, 0)
        .each(MEMBER, (pointer, node) -> parts.addAll(new Candidate.Part(pointer, node).each()));
    if (parts.size() > MOST) {
      return List.of(
          new Finding(ID, parts.get(MOST).pointer(), "at most " + MOST + " stand in one document"));
    }
    return parts.stream().flatMap(part -> findings(part.node(), part.pointer()).stream()).toList();
  }

  /// Takes out of a document that is to be signed again whatever endorsements are not valid now,
  /// end before it does, or are about the DID that its issuer no longer has ("" for none).
  void dropLapsed(ObjectNode document, String lostDid) {
    drop(document, end(document), lostDid);
  }

  // What stands inside an endorsement is signed by others. The depth is bounded by whoever parsed
  // the document.
  private void drop(JsonNode node, @Nullable Instant until, String lostDid) {
    if (node instanceof ObjectNode object && object.has(MEMBER)) {
      List<JsonNode> held =
          new Candidate.Part("", object.get(MEMBER))
              .each().stream()
                  .map(Candidate.Part::node)
                  .filter(each -> !isAbout(each, lostDid) && outlasts(each, until))
                  .filter(each -> findings(each, "").isEmpty())
                  .toList();
      object.remove(MEMBER);
      if (!held.isEmpty()) {
        object.putArray(MEMBER).addAll(held);
      }
    }
    if (node instanceof ObjectNode object) {
      object.properties().stream()
          .filter(member -> !member.getKey().equals(MEMBER))
          .forEach(member -> drop(member.getValue(), until, lostDid));
    }
    node.values().stream().filter(_ -> node.isArray()).forEach(each -> drop(each, until, lostDid));
  }

  private static boolean isAbout(JsonNode endorsement, String did) {
    return !did.isEmpty() && endorsement.at("/credentialSubject/id").stringValue("").equals(did);
  }

  private static boolean outlasts(JsonNode endorsement, @Nullable Instant until) {
    Instant end = end(endorsement);
    return end == null || (until != null && !end.isBefore(until));
  }

  private static @Nullable Instant end(JsonNode document) {
    String text = document.path("validUntil").stringValue("");
    return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
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
