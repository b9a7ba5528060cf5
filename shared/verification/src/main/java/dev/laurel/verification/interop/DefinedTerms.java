package dev.laurel.verification.interop;

import dev.laurel.credentials.proof.Canonicalization;
import java.util.List;

/// Every term must be defined by a context: VC Data Integrity, Securing Data Losslessly; the
/// libraries of Digital Bazaar under most readers process in safe mode.
final class DefinedTerms implements Rule {
  @Override
  public List<Advice> look(Patient patient) {
    return patient.claims()
            instanceof
            Canonicalization.Refused(Canonicalization.Reason reason, String detail, String pointer)
        ? List.of(
            new Advice(
                Reader.W3C,
                switch (reason) {
                  case UNDEFINED_TERM -> "defined-terms";
                  case UNKNOWN_CONTEXT, INLINE_CONTEXT -> "known-contexts";
                  case RELATIVE_IRI -> "absolute-ids";
                  case DROPPED_VALUE, INVALID, RESOURCE_LIMIT -> "lossless";
                },
                pointer,
                "Nothing may be lost when the document is signed: " + detail + "."))
        : List.of();
  }
}
