package dev.laurel.functions.issuance;

import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.Sha256;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.issuance.CredentialFormat;
import dev.laurel.issuance.IssueNow;
import dev.laurel.issuance.KeyHint;
import dev.laurel.issuance.Progress;
import dev.laurel.issuance.RequestCredential;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.json.Json;
import dev.laurel.runtime.FieldError;
import dev.laurel.runtime.Fields;
import dev.laurel.runtime.Idempotency;
import dev.laurel.runtime.Problem;
import dev.laurel.runtime.ProblemType;
import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.runtime.RouteHandler;
import dev.laurel.verification.published.PublishedCredential;
import dev.laurel.verification.published.PublishedLookup;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/// `POST /vc-api/credentials/issue` (VC-API 0.7, Issue Credential): takes a whole credential
/// without its proof, and answers 201 with the credential that was issued.
///
/// It climbs the ladder like any other; a client that does not want to wait longer gets 202 and
/// looks at `/v1/issuance/{id}`. Repeated under one `Idempotency-Key`, a request finds the
/// credential that it got before.
final class VcApiIssue implements RouteHandler {
  /// Longest name of a suite or format: real ones stay far below.
  private static final int MAX_NAME = 50;

  private final RequestCredential requests;
  private final IssueNow issueNow;
  private final PublishedLookup published;

  VcApiIssue(RequestCredential requests, IssueNow issueNow, PublishedLookup published) {
    this.requests = requests;
    this.issueNow = issueNow;
    this.published = published;
  }

  @Override
  public Response handle(Request request) {
    RequestCredential.Command command = command(request);
    return switch (requests.request(command)) {
      case RequestCredential.Outcome.Accepted accepted ->
          answer(issueNow.issue(command.issuer(), accepted.id()));
      case RequestCredential.Outcome.Refused(List<Finding> findings) ->
          Response.problem(Problem.invalid(errors(findings)));
      case RequestCredential.Outcome.NoKey noKey ->
          Response.problem(
              Problem.invalid(
                  List.of(
                      new FieldError("/options", "the issuer has no key for this form of proof"))));
      case RequestCredential.Outcome.KeyReused reused ->
          Response.problem(
              Problem.of(
                  ProblemType.IDEMPOTENCY_KEY_REUSED,
                  "Use a new Idempotency-Key for a request with other content."));
      case RequestCredential.Outcome.Contended contended ->
          Response.problem(
              Problem.of(ProblemType.CONFLICT, "Nothing was changed. Repeat the request."));
    };
  }

  private static RequestCredential.Command command(Request request) {
    Fields fields = Fields.of(request);
    ObjectNode credential = fields.document("credential");
    Optional<Fields> options = fields.optionalObject("options");
    Optional<CredentialFormat> format =
        options.flatMap(each ->
            each.optionalParsed(
                "format", MAX_NAME, CredentialFormat::parse, "ldp_vc, vc-jwt or dc+sd-jwt"));
    Optional<Cryptosuite> suite =
        options.flatMap(each ->
            each.optionalParsed(
                "cryptosuite", MAX_NAME, VcApiIssue::issued, "a suite of proofs that is issued"));
    Optional<KeyHint> hint =
        options.flatMap(
            each -> each.optionalParsed("keyHint", MAX_NAME, KeyHint::parse, "did, jwk or url"));
    boolean status = options.map(each -> each.flag("credentialStatus", true)).orElse(true);
    boolean suspension = options.map(each -> each.flag("suspension", false)).orElse(false);
    if (suspension && !status) {
      options.ifPresent(each -> each.reject("suspension", "needs a credentialStatus"));
    }
    // Sent to every issuer by clients that test selective disclosure; it means nothing elsewhere.
    options.ifPresent(each -> each.has("mandatoryPointers"));
    if (suite.isPresent() && format.filter(each -> each != CredentialFormat.LDP_VC).isPresent()) {
      options.ifPresent(each -> each.reject("cryptosuite", "belongs to the format ldp_vc"));
    }
    fields.end();
    return new RequestCredential.Command(
        request.key().issuer(),
        credential,
        format.orElse(CredentialFormat.LDP_VC),
        suite.stream().toList(),
        hint.orElse(KeyHint.DID),
        status,
        suspension,
        Idempotency.keyOf(request),
        HexFormat.of().formatHex(Sha256.of(request.body())));
  }

  private static Optional<Cryptosuite> issued(String text) {
    return Cryptosuite.parse(text).filter(Cryptosuite::issued);
  }

  private Response answer(IssueNow.Outcome outcome) {
    return switch (outcome) {
      case IssueNow.Outcome.Issued(Progress progress) ->
          CredentialId.parse(progress.credential())
              .flatMap(published::credential)
              .flatMap(record -> record.published())
              .map(VcApiIssue::issued)
              .orElseThrow(() -> new IllegalStateException("published without a document"))
              .header("location", "/v1/credentials/" + progress.credential());
      case IssueNow.Outcome.Underway(Progress progress) ->
          Response.json(202, AwardRoutes.view(progress))
              .header("location", "/v1/issuance/" + progress.submission());
      case IssueNow.Outcome.Stands(String why) ->
          Response.problem(Problem.of(ProblemType.WRONG_STATE, "It stands: " + why + "."));
      case IssueNow.Outcome.Unknown unknown -> Response.problem(Problem.notFound());
    };
  }

  /// The signed text goes out as it lies there.
  private static Response issued(PublishedCredential credential) {
    return Response.json(
        201, Json.object().putRawValue("verifiableCredential", new RawValue(credential.json())));
  }

  private static List<FieldError> errors(List<Finding> findings) {
    return findings.stream()
        .limit(Fields.MAX_ERRORS)
        .map(finding ->
            new FieldError(
                "/credential" + finding.pointer(), finding.rule() + ": " + finding.message()))
        .toList();
  }
}
