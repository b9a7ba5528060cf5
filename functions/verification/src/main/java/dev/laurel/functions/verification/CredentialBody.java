package dev.laurel.functions.verification;

import dev.laurel.json.Json;
import dev.laurel.json.JsonRefused;
import dev.laurel.runtime.FieldError;
import dev.laurel.runtime.Problem;
import dev.laurel.runtime.ProblemType;
import dev.laurel.runtime.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Reads a credential from the body of a request, given as it is or as `verifiableCredential`.
/// Throws the problem of a body that is none.
final class CredentialBody {
  private static final String WRAPPED = "verifiableCredential";
  private static final Set<String> WRAPPER = Set.of(WRAPPED, "options");

  private CredentialBody() {}

  static JsonNode of(Request request) {
    String mediaType =
        request.header("content-type").orElse("").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!MediaType.JSON.contains(mediaType)) {
      throw Problem.of(
              ProblemType.UNSUPPORTED_MEDIA_TYPE,
              "Send the credential as one of " + String.join(", ", MediaType.JSON) + ".")
          .toException();
    }
    return credential(parsed(request.body()));
  }

  private static JsonNode parsed(byte[] body) {
    try {
      return Json.parse(body);
    } catch (JsonRefused e) {
      throw new Problem(
              ProblemType.MALFORMED_JSON,
              "The body is refused: " + e.getMessage(),
              List.of(new FieldError(e.pointer(), String.valueOf(e.getMessage()))),
              Map.of())
          .toException();
    }
  }

  private static JsonNode credential(JsonNode body) {
    if (!body.isObject()) {
      throw invalid(new FieldError("", "must be a credential, as a JSON object"));
    }
    if (!body.has(WRAPPED) || body.has("@context")) {
      return body;
    }
    List<FieldError> errors = new ArrayList<>();
    if (!body.get(WRAPPED).isObject()) {
      errors.add(new FieldError(Json.step(WRAPPED), "must be a credential, as a JSON object"));
    }
    body.propertyNames().stream()
        .filter(name -> !WRAPPER.contains(name))
        .forEach(name -> errors.add(new FieldError(Json.step(name), "is not known here")));
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors).toException();
    }
    return body.get(WRAPPED);
  }

  static RuntimeException invalid(FieldError error) {
    return Problem.invalid(List.of(error)).toException();
  }
}
