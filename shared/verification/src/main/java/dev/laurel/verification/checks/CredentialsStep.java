package dev.laurel.verification.checks;

import dev.laurel.verification.Check;
import dev.laurel.verification.CheckType;
import dev.laurel.verification.VerificationReport;
import dev.laurel.verification.reading.Inputs;
import dev.laurel.verification.reading.Reading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The check that every credential in a presentation, or in a learner's record, is valid by itself,
/// each with its own report. A presentation is none of them: it could be one that nobody signed.
/// Whose they are is not compared with the holder: a person may present what is somebody else's.
final class CredentialsStep implements Step {
  @Override
  public Check run(Examination examination) {
    List<Inner> all = Inner.all(examination.root(), Inner.CREDENTIAL);
    if (all.isEmpty()) {
      return Check.notApplicable(Check.CREDENTIALS, "It holds no credential.");
    }
    List<Check> judgements = new ArrayList<>();
    for (Inner inner : all) {
      if (!examination.takeInner()) {
        judgements.add(
            Check.unknown(
                Check.CREDENTIALS,
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
    Reading reading = read(inner);
    String what = inner.pointer().toString();
    return switch (reading) {
      case Reading.Unread(String form, Check parsed) -> {
        examination
            .credentials()
            .add(
                VerificationReport.of(
                    examination.now(), form, Steps.withoutDocument(parsed), List.of(), List.of()));
        yield new Check(
            Check.CREDENTIALS, parsed.result(), parsed.type(), what + ": " + parsed.detail());
      }
      case Reading.Document document -> {
        Examination inside = examination.inside(document);
        VerificationReport report = Steps.report(inside);
        examination.credentials().add(report);
        yield InnerReports.judge(Check.CREDENTIALS, what, report);
      }
    };
  }

  private static Reading read(Inner inner) {
    Reading reading =
        inner.node().isString()
            ? Inputs.read(inner.node().stringValue().getBytes(StandardCharsets.UTF_8))
            : Inputs.read(inner.node());
    return reading instanceof Reading.Document document && Steps.isPresentation(document.root())
        ? new Reading.Unread(
            document.form(),
            Check.failed(
                Check.PARSED,
                CheckType.MALFORMED_VALUE_ERROR,
                "It is a presentation, where a credential is demanded."))
        : reading;
  }
}
