package dev.laurel.verification;

import dev.laurel.credentials.proof.Contexts;
import dev.laurel.json.Json;
import dev.laurel.json.JsonRefused;
import dev.laurel.tlog.entry.Issue;
import dev.laurel.verification.checks.EntryOf;
import dev.laurel.verification.checks.Examination;
import dev.laurel.verification.checks.Sources;
import dev.laurel.verification.checks.Steps;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The one verifier, behind page, route and command line. Answers a report for whatever it is
/// given; never throws for bad input, and makes no network call. May be used from any number of
/// threads.
public final class Verifier {
  /// Largest document: a credential has about 5 kB, a full status list about 25 kB.
  public static final int MAX_DOCUMENT_BYTES = 1024 * 1024;

  /// Most values in a document: as many as are brought into canonical form, and eight proofs. What
  /// holds more is not walked by any check.
  static final int MAX_VALUES = 10_100;

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

  /// Checks one document, secured by an embedded proof.
  public VerificationReport verify(byte[] document) {
    Instant now = clock.instant();
    if (document.length > MAX_DOCUMENT_BYTES) {
      return unread(
          now, CheckType.LIMIT, "The document is larger than " + MAX_DOCUMENT_BYTES + " bytes.");
    }
    JsonNode root;
    try {
      root = Json.parse(document);
    } catch (JsonRefused e) {
      return unread(now, CheckType.PARSING_ERROR, "The document is refused: " + e.getMessage());
    }
    return verify(root, now);
  }

  /// Checks one document that [Json#parse] has read.
  public VerificationReport verify(JsonNode document) {
    return verify(document, clock.instant());
  }

  /// The log entry that a document has with this salt, computed from the document alone; empty
  /// where it has none.
  public Optional<Issue> entry(JsonNode document, byte[] salt) {
    if (!document.isObject() || valuesIn(document, 0) > MAX_VALUES) {
      return Optional.empty();
    }
    Examination examination = new Examination(document.asObject(), sources, clock.instant());
    return EntryOf.of(examination, salt) instanceof EntryOf.Computed(Issue entry, boolean _)
        ? Optional.of(entry)
        : Optional.empty();
  }

  private VerificationReport verify(JsonNode root, Instant now) {
    if (!root.isObject()) {
      return unread(now, CheckType.PARSING_ERROR, "A credential is a JSON object.");
    }
    if (valuesIn(root, 0) > MAX_VALUES) {
      return unread(
          now, CheckType.LIMIT, "The document holds more than " + MAX_VALUES + " values.");
    }
    return VerificationReport.of(now, Steps.all(new Examination(root.asObject(), sources, now)));
  }

  /// How many values there are with those counted before; stops where it is too many.
  private static int valuesIn(JsonNode node, int before) {
    int count = before;
    for (JsonNode value : node.values()) {
      count = valuesIn(value, count + 1);
      if (count > MAX_VALUES) {
        return count;
      }
    }
    return count;
  }

  private static VerificationReport unread(Instant now, CheckType type, String detail) {
    List<Check> checks = Steps.withoutDocument(Check.failed(Check.PARSED, type, detail));
    return VerificationReport.of(now, checks);
  }
}
