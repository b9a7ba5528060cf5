package dev.laurel.functions.verification;

import dev.laurel.json.Json;
import dev.laurel.runtime.FieldError;
import dev.laurel.runtime.Fields;
import dev.laurel.runtime.Problem;
import dev.laurel.runtime.ProblemType;
import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.runtime.RouteHandler;
import dev.laurel.verification.Beside;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckResult;
import dev.laurel.verification.Verdict;
import dev.laurel.verification.VerificationReport;
import dev.laurel.verification.Verifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `POST /vc-api/credentials/verify` and `POST /vc-api/presentations/verify` (VC-API 3.4): 200 says
/// that it is verified, 400 that it is not, and why. Offline: nothing is fetched for it.
final class VcApiVerify implements RouteHandler {
  private static final String CREDENTIAL = "verifiableCredential";
  private static final String PRESENTATION = "verifiablePresentation";

  private final Verifier verifier;
  private final String member;

  private VcApiVerify(Verifier verifier, String member) {
    this.verifier = verifier;
    this.member = member;
  }

  static VcApiVerify credentials(Verifier verifier) {
    return new VcApiVerify(verifier, CREDENTIAL);
  }

  static VcApiVerify presentations(Verifier verifier) {
    return new VcApiVerify(verifier, PRESENTATION);
  }

  @Override
  public Response handle(Request request) {
    JsonNode body = CredentialBody.object(CredentialBody.json(request));
    JsonNode document = body.path(member);
    if (!document.isObject()) {
      throw CredentialBody.invalid(new FieldError(Json.step(member), "must be a JSON object"));
    }
    JsonNode options = body.path("options");
    String domain = Audience.option(options, "domain");
    String challenge = Audience.option(options, "challenge");
    VerificationReport report =
        member.equals(CREDENTIAL)
            ? verifier.verifyCredential(document, Beside.audience(domain, challenge))
            : verifier.verifyPresentation(document, domain, challenge);
    return report.verdict() == Verdict.VALID ? verified(report) : refused(report);
  }

  private static Response verified(VerificationReport report) {
    ObjectNode json = Json.object().put("verified", true);
    json.set("report", report.toJson());
    return Response.json(200, json);
  }

  private Response refused(VerificationReport report) {
    List<Map<String, Object>> errors = new ArrayList<>();
    collect(report, errors);
    Problem problem =
        Problem.of(
                ProblemType.INVALID_REQUEST, "It is not verified: " + report.verdict().text() + ".")
            .with("verified", false)
            .with("verdict", report.verdict().text())
            .with("errors", errors);
    return Response.problem(problem);
  }

  private void collect(VerificationReport report, List<Map<String, Object>> errors) {
    for (Check check : report.checks()) {
      if ((check.result() == CheckResult.FAILED || check.result() == CheckResult.COULD_NOT_CHECK)
          && errors.size() < Fields.MAX_ERRORS) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("type", check.type());
        error.put("title", check.id() + ": " + check.result().text());
        error.put("detail", check.detail());
        error.put("pointer", Json.step(member));
        errors.add(error);
      }
    }
    report.credentials().forEach(inner -> collect(inner, errors));
  }
}
