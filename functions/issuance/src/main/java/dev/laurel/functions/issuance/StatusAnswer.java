package dev.laurel.functions.issuance;

import dev.laurel.issuance.RevokeCredential;
import dev.laurel.issuance.SuspendCredential;
import dev.laurel.json.Json;
import dev.laurel.runtime.Contended;
import dev.laurel.runtime.Problem;
import dev.laurel.runtime.ProblemType;
import dev.laurel.runtime.Response;
import dev.laurel.verification.published.Revocation;
import dev.laurel.verification.published.Suspension;
import tools.jackson.databind.node.ObjectNode;

/// What became of a change of status, as it is answered.
final class StatusAnswer {
  private StatusAnswer() {}

  static Response of(RevokeCredential.Outcome outcome) {
    return switch (outcome) {
      case RevokeCredential.Outcome.Revoked(Revocation revoked) -> of(revoked);
      case RevokeCredential.Outcome.Unknown unknown -> throw Problem.notFound().toException();
      case RevokeCredential.Outcome.Contended contended -> throw new Contended();
    };
  }

  static Response of(SuspendCredential.Outcome outcome) {
    return switch (outcome) {
      case SuspendCredential.Outcome.Done(Suspension done) -> of(done);
      case SuspendCredential.Outcome.NotNow(String why) ->
          throw Problem.of(ProblemType.WRONG_STATE, "It cannot be so: " + why + ".").toException();
      case SuspendCredential.Outcome.Unknown unknown -> throw Problem.notFound().toException();
      case SuspendCredential.Outcome.Contended contended -> throw new Contended();
    };
  }

  static Response of(Revocation revocation) {
    ObjectNode view =
        Json.object()
            .put("id", revocation.id().text())
            .put("status", "revoked")
            .put("reason", revocation.reason())
            .put("at", revocation.at().toString());
    revocation.replacement().ifPresent(other -> view.put("replacedBy", other.text()));
    return Response.json(200, view);
  }

  static Response of(Suspension suspension) {
    return Response.json(
        200,
        Json.object()
            .put("id", suspension.id().text())
            .put("status", suspension.suspended() ? "suspended" : "active")
            .put("reason", suspension.reason())
            .put("at", suspension.at().toString()));
  }
}
