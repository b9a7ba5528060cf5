package dev.laurel.verification.checks;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.did.VerificationMethod;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckType;

/// What became of looking up a proof's verification method. The key is only ever taken from the
/// resolved document, never from the identifier's fragment.
sealed interface MethodLookup {
  record Found(Did did, DidDocument document, VerificationMethod method) implements MethodLookup {}

  /// It does not exist where it says it does.
  record Refused(CheckType type, String detail) implements MethodLookup {
    Check as(String id) {
      return Check.failed(id, type, detail);
    }
  }

  /// Nobody could be asked.
  record Unknown(CheckType type, String detail) implements MethodLookup {
    Check as(String id) {
      return Check.unknown(id, type, detail);
    }
  }
}
