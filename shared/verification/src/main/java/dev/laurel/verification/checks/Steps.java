package dev.laurel.verification.checks;

import dev.laurel.verification.Check;
import dev.laurel.verification.CheckResult;
import dev.laurel.verification.CheckType;
import dev.laurel.verification.VerificationReport;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Which checks there are, and their order.
public final class Steps {
  private static final Check PARSED =
      Check.passed(Check.PARSED, "The document is JSON that every reader reads alike.");

  private static final String JSON = "json";
  private static final String PRESENTATION = "presentation";

  /// What must hold before a status list is believed.
  private static final List<Step> OF_A_LIST =
      List.of(
          new ShapeStep(),
          new ContextsStep(),
          new TermsStep(),
          new IssuerStep(),
          new KeyStep(),
          new ControllerStep(),
          new ProofStep(),
          new ValidityStep());

  private static final List<Step> BEYOND_A_LIST =
      List.of(new StatusStep(), new LogStep(), new EndorsementsStep());

  private static final List<Step> BESIDE = List.of(new EvidenceStep(), new RecipientStep());

  private static final List<String> IDS_AFTER_PARSING =
      List.of(
          Check.SHAPE,
          Check.CONTEXTS,
          Check.TERMS,
          Check.ISSUER,
          Check.KEY,
          Check.CONTROLLER,
          Check.PROOF,
          Check.VALIDITY,
          Check.STATUS,
          Check.LOG,
          Check.ENDORSEMENTS,
          Check.EVIDENCE,
          Check.RECIPIENT);

  private Steps() {}

  /// Every check of a credential.
  public static VerificationReport report(Examination examination) {
    List<Check> checks = new ArrayList<>(List.of(PARSED));
    OF_A_LIST.forEach(step -> checks.add(step.run(examination)));
    BEYOND_A_LIST.forEach(step -> checks.add(step.run(examination)));
    if (!Inner.all(examination.root(), Inner.CREDENTIAL).isEmpty()) {
      checks.add(new CredentialsStep().run(examination));
    }
    if (BindingStep.applies(examination)) {
      checks.add(new BindingStep().run(examination));
    }
    BESIDE.forEach(step -> checks.add(step.run(examination)));
    return of(examination, checks);
  }

  /// Every check of a presentation, with the reports of its credentials.
  public static VerificationReport presentation(Examination examination) {
    List<Check> checks = new ArrayList<>(List.of(PARSED));
    List<Step> steps =
        List.of(
            new ShapeStep(),
            new ContextsStep(),
            new TermsStep(),
            new HolderStep(),
            new CredentialsStep());
    steps.forEach(step -> checks.add(step.run(examination)));
    if (examination.credentials().isEmpty() && !examination.beside().isNothing()) {
      BESIDE.forEach(step -> checks.add(step.run(examination)));
    }
    VerificationReport report = of(examination, checks);
    return report.as(formOf(report.form()));
  }

  /// Whether a document is a presentation and no credential.
  public static boolean isPresentation(JsonNode document) {
    return Nodes.isOfType(document, PresentationShape.TYPE)
        && !Nodes.isOfType(document, "VerifiableCredential");
  }

  /// A presentation in JSON is one by itself; any other lies in what it came in.
  private static String formOf(String form) {
    return form.endsWith(JSON)
        ? form.substring(0, form.length() - JSON.length()) + PRESENTATION
        : form + "/" + PRESENTATION;
  }

  private static VerificationReport of(Examination examination, List<Check> checks) {
    return VerificationReport.of(
        examination.now(),
        examination.form(),
        checks,
        examination.endorsements(),
        examination.credentials());
  }

  /// The same list where the document could not be read.
  public static List<Check> withoutDocument(Check parsed) {
    List<Check> checks = new ArrayList<>(List.of(parsed));
    for (String id : IDS_AFTER_PARSING) {
      checks.add(
          Check.unknown(id, CheckType.NOT_REACHED, "Not made: the document could not be read."));
    }
    return checks;
  }

  /// The first reason not to believe a status list; empty where there is none.
  static List<Check> doubtsAbout(Examination list) {
    return OF_A_LIST.stream()
        .map(step -> step.run(list))
        .filter(check ->
            check.result() == CheckResult.FAILED || check.result() == CheckResult.COULD_NOT_CHECK)
        .limit(1)
        .toList();
  }
}
