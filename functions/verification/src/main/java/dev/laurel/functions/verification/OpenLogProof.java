package dev.laurel.functions.verification;

import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.Sha256;
import dev.laurel.credentials.proof.Canonicalization;
import dev.laurel.credentials.proof.Canonicalizer;
import dev.laurel.json.Json;
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
/// credential. That person has everything that the salt hides, whatever its holder's settings are.
final class OpenLogProof implements RouteHandler {
  /// What makes a document the issuer's own. Revoked or expired, it is still in the log.
  private static final List<String> GENUINE =
      List.of(Check.TERMS, Check.ISSUER, Check.KEY, Check.CONTROLLER, Check.PROOF);

  private final DeploymentUrls urls;
  private final PublishedLookup lookup;
  private final PublishedLog log;
  private final Verifier verifier;
  private final Canonicalizer canonicalizer;

  OpenLogProof(
      DeploymentUrls urls,
      PublishedLookup lookup,
      PublishedLog log,
      Verifier verifier,
      Canonicalizer canonicalizer) {
    this.urls = urls;
    this.lookup = lookup;
    this.log = log;
    this.verifier = verifier;
    this.canonicalizer = canonicalizer;
  }

  @Override
  public Response handle(Request request) {
    JsonNode document = CredentialBody.of(request);
    Optional<CredentialId> id = urls.credentialIn(document.path("id").stringValue(""));
    PublishedRecord record =
        id.flatMap(lookup::credential)
            .filter(found -> found.published().isPresent())
            .filter(found -> isOf(document, found.owner().issuer()))
            .orElseThrow(() -> Problem.notFound().toException());
    VerificationReport report = verifier.verify(document);
    if (isUnresolved(report)) {
      throw new StoreUnavailable("the issuer's keys could not be read");
    }
    if (!GENUINE.stream().allMatch(report::passed)) {
      throw CredentialBody.invalid(
          new FieldError("/proof", "must hold: only the complete, unchanged credential opens it"));
    }
    if (!isPublished(document, record)) {
      throw Problem.notFound().toException();
    }
    TlogProof proof = log.proof(record, true).orElseThrow(() -> Problem.notFound().toException());
    return GetLogProof.text(proof, "no-store");
  }

  private boolean isOf(JsonNode document, IssuerId issuer) {
    JsonNode stated = document.path("issuer");
    String did = (stated.isObject() ? stated.path("id") : stated).stringValue("");
    return did.equals(urls.did(issuer));
  }

  /// The issuer is ours, so only our store can have failed to answer.
  private static boolean isUnresolved(VerificationReport report) {
    return report
        .check(Check.ISSUER)
        .filter(check -> check.result() == CheckResult.COULD_NOT_CHECK)
        .isPresent();
  }

  /// Whether both say the same: a key that signed something else under this id opens nothing.
  private boolean isPublished(JsonNode document, PublishedRecord record) {
    byte[] published = record.published().orElseThrow().bytes();
    return Arrays.equals(digest(document), digest(Json.parse(published)));
  }

  private byte[] digest(JsonNode signed) {
    ObjectNode document = signed.asObject().deepCopy();
    document.remove("proof");
    return switch (canonicalizer.canonicalize(document)) {
      case Canonicalization.Canonical canonical -> Sha256.of(canonical.nquads());
      // Its proof holds, so it has a canonical form.
      case Canonicalization.Refused refused ->
          throw new IllegalStateException("no canonical form: " + refused.reason());
    };
  }
}
