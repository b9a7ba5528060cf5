package dev.laurel.verification.checks;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.VerificationMethod;
import dev.laurel.credentials.jose.PublicJwk;
import dev.laurel.credentials.proof.Canonicalization;
import dev.laurel.credentials.proof.SecuredDocument;
import dev.laurel.credentials.proof.SecuredDocument.Proof;
import dev.laurel.credentials.proof.SecuredForms;
import dev.laurel.tlog.entry.Commitment;
import dev.laurel.verification.Beside;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckType;
import dev.laurel.verification.DidResolver.Resolution;
import dev.laurel.verification.KeyHistory.KeyState;
import dev.laurel.verification.StatusLists.Fetch;
import dev.laurel.verification.VerificationReport;
import dev.laurel.verification.published.DocumentName;
import dev.laurel.verification.reading.Reading;
import dev.laurel.verification.reading.Wrapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// One document under examination, with what its checks share: canonical form, hashes, signatures
/// and place in the log are found once. Not thread-safe; lives for one verification.
public final class Examination {
  private final Reading.Document reading;
  private final ObjectNode root;
  private final Shared shared;
  private final Instant now;
  private final Beside beside;
  private final int depth;
  private final SecuredDocument.Parsed proofs;
  private final Seals seals;
  private final Optional<SecuredForms> forms;
  private final List<VerificationReport> endorsements = new ArrayList<>();
  private final List<VerificationReport> credentials = new ArrayList<>();
  private List<Canonicalization> claims = List.of();
  private List<Check> signatures = List.of();
  private List<Check> key = List.of();
  private List<Logged> logged = List.of();
  private final IdentityHashMap<Seal, MethodLookup> methods = new IdentityHashMap<>();

  public Examination(Reading.Document reading, Sources sources, Instant now, Beside beside) {
    this(reading, new Shared(sources), now, beside, 0);
  }

  private Examination(
      Reading.Document reading, Shared shared, Instant now, Beside beside, int depth) {
    this.reading = reading;
    this.root = reading.root();
    this.shared = shared;
    this.now = now;
    this.beside = beside;
    this.depth = depth;
    this.proofs = SecuredDocument.parse(root);
    this.seals = seals(proofs, reading.around());
    this.forms =
        proofs instanceof SecuredDocument.Parsed.Secured(SecuredDocument secured)
            ? Optional.of(shared.sources().integrity().forms(secured, shared.budget()))
            : Optional.empty();
  }

  /// Whether one more document inside this one, or fetched for it, may be looked at; counts it. To
  /// be asked before anything is done for it: reading it and saying where it stands cost as well.
  boolean takeInner() {
    return depth < Shared.DEEPEST && shared.takeInner();
  }

  /// The examination of a document inside this one, or fetched for it, that was counted. What was
  /// handed along with a presentation is compared with each credential in it: it is of them that
  /// somebody asks.
  Examination inside(Reading.Document inner) {
    return new Examination(
        inner, shared, now, Steps.isPresentation(root) ? beside : Beside.nothing(), depth + 1);
  }

  Reading.Document reading() {
    return reading;
  }

  /// The JWS around the document.
  List<Wrapper> around() {
    return reading.around();
  }

  /// Whether somebody asks who the holder is: by a presentation, a person's address, or a demand to
  /// show it.
  boolean asksForHolder() {
    return depth > 0 || !beside.email().isEmpty() || beside.asksForHolder();
  }

  /// Whether whoever asks wants this very document shown by its holder.
  boolean isForHolder() {
    return depth == 0 && beside.asksForHolder();
  }

  ObjectNode root() {
    return root;
  }

  String form() {
    return reading.form();
  }

  Sources sources() {
    return shared.sources();
  }

  Instant now() {
    return now;
  }

  /// What was handed along to be compared.
  Beside beside() {
    return beside;
  }

  /// What secures the document.
  Seals seals() {
    return seals;
  }

  /// What tells the document from all others. Without a hash where its first known form has none.
  public DocumentName name() {
    String hash =
        seals instanceof Seals.Found(List<Seal> known, int _)
                && !known.isEmpty()
                && known.getFirst().form(this)
                    instanceof Seal.Sealed.Committed(Commitment.Form(_, _, byte[] hashed))
            ? HexFormat.of().formatHex(hashed)
            : "";
    DocumentName name =
        new DocumentName(Nodes.text(root, "id").orElse(""), Nodes.issuerId(root).orElse(""), hash);
    return seals instanceof Seals.Found(List<Seal> known, int _)
            && !known.isEmpty()
            && known.getFirst() instanceof JwsSeal(Wrapper wrapper)
        ? name.signed(wrapper.jws().signature())
        : name;
  }

