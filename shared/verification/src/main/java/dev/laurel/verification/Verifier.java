package dev.laurel.verification;

import dev.laurel.credentials.proof.Contexts;
import dev.laurel.tlog.entry.Issue;
import dev.laurel.verification.checks.EntryOf;
import dev.laurel.verification.checks.Examination;
import dev.laurel.verification.checks.Sources;
import dev.laurel.verification.checks.Steps;
import dev.laurel.verification.published.DocumentName;
import dev.laurel.verification.reading.Inputs;
import dev.laurel.verification.reading.Reading;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The one verifier, behind page, route and command line. Answers a report for whatever it is
/// given; never throws for bad input, and makes no network call of its own: what its ports answer
/// is all that it knows. May be used from any number of threads.
///
/// It tells by itself what it is given: a JSON credential, an EnvelopedVerifiableCredential, a
/// VerifiablePresentation, a compact JWT, an SD-JWT, or a PNG or SVG with one of them in it. Open
/// Badges 2.0 is recognised, and told to be what cannot be verified from its bytes.
public final class Verifier {
  /// Largest document: a credential has about 5 kB, a full status list about 25 kB.
  public static final int MAX_DOCUMENT_BYTES = Inputs.MAX_DOCUMENT_BYTES;

  /// Largest image: the limit of whatever is baked.
  public static final int MAX_IMAGE_BYTES = 4 * 1024 * 1024;

  static final int MAX_VALUES = Inputs.MAX_VALUES;

  private final Sources sources;
  private final InstantSource clock;

  public Verifier(Contexts contexts, DidResolver dids, StatusLists lists, InstantSource clock) {
    this(contexts, dids, lists, RevocationNotices.none(), clock);
  }

  public Verifier(
      Contexts contexts,
      DidResolver dids,
      StatusLists lists,
      RevocationNotices notices,
      InstantSource clock) {
    this.sources = new Sources(contexts, dids, lists, notices);
    this.clock = clock;
  }

  private Verifier(Sources sources, InstantSource clock) {
    this.sources = sources;
    this.clock = clock;
  }

  /// This verifier, told what is known about revocations.
  public Verifier noticing(RevocationNotices notices) {
    return new Verifier(sources.noticing(notices), clock);
  }

  /// This verifier, told what is known of the log. Without it, the check of the log does not apply.
  public Verifier withLog(LogEvidence log) {
    return new Verifier(sources.withLog(log), clock);
  }

  /// This verifier, told what the log says about the keys of issuers. Without it, only what their
  /// DID documents list today counts.
  public Verifier withKeys(KeyHistory keys) {
    return new Verifier(sources.withKeys(keys), clock);
  }

  /// Checks whatever this is.
  public VerificationReport verify(byte[] input) {
    return verify(input, Beside.nothing());
  }

  /// The same, compared with what was handed along.
  public VerificationReport verify(byte[] input, Beside beside) {
    return report(Inputs.read(input), beside);
  }

  /// Checks one document that [dev.laurel.json.Json#parse] has read.
  public VerificationReport verify(JsonNode document) {
    return verify(document, Beside.nothing());
  }

  /// The same, compared with what was handed along.
  public VerificationReport verify(JsonNode document, Beside beside) {
    return report(Inputs.read(document), beside);
  }

  /// Checks one JSON document that must be a credential: a presentation of one is not.
  public VerificationReport verifyCredential(JsonNode document) {
    return verifyCredential(document, Beside.nothing());
  }

  /// The same, compared with what was handed along.
  public VerificationReport verifyCredential(JsonNode document, Beside beside) {
    Reading reading = Inputs.read(document);
    return reading instanceof Reading.Document read && Steps.isPresentation(read.root())
        ? unread(read, "It is a presentation, where a credential is demanded.")
        : report(reading, beside);
  }

  /// Checks a presentation, JSON or JWT: that its holder made it for this domain and this challenge
  /// ("" for whatever it says), and every credential in it. A presentation without a proof is
  /// nobody's: the check of the holder does not apply then, where neither was demanded.
  public VerificationReport verifyPresentation(byte[] input, String domain, String challenge) {
    return presentation(Inputs.read(input), Beside.audience(domain, challenge));
  }

  /// The same for JSON that [dev.laurel.json.Json#parse] has read.
  public VerificationReport verifyPresentation(JsonNode document, String domain, String challenge) {
    return presentation(Inputs.read(document), Beside.audience(domain, challenge));
  }

  /// The document that the checks look at, taken out of its wrapping; empty where nothing could be
  /// read. It is what was signed only where the report says so.
  public static Optional<ObjectNode> document(byte[] input) {
    return Inputs.read(input) instanceof Reading.Document document
        ? Optional.of(document.root())
        : Optional.empty();
  }

  /// What tells a document from all others; empty where nothing could be read.
  public Optional<DocumentName> name(byte[] input) {
    return Inputs.read(input) instanceof Reading.Document document
        ? Optional.of(examination(document, Beside.nothing()).name())
        : Optional.empty();
  }

  /// The log entry that a document has with this salt, computed from the document alone; empty
  /// where it has none.
  public Optional<Issue> entry(JsonNode document, byte[] salt) {
    return entry(Inputs.read(document), salt);
  }

  /// The same for any form.
  public Optional<Issue> entry(byte[] input, byte[] salt) {
    return entry(Inputs.read(input), salt);
  }

  private Optional<Issue> entry(Reading reading, byte[] salt) {
    return reading instanceof Reading.Document document
            && EntryOf.of(examination(document, Beside.nothing()), salt)
                instanceof EntryOf.Computed(Issue entry, boolean _)
        ? Optional.of(entry)
        : Optional.empty();
  }

  private VerificationReport report(Reading reading, Beside beside) {
    return switch (reading) {
      case Reading.Unread unread -> unread(unread);
      case Reading.Document document ->
          Steps.isPresentation(document.root())
              ? Steps.presentation(examination(document, beside))
              : Steps.report(examination(document, beside));
    };
  }

  private VerificationReport presentation(Reading reading, Beside beside) {
    return switch (reading) {
      case Reading.Unread unread -> unread(unread);
      case Reading.Document document ->
          Steps.isPresentation(document.root())
              ? Steps.presentation(examination(document, beside))
              : unread(document, "It is no VerifiablePresentation.");
    };
  }

  private VerificationReport unread(Reading.Document document, String why) {
    return unread(
        new Reading.Unread(
            document.form(), Check.failed(Check.PARSED, CheckType.MALFORMED_VALUE_ERROR, why)));
  }

  private Examination examination(Reading.Document document, Beside beside) {
    return new Examination(document, sources, clock.instant(), beside);
  }

  private VerificationReport unread(Reading.Unread unread) {
    Instant now = clock.instant();
    return VerificationReport.of(
        now, unread.form(), Steps.withoutDocument(unread.parsed()), List.of(), List.of());
  }
}
