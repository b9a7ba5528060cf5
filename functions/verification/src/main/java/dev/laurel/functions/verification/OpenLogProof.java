package dev.laurel.functions.verification;

import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.Sha256;
import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.proof.Canonicalization;
import dev.laurel.credentials.proof.Canonicalizer;
import dev.laurel.runtime.FieldError;
import dev.laurel.runtime.Problem;
import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.runtime.RouteHandler;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.tlog.TlogProof;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckResult;
import dev.laurel.verification.CheckType;
import dev.laurel.verification.DeploymentUrls;
import dev.laurel.verification.PublishedLog;
import dev.laurel.verification.VerificationReport;
import dev.laurel.verification.Verifier;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.PublishedRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `POST /log-proof`: the proof of a credential with its salt, for whoever presents the complete
/// credential, in any form that can be verified. That person has everything that the salt hides,
/// whatever its holder's settings are.
final class OpenLogProof implements RouteHandler {
  /// What makes a document the issuer's own. Revoked or expired, it is still in the log.
  private static final List<String> GENUINE =
      List.of(Check.TERMS, Check.ISSUER, Check.KEY, Check.CONTROLLER, Check.PROOF);

  private final VerifyRequest reader;
  private final DeploymentUrls urls;
  private final PublishedLookup lookup;
  private final PublishedLog log;
  private final Verifier verifier;
  private final Canonicalizer canonicalizer;

  OpenLogProof(
      VerifyRequest reader,
      DeploymentUrls urls,
      PublishedLookup lookup,
      PublishedLog log,
      Verifier verifier,
      Canonicalizer canonicalizer) {
    this.reader = reader;
    this.urls = urls;
    this.lookup = lookup;
    this.log = log;
    this.verifier = verifier;
    this.canonicalizer = canonicalizer;
  }

  @Override
  public Response handle(Request request) {
    VerifyInput input = reader.read(request);
    JsonNode document = input.document().orElseThrow(() -> Problem.notFound().toException());
    Optional<CredentialId> addressed = urls.credentialIn(document.path("id").asString(""));
    // Under an id of its own nothing is looked for before the signature holds.
    if (addressed.isEmpty() && !(isOurs(document) && isGenuine(input))) {
      throw Problem.notFound().toException();
    }
    PublishedRecord record =
        addressed
            .or(() -> named(input))
            .flatMap(lookup::credential)
            .filter(found -> found.published().isPresent())
            .filter(found -> isOf(document, found.owner().issuer()))
            .orElseThrow(() -> Problem.notFound().toException());
    if (addressed.isPresent() && !isGenuine(input)) {
      throw CredentialBody.invalid(
          new FieldError("/proof", "must hold: only the complete, unchanged credential opens it"));
    }
    if (!isPublished(document, record)) {
      throw Problem.notFound().toException();
    }
    TlogProof proof = log.proof(record, true).orElseThrow(() -> Problem.notFound().toException());
    return GetLogProof.text(proof, "no-store");
  }

  /// The credential of ours that a document with an id of its own is.
  private Optional<CredentialId> named(VerifyInput input) {
    return verifier
        .name(input.bytes())
        .map(lookup::documents)
        .flatMap(ids -> ids.stream().findFirst());
  }

  private boolean isOurs(JsonNode document) {
    String did = issuer(document);
    return urls.issuerIn(did).isPresent() || hosted(did).isPresent();
  }

  /// Of a did:key of ours; any other DID names its issuer by itself.
  private Optional<IssuerId> hosted(String did) {
    return Did.parse(did).filter(found -> found.method().equals("key")).flatMap(lookup::hosted);
  }

  private boolean isGenuine(VerifyInput input) {
    VerificationReport report = input.verify(verifier);
    if (isUnresolved(report)) {
      throw new StoreUnavailable("the issuer's keys could not be read");
    }
    return GENUINE.stream().allMatch(report::passed);
  }

  private boolean isOf(JsonNode document, IssuerId issuer) {
    String did = issuer(document);
    return did.equals(urls.did(issuer)) || hosted(did).filter(issuer::equals).isPresent();
  }

  private static String issuer(JsonNode document) {
    JsonNode stated = document.path("issuer");
    return (stated.isObject() ? stated.path("id") : stated).asString("");
  }

  /// The issuer is ours, so only our store can have failed to answer; so it is for the past of a
  /// key that was found, for its signature holds.
  private static boolean isUnresolved(VerificationReport report) {
    boolean issuer =
        report
            .check(Check.ISSUER)
            .filter(check -> check.result() == CheckResult.COULD_NOT_CHECK)
            .isPresent();
    boolean past =
        report
            .check(Check.KEY)
            .filter(check -> check.is(CheckType.ISSUER_NOT_RESOLVED))
            .isPresent();
    return issuer || (past && report.passed(Check.PROOF));
  }

  /// Whether both say the same: a key that signed something else under this id opens nothing.
  private boolean isPublished(JsonNode document, PublishedRecord record) {
    Optional<byte[]> given = digest(document);
    Optional<byte[]> published =
        Verifier.document(record.published().orElseThrow().bytes()).flatMap(this::digest);
    return given.isPresent()
        && published.isPresent()
        && Arrays.equals(given.get(), published.get());
  }

  /// Empty for what has no canonical form.
  private Optional<byte[]> digest(JsonNode signed) {
    ObjectNode document = signed.asObject().deepCopy();
    document.remove("proof");
    return switch (canonicalizer.canonicalize(document)) {
      case Canonicalization.Canonical canonical -> Optional.of(Sha256.of(canonical.nquads()));
      case Canonicalization.Refused _ -> Optional.empty();
    };
  }
}
