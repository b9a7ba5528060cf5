package dev.laurel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class VerdictTest {
  private static final Check GOOD = Check.passed(Check.PROOF, "");
  private static final Check REVOKED = Check.failed(Check.STATUS, CheckType.REVOKED, "");

  @Test
  void of_anythingUnknown_isNeverValid() {
    assertThat(Verdict.of(List.of())).isEqualTo(Verdict.COULD_NOT_BE_CHECKED);
    assertThat(Verdict.of(List.of(GOOD, Check.unknown(Check.STATUS, CheckType.LIMIT, ""))))
        .isEqualTo(Verdict.COULD_NOT_BE_CHECKED);
    assertThat(Verdict.of(List.of(GOOD, Check.notApplicable(Check.EVIDENCE, ""))))
        .isEqualTo(Verdict.VALID);
  }

  @Test
  void of_brokenSignature_outweighsEverything() {
    Check broken = Check.failed(Check.PROOF, CheckType.PROOF_VERIFICATION_ERROR, "");
    assertThat(Verdict.of(List.of(REVOKED, broken))).isEqualTo(Verdict.CHANGED);
  }

  @Test
  void of_revokedAndExpired_isRevokedAlsoWhereSomethingIsUnknown() {
    assertThat(
            Verdict.of(
                List.of(
                    Check.unknown(Check.PROOF, CheckType.LIMIT, ""),
                    Check.failed(Check.VALIDITY, CheckType.EXPIRED, ""),
                    REVOKED)))
        .isEqualTo(Verdict.REVOKED);
  }

  @Test
  void of_everySingleFailure_isNotValid() {
    for (CheckType type : CheckType.values()) {
      for (String id : List.of(Check.PARSED, Check.KEY, Check.PROOF, Check.STATUS, Check.LOG)) {
        assertThat(Verdict.of(List.of(GOOD, Check.failed(id, type, ""))))
            .isNotIn(Verdict.VALID, Verdict.COULD_NOT_BE_CHECKED);
      }
    }
  }

  /// "Expired" tells people that a credential is genuine.
  @Test
  void of_expiredWithoutAKnownAuthor_doesNotSayThatItIsGenuine() {
    Check expired = Check.failed(Check.VALIDITY, CheckType.EXPIRED, "");
    for (CheckType type : List.of(CheckType.NO_PROOF, CheckType.PARSING_ERROR)) {
      Check forged = Check.failed(Check.PROOF, type, "");
      assertThat(Verdict.of(List.of(forged, expired))).isEqualTo(Verdict.NOT_VALID);
      assertThat(Verdict.of(List.of(forged, REVOKED))).isEqualTo(Verdict.NOT_VALID);
    }
    for (String id : List.of(Check.TERMS, Check.ISSUER, Check.KEY, Check.PROOF, Check.LOG)) {
      Check open = Check.unknown(id, CheckType.ISSUER_NOT_RESOLVED, "");
      assertThat(Verdict.of(List.of(open, expired))).isEqualTo(Verdict.COULD_NOT_BE_CHECKED);
    }
    assertThat(Verdict.of(List.of(GOOD, expired, Check.unknown(Check.STATUS, CheckType.LIMIT, ""))))
        .isEqualTo(Verdict.EXPIRED);
  }

  /// "Expired" would tell that all is genuine but for the date.
  @Test
  void of_forgedEndorsementOrAnotherRecipient_outweighsTheDates() {
    Check expired = Check.failed(Check.VALIDITY, CheckType.EXPIRED, "");
    for (String id :
        List.of(
            Check.ENDORSEMENTS, Check.EVIDENCE, Check.RECIPIENT, Check.HOLDER, Check.CREDENTIALS)) {
      Check other = Check.failed(id, CheckType.INNER_NOT_VALID, "");
      assertThat(Verdict.of(List.of(GOOD, expired, other))).isEqualTo(Verdict.NOT_VALID);
      assertThat(Verdict.of(List.of(GOOD, REVOKED, other))).isEqualTo(Verdict.REVOKED);
      Check open = Check.unknown(id, CheckType.INNER_NOT_VALID, "");
      assertThat(Verdict.of(List.of(GOOD, open))).isEqualTo(Verdict.COULD_NOT_BE_CHECKED);
    }
  }

  @Test
  void of_compromisedKey_isNoRecognisedIssuer() {
    Check key = Check.failed(Check.KEY, CheckType.KEY_COMPROMISED, "");
    assertThat(Verdict.of(List.of(GOOD, key, REVOKED))).isEqualTo(Verdict.ISSUER_NOT_RECOGNISED);
    Check stripped = Check.failed(Check.PROOF, CheckType.PROOF_STRIPPED, "");
    assertThat(Verdict.of(List.of(stripped))).isEqualTo(Verdict.NOT_VALID);
  }

  /// What the log does not know was never asked for, whatever else is said about it.
  @Test
  void of_notLogged_outweighsWhatTheDocumentSaysOfItself() {
    Check notLogged = Check.failed(Check.LOG, CheckType.NOT_LOGGED, "");
    Check expired = Check.failed(Check.VALIDITY, CheckType.EXPIRED, "");
    assertThat(Verdict.of(List.of(GOOD, notLogged, expired))).isEqualTo(Verdict.NOT_VALID);
    assertThat(Verdict.of(List.of(GOOD, notLogged, REVOKED))).isEqualTo(Verdict.NOT_VALID);
    Check away = Check.unknown(Check.LOG, CheckType.LOG_UNAVAILABLE, "");
    assertThat(Verdict.of(List.of(GOOD, away, REVOKED))).isEqualTo(Verdict.REVOKED);
  }
}
