package dev.laurel.credentials.proof;

import dev.laurel.credentials.proof.Canonicalization.Canonical;
import dev.laurel.credentials.proof.Canonicalization.Reason;
import dev.laurel.credentials.proof.Canonicalization.Refused;
import dev.laurel.credentials.proof.SecuredDocument.Proof;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// One signed document with the forms in which its proofs hash it, each computed once, however many
/// proofs there are. Not thread-safe; lives for one verification.
public final class SecuredForms {
  private static final ProofVerifier SIGNATURES = new ProofVerifier();

  private final Canonicalizer canonicalizer;
  private final SecuredDocument secured;
  private final WorkBudget budget;
  private final Map<Form, Canonicalization> forms = new HashMap<>();

  /// What a canonical form depends on.
  private record Form(List<String> previousProof, HashFunction function) {}

  SecuredForms(Canonicalizer canonicalizer, SecuredDocument secured, WorkBudget budget) {
    this.canonicalizer = canonicalizer;
    this.budget = budget;
    this.secured = secured;
  }

  /// The document taken apart.
  public SecuredDocument secured() {
    return secured;
  }

  /// The canonical form of the document without its proofs.
  public Canonicalization claims() {
    return forms.computeIfAbsent(
        new Form(List.of(), HashFunction.SHA_256),
        form -> within(() -> canonicalizer.canonicalize(secured.document())));
  }

  /// The hash data of a proof of a known suite under a key of this kind: what is signed. A derived
  /// proof (`ecdsa-sd-2023`) has none.
  public HashResult hash(Proof proof, KeyAlgorithm algorithm) {
    Optional<Cryptosuite> suite = proof.suite();
    if (suite.isEmpty() || !suite.get().algorithms().contains(algorithm)) {
      return new Refused(Reason.INVALID, "the suite does not sign with such a key", "/proof");
    }
    Optional<Refused> objection = objection(proof);
    if (objection.isPresent()) {
      return objection.get();
    }
    HashFunction function = HashFunction.of(algorithm);
    return switch (suite.get().transformation()) {
      case RDFC ->
          switch (canonical(proof, function)) {
            case Canonical body -> rdf(body, proof, function);
            case Refused refused -> refused;
          };
      case JCS -> JsonForm.hash(secured.inputOf(proof), proof, canonicalizer.contexts(), function);
      case SELECTIVE ->
          new Refused(Reason.INVALID, "a derived proof has no hash of its own", "/proof");
    };
  }

  /// Whether a proof of a known suite is the key's over this document. Never throws.
  public ProofResult verify(Proof proof, Multikey key) {
    Optional<Cryptosuite> suite = proof.suite();
    if (suite.isEmpty()) {
      return new ProofResult.Broken("the suite is not known");
    }
    if (!suite.get().algorithms().contains(key.algorithm())) {
      return new ProofResult.Broken(
          "the key is not of the kind that " + suite.get().text() + " signs with");
    }
    Optional<byte[]> signature = proof.signature();
    if (signature.isEmpty()) {
      return new ProofResult.Broken(
          "proofValue is not a signature as " + suite.get().text() + " writes it");
    }
    if (suite.get().transformation() == Transformation.SELECTIVE) {
      return selective(proof, key, signature.get());
    }
    return switch (hash(proof, key.algorithm())) {
      case Refused refused -> refused;
      case HashResult.Hashed(byte[] hashData) ->
          SIGNATURES.verify(suite.get(), key, hashData, signature.get())
              ? new ProofResult.Holds()
              : new ProofResult.Broken("the signature does not match");
    };
  }

  private ProofResult selective(Proof proof, Multikey key, byte[] value) {
    Optional<Refused> objection = objection(proof);
    if (objection.isPresent()) {
      return objection.get();
    }
    HashFunction function = HashFunction.SHA_256;
    return switch (config(proof, function)) {
      case Refused refused -> refused;
      case Canonical config ->
          switch (canonical(proof, function)) {
            case Refused refused -> refused;
            case Canonical body ->
                SelectiveDisclosure.verify(config.nquads(), body.nquads(), value, key, budget);
          };
    };
  }

  private HashResult rdf(Canonical body, Proof proof, HashFunction function) {
    return switch (config(proof, function)) {
      case Refused refused -> refused;
      case Canonical config -> DataIntegrity.hashed(config.nquads(), body.nquads(), function);
    };
  }

  private Canonicalization canonical(Proof proof, HashFunction function) {
    if (proof.previousProof().isEmpty() && function == HashFunction.SHA_256) {
      return claims();
    }
    return forms.computeIfAbsent(
        new Form(proof.previousProof(), function),
        form -> {
          JsonNode input = secured.inputOf(proof);
          return within(() -> canonicalizer.canonicalize(input, function));
        });
  }

  private Canonicalization config(Proof proof, HashFunction function) {
    return within(() -> DataIntegrity.config(canonicalizer, secured.document(), proof, function));
  }

  /// What is wrong with the members of a proof, or of one that it also secures.
  private Optional<Refused> objection(Proof proof) {
    return secured.proofs().stream()
        .filter(one -> one.equals(proof) || proof.previousProof().contains(one.id()))
        .flatMap(one -> ProofMembers.objection(one).stream())
        .findFirst();
  }

  /// Work, unless some other took too much already; what takes too much is the last.
  private Canonicalization within(Supplier<Canonicalization> work) {
    if (budget.isExhausted()) {
      return new Refused(
          Reason.RESOURCE_LIMIT, "what it stands with took too much work already", "");
    }
    Canonicalization done = work.get();
    if (done instanceof Refused refused && refused.reason() == Reason.RESOURCE_LIMIT) {
      budget.exhaust();
    }
    return done;
  }
}