  /// The reports of the endorsements in it, filled by the check of them.
  List<VerificationReport> endorsements() {
    return endorsements;
  }

  /// The reports of the credentials in it, filled by the check of them.
  List<VerificationReport> credentials() {
    return credentials;
  }

  /// Embedded proofs, then the JWS around them (OB 3.0: the embedded ones first).
  private static Seals seals(SecuredDocument.Parsed proofs, List<Wrapper> around) {
    List<Seal> known = new ArrayList<>();
    int others = 0;
    switch (proofs) {
      case SecuredDocument.Parsed.Unsecured() -> {
        if (around.isEmpty()) {
          return new Seals.Absent(CheckType.NO_PROOF, "the document has no proof.");
        }
      }
      case SecuredDocument.Parsed.Malformed(String detail, String pointer) -> {
        return new Seals.Absent(CheckType.PARSING_ERROR, pointer + ": " + detail + ".");
      }
      case SecuredDocument.Parsed.Secured(SecuredDocument secured) -> {
        for (Proof proof : secured.proofs()) {
          if (proof.suite().isPresent()) {
            known.add(new ProofSeal(proof));
          } else {
            others++;
          }
        }
      }
    }
    around.forEach(wrapper -> known.add(new JwsSeal(wrapper)));
    return new Seals.Found(known, others);
  }

  /// The document without its proofs.
  ObjectNode unsecured() {
    if (proofs instanceof SecuredDocument.Parsed.Secured(SecuredDocument secured)) {
      return secured.document();
    }
    ObjectNode unsecured = root.deepCopy();
    unsecured.remove("proof");
    return unsecured;
  }

  /// The canonical form of the document without its proofs.
  Canonicalization claims() {
    if (claims.isEmpty()) {
      claims =
          List.of(
              forms.isPresent()
                  ? forms.get().claims()
                  : sources().canonicalizer().canonicalize(unsecured()));
      if (claims.getFirst() instanceof Canonicalization.Refused refused
          && refused.reason() == Canonicalization.Reason.RESOURCE_LIMIT) {
        shared.budget().exhaust();
      }
    }
    return claims.getFirst();
  }

  /// The forms in which the document's proofs hash it, each computed once: what is signed, and what
  /// the log's entry commits to. Only for a document with proofs.
  SecuredForms forms() {
    return forms.orElseThrow();
  }

  /// Whether the signatures hold, whoever made them.
  Check signatures() {
    if (signatures.isEmpty()) {
      signatures = List.of(ProofStep.signatures(this));
    }
    return signatures.getFirst();
  }

  /// Whether the keys of the signatures may make claims.
  Check key() {
    if (key.isEmpty()) {
      key = List.of(KeyStep.look(this));
    }
    return key.getFirst();
  }

  /// The key of a seal, looked up once.
  MethodLookup method(Seal seal, Supplier<MethodLookup> lookup) {
    MethodLookup found = methods.get(seal);
    if (found == null) {
      found = lookup.get();
      methods.put(seal, found);
    }
    return found;
  }

  /// The key of a method as a JWK, read once.
  Optional<PublicJwk> jwk(VerificationMethod method) {
    return shared.jwk(method);
  }

  /// What the log says of the document. Not asked where the signatures do not hold: a forgery must
  /// cost nobody a read.
  Logged logged() {
    if (logged.isEmpty()) {
      logged = List.of(LogStep.look(this));
    }
    return logged.getFirst();
  }

  /// What the log says of the issuer's keys; empty where nobody could be asked.
  Optional<List<KeyState>> keys() {
    return shared.keys(Nodes.issuerId(root).orElse(""));
  }

  /// The document of a DID, asked for once.
  Resolution resolve(Did did) {
    return shared.resolve(did);
  }

  /// The status list at a URL, asked for once.
  Fetch list(String url) {
    return shared.list(url);
  }

  /// What the fetched list says to credentials of this issuer.
  SignedList signedList(byte[] list, String url) {
    return shared.signedList(
        url, Nodes.issuerId(root).orElse(""), () -> SignedList.read(list, url, this));
  }
}
