package dev.laurel.runtime;

import dev.laurel.json.Json;
import dev.laurel.json.JsonRefused;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A request's body as strict JSON.
final class JsonBody {
  private JsonBody() {}

  /// Throws [ProblemException]: 415 unless the media type is `application/json` (in UTF-8), 400
  /// where the bytes are no strict JSON.
  static JsonNode of(Request request) {
    String mediaType = request.header("content-type").orElse("");
    if (!mediaType
        .toLowerCase(Locale.ROOT)
        .matches("\\s*application/json\\s*(;\\s*charset\\s*=\\s*\"?utf-8\"?\\s*)?")) {
      throw Problem.of(
              ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send the body as application/json in UTF-8.")
          .toException();
    }
    try {
      return Json.parse(request.body());
    } catch (JsonRefused e) {
      FieldError where = new FieldError(e.pointer(), String.valueOf(e.getMessage()));
      throw new Problem(
              ProblemType.MALFORMED_JSON,
              "The body cannot be read: " + e.getMessage() + ".",
              List.of(where),
              Map.of())
          .toException();
    }
  }
}
