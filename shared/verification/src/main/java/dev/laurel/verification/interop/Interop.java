package dev.laurel.verification.interop;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.proof.Canonicalizer;
import dev.laurel.credentials.proof.Contexts;
import dev.laurel.verification.DidResolver;
import dev.laurel.verification.DidResolver.Resolution;
import dev.laurel.verification.reading.Inputs;
import dev.laurel.verification.reading.Reading;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The interop doctor: tells for each reader why it would refuse a credential that may well hold
/// here. Takes a DID document too, and tells why readers would not find its keys. Never throws for
/// bad input. Any number of threads may share one.
public final class Interop {
  /// Most pieces of advice: enough to mend a credential; a document may break one rule everywhere.
  static final int MOST = 100;

  private static final List<Rule> RULES =
      List.of(
          new RequiredOfABadge(),
          new IssuerIsAProfile(),
          new ControllerIsTheIssuer(),
          new DidWebWithPath(),
          new KnownSuite(),
          new OneStatusObject(),
          new StatusPurposeIsText(),
          new JwtAlgorithm(),
          new JwtKey(),
          new JwtSubject(),
          new SameTermsEverywhere(),
          new FirstProofKnown(),
          new ArraysWhereTheSchemaHasThem(),
          new ClosedObjects(),
          new DefinedTerms(),
          new ExtensionTypes(),
          new Shape(),
          new RubricOrder());

  private final Canonicalizer canonicalizer;
  private final DidResolver dids;

  public Interop(Contexts contexts, DidResolver dids) {
    this.canonicalizer = new Canonicalizer(contexts);
    this.dids = dids;
  }

  /// What each reader would object to, in any form that the verifier reads; empty where nothing is
  /// known to stand in the way, or where nothing could be read.
  public List<Advice> explain(byte[] input) {
    return explain(Inputs.read(input));
  }

  /// The same for JSON that [dev.laurel.json.Json#parse] has read.
  public List<Advice> explain(JsonNode input) {
    return explain(Inputs.read(input));
  }

  private List<Advice> explain(Reading reading) {
    if (!(reading instanceof Reading.Document document)) {
      return List.of();
    }
    ObjectNode root = document.root();
    if (EmbeddedAssertionMethod.isDidDocument(root)) {
      return EmbeddedAssertionMethod.look(root).stream().limit(MOST).toList();
    }
    ObjectNode unsecured = root.deepCopy();
    unsecured.remove("proof");
    Patient bare =
        new Patient(root, document.around(), canonicalizer.canonicalize(unsecured), List.of());
    Patient patient =
        new Patient(root, document.around(), bare.claims(), issuerDocument(bare.issuer()));
    return RULES.stream().flatMap(rule -> rule.look(patient).stream()).limit(MOST).toList();
  }

  private List<DidDocument> issuerDocument(String issuer) {
    return Did.parse(issuer)
        .map(dids::resolve)
        .filter(Resolution.Resolved.class::isInstance)
        .map(resolution -> List.of(((Resolution.Resolved) resolution).document()))
        .orElse(List.of());
  }
}
