package dev.laurel.verification.checks;

import dev.laurel.verification.Check;
import dev.laurel.verification.CheckType;
import dev.laurel.verification.VerificationReport;
import dev.laurel.verification.reading.Inputs;
import dev.laurel.verification.reading.Reading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The check that every EndorsementCredential in the document (OB 3.0, Verification, step 6) is
/// valid by itself, each with its own report, and is about what carries it: an endorsement of
/// something else could have been taken from there.
final class EndorsementsStep implements Step {
  private static final String COMPACT = "endorsementJwt";

  @Override
  public Check run(Examination examination) {
    List<Inner> all = new ArrayList<>(Inner.all(examination.root(), Inner.ENDORSEMENT));
    all.addAll(Inner.all(examination.root(), COMPACT));
    if (all.isEmpty()) {
      return Check.notApplicable(Check.ENDORSEMENTS, "It carries no endorsement.");
    }
    List<Check> judgements = new ArrayList<>();
    for (Inner inner : all) {
      if (!examination.takeInner()) {
        judgements.add(
            Check.unknown(
                Check.ENDORSEMENTS,
                CheckType.LIMIT,
                inner.pointer()
                    + " and what follows was not looked at: there are too many documents in this"
                    + " one."));
        break;
      }
      judgements.add(judge(examination, inner));
    }
    return Check.worst(judgements);
  }

  private static Check judge(Examination examination, Inner inner) {
    Reading reading =
        inner.node().isString()
            ? Inputs.read(inner.node().stringValue().getBytes(StandardCharsets.UTF_8))
            : Inputs.read(inner.node());
    if (!(reading instanceof Reading.Document document)) {
      return Check.failed(
          Check.ENDORSEMENTS,
          CheckType.MALFORMED_VALUE_ERROR,
          inner.pointer() + " is no credential.");
    }
    VerificationReport report = Steps.report(examination.inside(document));
    examination.endorsements().add(report);
    return judge(examination, inner, document.root(), report);
  }

  private static Check judge(
      Examination examination, Inner inner, JsonNode endorsement, VerificationReport report) {
    String what = inner.pointer() + ", by " + Nodes.issuerId(endorsement).orElse("nobody") + ",";
    if (!Nodes.isOfType(endorsement, EndorsementShape.TYPE)) {
      return Check.failed(
          Check.ENDORSEMENTS, CheckType.MALFORMED_VALUE_ERROR, what + " is no endorsement.");
    }
    boolean about =
        Nodes.text(endorsement.path("credentialSubject"), "id")
            .filter(inner.carriers(examination.root())::contains)
            .isPresent();
    if (!about) {
      return Check.failed(
          Check.ENDORSEMENTS,
          CheckType.ENDORSEMENT_MISMATCH,
          what + " is about something else than what carries it.");
    }
    return InnerReports.judge(Check.ENDORSEMENTS, what, report);
  }
}
