package dev.laurel.verification.checks;

import dev.laurel.credentials.Sha256;
import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.did.VerificationMethod;
import dev.laurel.credentials.jose.CompactJws;
import dev.laurel.credentials.jose.JwsAlgorithm;
import dev.laurel.credentials.jose.PublicJwk;
import dev.laurel.tlog.entry.Commitment;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckType;
import dev.laurel.verification.reading.Wrapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// The JWS around a document (VC-JOSE-COSE 3.1). Its header only says which of the author's own
/// keys signed: a `jwk` and an http(s) `kid` are compared with the keys of the resolved DID
/// document, and never used or fetched.
record JwsSeal(Wrapper wrapper) implements Seal {
  /// Algorithms that others sign with and that are not verified here. Everything else that is
  /// unknown, `none` and shared secrets among it, is no signature at all.
  static final List<String> FOREIGN =
      List.of("ES256K", "ES512", "PS256", "PS384", "PS512", "RS384", "RS512", "Ed25519", "Ed448");

  private CompactJws jws() {
    return wrapper.jws();
  }

  @Override
  public String place() {
    return "the JWS";
  }

  @Override
  public String suite() {
    return wrapper.kind() + ":" + jws().alg();
  }

  /// A JWS says nothing of its purpose: the key decides.
  @Override
  public boolean isFor(Purpose purpose) {
    return true;
  }

  @Override
  public String domain() {
    return Nodes.text(wrapper.claims(), "aud").orElse("");
  }

  @Override
  public String challenge() {
    return Nodes.text(wrapper.claims(), "nonce").orElse("");
  }

  @Override
  public boolean foreignTo(String owner) {
    String kid = jws().kid();
    int hash = kid.indexOf('#');
    return kid.startsWith("did:") && !(hash < 0 ? kid : kid.substring(0, hash)).equals(owner);
  }

  @Override
  public MethodLookup method(Examination examination) {
    return examination.method(this, () -> lookup(examination));
  }

  private MethodLookup lookup(Examination examination) {
    String kid = jws().kid();
    if (kid.startsWith("did:") && kid.indexOf('#') > 0) {
      MethodLookup named = MethodLookup.of(kid, examination);
      return named instanceof MethodLookup.Found found && !agrees(found.method(), examination)
          ? notListed()
          : named;
    }
    String author = kid.startsWith("did:") ? kid : author(examination.root()).orElse("");
    Optional<Did> did = Did.parse(author);
    if (did.isEmpty()) {
      return new MethodLookup.Unknown(
          CheckType.UNSUPPORTED_IDENTIFIER,
          "Who signs is not named by a DID, so no list of its keys is found.");
    }
    return MethodLookup.in(
        did.get(), examination, document -> in(did.get(), document, examination));
  }

  private Optional<String> author(JsonNode root) {
    return Nodes.issuerId(root)
        .or(() -> Nodes.holderId(root))
        .or(() -> Nodes.text(wrapper.claims(), "iss"));
  }

  /// The one of the listed keys that the header means.
  private MethodLookup in(Did did, DidDocument document, Examination examination) {
    List<VerificationMethod> fitting =
        document.verificationMethods().stream()
            .filter(meant(did, examination))
            .filter(method -> agrees(method, examination))
            .filter(method -> examination.jwk(method).isPresent())
            .toList();
    long keys = fitting.stream().map(examination::jwk).distinct().count();
    if (keys != 1) {
      return notListed();
    }
    // A key that is listed twice is one key; what it may do, it may do under either name.
    VerificationMethod method =
        fitting.stream()
            .filter(one -> document.mayAssert(one.id()) || document.mayAuthenticate(one.id()))
            .findFirst()
            .orElse(fitting.getFirst());
    return new MethodLookup.Found(did, document, method);
  }

  /// Whether a method is one that the `kid` may mean: by its fragment; any, where there is none.
  private Predicate<VerificationMethod> meant(Did did, Examination examination) {
    String kid = jws().kid();
    boolean whole = kid.isEmpty() || kid.equals(did.text());
    String fragment = kid.substring(Math.max(kid.lastIndexOf('#'), kid.lastIndexOf('/')) + 1);
    String id = did.text() + "#" + fragment;
    return method -> whole ? fits(method, examination) : method.id().equals(id);
  }

  private boolean fits(VerificationMethod method, Examination examination) {
    Optional<JwsAlgorithm> algorithm = jws().algorithm();
    return algorithm.isPresent()
        && examination.jwk(method).filter(algorithm.get()::fits).isPresent();
  }

  /// Whether a method holds the key that the header shows, where it shows one.
  private boolean agrees(VerificationMethod method, Examination examination) {
    Optional<PublicJwk> shown = jws().jwk();
    return shown.isEmpty() || examination.jwk(method).filter(shown.get()::equals).isPresent();
  }

  private static MethodLookup notListed() {
    return new MethodLookup.Refused(
        CheckType.INVALID_VERIFICATION_METHOD,
        "The key that the header names or shows is not one that the DID document lists.");
  }

  @Override
  public Optional<Instant> created(Examination examination) {
    return Nodes.validFrom(examination.root()).flatMap(Timestamps::parse);
  }

  @Override
  public Sealed form(Examination examination) {
    String method =
        method(examination) instanceof MethodLookup.Found found ? found.logName() : jws().kid();
    return new Sealed.Committed(
        new Commitment.Form(suite(), method, Sha256.of(jws().signingInput())));
  }

  @Override
  public Check signature(Examination examination) {
    Optional<JwsAlgorithm> algorithm = jws().algorithm();
    if (algorithm.isEmpty()) {
      return FOREIGN.contains(jws().alg())
          ? Check.unknown(
              Check.PROOF,
              CheckType.UNSUPPORTED_SUITE,
              "It is signed with " + jws().alg() + ", which is not verified here.")
          : Check.failed(
              Check.PROOF,
              CheckType.UNSUPPORTED_SUITE,
              "Its header names no signature algorithm that is one.");
    }
    if (!wrapper.objections().isEmpty()) {
      return Check.failed(
          Check.PROOF,
          CheckType.MALFORMED_VALUE_ERROR,
          "The JWS is refused: " + String.join("; ", wrapper.objections()) + ".");
    }
    return switch (method(examination)) {
      case MethodLookup.Refused refused -> refused.as(Check.PROOF);
      case MethodLookup.Unknown unknown -> unknown.as(Check.PROOF);
      case MethodLookup.Found found -> signature(algorithm.get(), found, examination);
    };
  }

  private Check signature(
      JwsAlgorithm algorithm, MethodLookup.Found found, Examination examination) {
    Optional<PublicJwk> key = examination.jwk(found.method());
    if (key.isEmpty()) {
      return Check.unknown(
          Check.PROOF,
          CheckType.INVALID_VERIFICATION_METHOD,
          "The key is not of a kind that is known here.");
    }
    if (!algorithm.fits(key.get())) {
      return broken("The key is not of the kind that " + algorithm.text() + " signs with.");
    }
    if (!jws().verify(algorithm, key.get())) {
      return broken("The signature does not match: the document or its header was changed.");
    }
    return Check.passed(
        Check.PROOF,
        "The signature (" + algorithm.text() + ") holds: nothing was changed since it was made.");
  }

  private static Check broken(String detail) {
    return Check.failed(Check.PROOF, CheckType.PROOF_VERIFICATION_ERROR, detail);
  }
}
