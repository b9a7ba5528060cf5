package dev.laurel.verification;

import java.util.List;
import java.util.Set;

/// What all checks together say. Derived here and nowhere else: `valid` only when every check
/// passed or does not apply.
public enum Verdict {
  VALID("valid"),
  EXPIRED("expired"),
  REVOKED("revoked"),
  SUSPENDED("suspended"),
  NOT_YET_VALID("not-yet-valid"),
  ISSUER_NOT_RECOGNISED("issuer-not-recognised"),
  CHANGED("changed"),
  NOT_VALID("not-valid"),
  COULD_NOT_BE_CHECKED("could-not-be-checked");

  private static final Set<String> DOCUMENT =
      Set.of(Check.PARSED, Check.SHAPE, Check.CONTEXTS, Check.TERMS);
  private static final Set<String> AUTHORITY = Set.of(Check.ISSUER, Check.KEY, Check.CONTROLLER);

  /// What shows that the issuer meant to sign it.
  private static final Set<String> ASKED_FOR = Set.of(Check.PROOF, Check.LOG);

  /// What is about others than the document: what it holds, who shows it, and what it is compared
  /// with.
  private static final Set<String> AROUND =
      Set.of(Check.HOLDER, Check.CREDENTIALS, Check.ENDORSEMENTS, Check.EVIDENCE, Check.RECIPIENT);

  private final String text;

  Verdict(String text) {
    this.text = text;
  }

  /// The word that reports use.
  public String text() {
    return text;
  }

  /// The verdict that follows from the checks. A broken signature outweighs everything, for then
  /// nothing else that the document says can be believed; an unknown author, no proof at all, or a
  /// signature that the issuer's log does not know outweighs what the document says about its own
  /// validity: a forgery must not pass for something that once was good.
  static Verdict of(List<Check> checks) {
    List<Check> failed =
        checks.stream().filter(check -> check.result() == CheckResult.FAILED).toList();
    if (!failed.isEmpty()) {
      return ofFailed(failed, checks);
    }
    boolean unknown =
        checks.stream().anyMatch(check -> check.result() == CheckResult.COULD_NOT_CHECK);
    return checks.isEmpty() || unknown ? COULD_NOT_BE_CHECKED : VALID;
  }

  private static Verdict ofFailed(List<Check> failed, List<Check> checks) {
    if (failed.stream().anyMatch(Verdict::saysChanged)) {
      return CHANGED;
    }
    if (failed.stream().anyMatch(check -> DOCUMENT.contains(check.id()))) {
      return NOT_VALID;
    }
    if (failed.stream().anyMatch(check -> AUTHORITY.contains(check.id()))) {
      return ISSUER_NOT_RECOGNISED;
    }
    if (failed.stream().anyMatch(check -> ASKED_FOR.contains(check.id()))) {
      return NOT_VALID;
    }
    if (has(failed, CheckType.REVOKED)) {
      return REVOKED;
    }
    if (has(failed, CheckType.SUSPENDED)) {
      return SUSPENDED;
    }
    if (failed.stream().anyMatch(check -> AROUND.contains(check.id()))) {
      return NOT_VALID;
    }
    if (checks.stream().anyMatch(Verdict::leavesAuthorOpen)) {
      return COULD_NOT_BE_CHECKED;
    }
    if (has(failed, CheckType.EXPIRED)) {
      return EXPIRED;
    }
    return has(failed, CheckType.NOT_YET_VALID) ? NOT_YET_VALID : NOT_VALID;
  }

  /// Whether nobody knows who wrote the dates: then they say nothing about a genuine credential.
  private static boolean leavesAuthorOpen(Check check) {
    return check.result() == CheckResult.COULD_NOT_CHECK
        && (DOCUMENT.contains(check.id())
            || AUTHORITY.contains(check.id())
            || ASKED_FOR.contains(check.id()));
  }

  private static boolean saysChanged(Check check) {
    return check.id().equals(Check.PROOF) && check.is(CheckType.PROOF_VERIFICATION_ERROR);
  }

  private static boolean has(List<Check> failed, CheckType type) {
    return failed.stream().anyMatch(check -> check.is(type));
  }
}
