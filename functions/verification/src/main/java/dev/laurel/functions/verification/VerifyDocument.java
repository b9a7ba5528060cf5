package dev.laurel.functions.verification;

import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.runtime.RouteHandler;
import dev.laurel.verification.Verifier;

/// `POST /verify`: the report on any credential. A credential that is not valid is a good answer
/// (200); a body that is no JSON is not (400).
final class VerifyDocument implements RouteHandler {
  private final Verifier verifier;

  VerifyDocument(Verifier verifier) {
    this.verifier = verifier;
  }

  @Override
  public Response handle(Request request) {
    return Response.json(200, verifier.verify(CredentialBody.of(request)).toJson());
  }
}
