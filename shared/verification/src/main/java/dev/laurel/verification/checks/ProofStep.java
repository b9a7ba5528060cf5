package dev.laurel.verification.checks;

import dev.laurel.credentials.proof.Canonicalization;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.HashResult;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.SecuredDocument;
import dev.laurel.credentials.proof.SecuredDocument.Proof;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckResult;
import dev.laurel.verification.CheckType;
import java.util.List;
import java.util.Optional;

/// The check that the signature holds: VC DI 4.4 with the cryptosuite's own verification. Whether
/// the key is the issuer's is for other checks.
final class ProofStep implements Step {
  @Override
  public Check run(Examination examination) {
    return switch (examination.proofs()) {
      case SecuredDocument.Parsed.Unsecured() ->
          Check.failed(
              Check.PROOF,
              CheckType.NO_PROOF,
              "The document has no proof: anyone could have made it.");
      case SecuredDocument.Parsed.Malformed(String detail, String pointer) ->
          Check.failed(Check.PROOF, CheckType.PARSING_ERROR, pointer + ": " + detail + ".");
      case SecuredDocument.Parsed.Secured(SecuredDocument secured) ->
          secured(examination, secured.proofs());
    };
  }

  private static Check secured(Examination examination, List<Proof> proofs) {
    Check worst = EachProof.worst(Check.PROOF, examination, proof -> judge(examination, proof));
    long left = proofs.stream().filter(proof -> !EachProof.isSupported(proof)).count();
    return left > 0 && worst.result() == CheckResult.PASSED
        ? Check.passed(
            Check.PROOF,
            worst.detail() + " Proofs of other suites were not looked at: " + left + ".")
        : worst;
  }

  private static Check judge(Examination examination, Proof proof) {
    Optional<Check> odd = oddity(examination, proof);
    if (odd.isPresent()) {
      return odd.get();
    }
    return switch (examination.method(proof)) {
      case MethodLookup.Refused refused -> refused.as(Check.PROOF);
      case MethodLookup.Unknown unknown -> unknown.as(Check.PROOF);
      case MethodLookup.Found found -> signature(examination, proof, found);
    };
  }

  /// What is wrong with the dates of the proof itself, whatever the key.
  private static Optional<Check> oddity(Examination examination, Proof proof) {
    for (String name : List.of("created", "expires")) {
      if (proof.options().has(name)
          && Nodes.text(proof.options(), name).flatMap(Timestamps::parse).isEmpty()) {
        return Optional.of(broken("The proof's date is not one: " + name + "."));
      }
    }
    return Nodes.text(proof.options(), "expires")
        .flatMap(Timestamps::parse)
        .filter(expires -> expires.isBefore(examination.now().minus(ValidityStep.CLOCK_SKEW)))
        .map(expires ->
            Check.failed(
                Check.PROOF,
                CheckType.EXPIRED,
                "The proof itself expired on " + Timestamps.words(expires) + "."));
  }

  private static Check signature(Examination examination, Proof proof, MethodLookup.Found found) {
    Cryptosuite suite = proof.suite().orElseThrow();
    Optional<Multikey> key = found.method().key();
    if (key.isEmpty()) {
      return Check.unknown(
          Check.PROOF,
          CheckType.INVALID_VERIFICATION_METHOD,
          "The key is not a Multikey of a kind that is known here.");
    }
    if (key.get().algorithm() != suite.algorithm()) {
      return broken("The key is not of the kind that " + suite.text() + " signs with.");
    }
    Optional<byte[]> value = proof.signature();
    if (value.isEmpty()) {
      return broken("proofValue is not a signature of 64 bytes in base 58.");
    }
    return switch (examination.hash(proof)) {
      case Canonicalization.Refused refused -> unhashed(refused);
      case HashResult.Hashed(byte[] hashData) ->
          examination.sources().signatures().verify(suite, key.get(), hashData, value.get())
              ? Check.passed(
                  Check.PROOF,
                  "The signature ("
                      + suite.text()
                      + ") holds: nothing was changed since it was made.")
              : broken("The signature does not match: the document or its proof was changed.");
    };
  }

  /// A term that nobody defines, or a value that would vanish, cannot have been signed: it came
  /// later. A context or a limit of ours says nothing about the document.
  private static Check unhashed(Canonicalization.Refused refused) {
    String detail = "What would be signed is not defined. " + TermsStep.words(refused);
    return switch (refused.reason()) {
      case UNDEFINED_TERM, INLINE_CONTEXT, RELATIVE_IRI, DROPPED_VALUE, INVALID ->
          Check.failed(Check.PROOF, CheckType.PROOF_TRANSFORMATION_ERROR, detail);
      case UNKNOWN_CONTEXT ->
          Check.unknown(Check.PROOF, CheckType.PROOF_TRANSFORMATION_ERROR, detail);
      case RESOURCE_LIMIT -> Check.unknown(Check.PROOF, CheckType.RESOURCE_LIMIT, detail);
    };
  }

  private static Check broken(String detail) {
    return Check.failed(Check.PROOF, CheckType.PROOF_VERIFICATION_ERROR, detail);
  }
}
