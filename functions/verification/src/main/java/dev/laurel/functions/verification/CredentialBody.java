package dev.laurel.functions.verification;

import dev.laurel.json.Json;
import dev.laurel.json.JsonRefused;
import dev.laurel.runtime.FieldError;
import dev.laurel.runtime.Problem;
import dev.laurel.runtime.ProblemType;
import dev.laurel.runtime.Request;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Reads the JSON of a body under any of the names that credentials have. Throws the problem of a
/// body that is none.
final class CredentialBody {
  private CredentialBody() {}

  /// The body as JSON of any kind.
  static JsonNode json(Request request) {
    if (!MediaType.JSON.contains(MediaType.ofBody(request))) {
      throw Problem.of(
              ProblemType.UNSUPPORTED_MEDIA_TYPE,
              "Send the credential as one of " + String.join(", ", MediaType.JSON) + ".")
          .toException();
    }
    return parsed(request.body());
  }

  /// The same JSON where it is an object.
  static JsonNode object(JsonNode body) {
    if (!body.isObject()) {
      throw invalid(new FieldError("", "must be a credential, as a JSON object"));
    }
    return body;
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

  static RuntimeException invalid(FieldError error) {
    return Problem.invalid(List.of(error)).toException();
  }
}
