package dev.laurel.verification;

/// What became of one check. There is no fifth answer: what could not be looked at is never taken
/// for good.
public enum CheckResult {
  PASSED("passed"),
  FAILED("failed"),
  COULD_NOT_CHECK("could-not-check"),
  NOT_APPLICABLE("not-applicable");

  private final String text;

  CheckResult(String text) {
    this.text = text;
  }

  /// The word that reports use.
  public String text() {
    return text;
  }
}
