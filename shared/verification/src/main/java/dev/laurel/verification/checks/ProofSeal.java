package dev.laurel.verification.checks;

import dev.laurel.credentials.proof.Canonicalization;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.HashResult;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.ProofResult;
import dev.laurel.credentials.proof.SecuredDocument.Proof;
import dev.laurel.tlog.entry.Commitment;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An embedded Data Integrity proof of a suite that is known here (VC DI 4.4).
record ProofSeal(Proof proof) implements Seal {
  @Override
  public String place() {
    return proof.pointer();
  }

  @Override
  public String suite() {
    return proof.cryptosuite();
  }

  @Override
  public boolean isFor(Purpose purpose) {
    return proof.proofPurpose().equals(purpose.text());
  }

  @Override
  public String domain() {
    return Nodes.text(proof.options(), "domain").orElse("");
  }

  @Override
  public String challenge() {
    return Nodes.text(proof.options(), "challenge").orElse("");
  }

  @Override
  public boolean foreignTo(String owner) {
    String url = proof.verificationMethod();
    int hash = url.indexOf('#');
    return url.startsWith("did:") && !(hash < 0 ? url : url.substring(0, hash)).equals(owner);
  }

  @Override
  public MethodLookup method(Examination examination) {
    return examination.method(this, () -> lookup(examination));
  }

  private MethodLookup lookup(Examination examination) {
    String url = proof.verificationMethod();
    if (url.startsWith("did:")) {
      return MethodLookup.of(url, examination);
    }
    return url.startsWith("https://")
        ? new MethodLookup.Unknown(
            CheckType.UNSUPPORTED_IDENTIFIER,
            "The key is named by an https URL; such keys are not fetched.")
        : new MethodLookup.Refused(
            CheckType.INVALID_VERIFICATION_METHOD_URL,
            proof.pointer() + "/verificationMethod must name a key by a DID URL.");
  }

  @Override
  public Optional<Instant> created(Examination examination) {
    return Nodes.text(proof.options(), "created").flatMap(Timestamps::parse);
  }

  @Override
  public Sealed form(Examination examination) {
    return switch (examination.forms().hash(proof, kind(examination))) {
      case HashResult.Hashed(byte[] hashData) ->
          new Sealed.Committed(
              new Commitment.Form(proof.cryptosuite(), proof.verificationMethod(), hashData));
      case Canonicalization.Refused refused -> new Sealed.Undefined(TermsStep.words(refused));
    };
  }

  /// The kind of its key, on which the hash depends; where the key is not found, the usual one.
  private KeyAlgorithm kind(Examination examination) {
    return method(examination) instanceof MethodLookup.Found found
        ? found.method().key().map(Multikey::algorithm).orElse(suiteKind())
        : suiteKind();
  }

  private KeyAlgorithm suiteKind() {
    return proof.suite().orElseThrow().algorithm();
  }

  @Override
  public Check signature(Examination examination) {
    Optional<Check> odd = oddity(examination);
    if (odd.isPresent()) {
      return odd.get();
    }
    return switch (method(examination)) {
      case MethodLookup.Refused refused -> refused.as(Check.PROOF);
      case MethodLookup.Unknown unknown -> unknown.as(Check.PROOF);
      case MethodLookup.Found found -> signature(examination, found);
    };
  }

  /// What is wrong with the dates of the proof itself, whatever the key.
  private Optional<Check> oddity(Examination examination) {
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

  private Check signature(Examination examination, MethodLookup.Found found) {
    Cryptosuite suite = proof.suite().orElseThrow();
    Optional<Multikey> key = found.method().key();
    if (key.isEmpty()) {
      return Check.unknown(
          Check.PROOF,
          CheckType.INVALID_VERIFICATION_METHOD,
          "The key is not of a kind that is known here.");
    }
    return switch (examination.forms().verify(proof, key.get())) {
      case Canonicalization.Refused refused -> unhashed(refused);
      case ProofResult.Broken(String why) ->
          broken("The signature (" + suite.text() + ") is not good: " + why + ".");
      case ProofResult.Holds() ->
          Check.passed(
              Check.PROOF,
              "The signature (" + suite.text() + ") holds: nothing was changed since it was made.");
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
