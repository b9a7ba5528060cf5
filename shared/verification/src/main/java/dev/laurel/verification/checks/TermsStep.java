package dev.laurel.verification.checks;

import dev.laurel.credentials.proof.Canonicalization;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckType;

/// The check that every term is defined, so that nothing in the document escapes the signature (VC
/// DI, Securing Data Losslessly), and that no id stands for two things ([SharedIds]).
final class TermsStep implements Step {
  @Override
  public Check run(Examination examination) {
    return switch (examination.claims()) {
      case Canonicalization.Canonical canonical ->
          SharedIds.fault(examination.unsecured())
              .map(fault -> Check.failed(Check.TERMS, CheckType.AMBIGUOUS_ID, fault))
              .orElseGet(() ->
                  Check.passed(
                      Check.TERMS,
                      "Every term is defined, so everything in it is covered by a signature."));
      case Canonicalization.Refused refused -> refused(refused);
    };
  }

  static Check refused(Canonicalization.Refused refused) {
    String detail = words(refused);
    return switch (refused.reason()) {
      case UNDEFINED_TERM -> Check.failed(Check.TERMS, CheckType.UNDEFINED_TERM, detail);
      case INLINE_CONTEXT -> Check.failed(Check.TERMS, CheckType.CONTEXT_NOT_ALLOWED, detail);
      case RELATIVE_IRI, DROPPED_VALUE, INVALID ->
          Check.failed(Check.TERMS, CheckType.PROOF_TRANSFORMATION_ERROR, detail);
      case UNKNOWN_CONTEXT -> Check.unknown(Check.TERMS, CheckType.CONTEXT_NOT_ALLOWED, detail);
      case RESOURCE_LIMIT -> Check.unknown(Check.TERMS, CheckType.RESOURCE_LIMIT, detail);
    };
  }

  static String words(Canonicalization.Refused refused) {
    String where = refused.pointer().isEmpty() ? "" : " (" + refused.pointer() + ")";
    return switch (refused.reason()) {
          case UNDEFINED_TERM -> "A term is not defined by any context: ";
          case INLINE_CONTEXT -> "A context stands where none may: ";
          case RELATIVE_IRI -> "An identifier or type is not an absolute URL: ";
          case DROPPED_VALUE -> "A value would be left out of what is signed: ";
          case INVALID -> "The document is not JSON-LD that can be signed: ";
          case UNKNOWN_CONTEXT -> "A context is not known here: ";
          case RESOURCE_LIMIT -> "The document takes more work to bring in order than is spent: ";
        }
        + refused.detail()
        + where;
  }
}
