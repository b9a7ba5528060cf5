package dev.laurel.verification.checks;

import dev.laurel.verification.Check;
import dev.laurel.verification.CheckResult;
import dev.laurel.verification.CheckType;
import java.util.ArrayList;
import java.util.List;

/// Which checks there are, and their order.
public final class Steps {
  private static final List<Step> AFTER_PARSING =
      List.of(
          new ShapeStep(),
          new ContextsStep(),
          new TermsStep(),
          new IssuerStep(),
          new KeyStep(),
          new ControllerStep(),
          new ProofStep(),
          new ValidityStep(),
          new StatusStep(),
          new LogStep(),
          new EvidenceStep(),
          new RecipientStep());

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
          Check.EVIDENCE,
          Check.RECIPIENT);

  private Steps() {}

  /// Every check of a document that is a JSON object.
  public static List<Check> all(Examination examination) {
    List<Check> checks = new ArrayList<>();
    checks.add(Check.passed(Check.PARSED, "The document is JSON that every reader reads alike."));
    AFTER_PARSING.forEach(step -> checks.add(step.run(examination)));
    return checks;
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
