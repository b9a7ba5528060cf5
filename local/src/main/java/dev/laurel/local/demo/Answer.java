package dev.laurel.local.demo;

import dev.laurel.json.Json;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/// What the server said.
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Answer(String request, int status, HttpHeaders headers, byte[] body) {
  /// This answer, if it has the status; else [StepFailed] with what it says.
  Answer expect(int wanted) {
    if (status != wanted) {
      throw new StepFailed(
          "%s answered %d, not %d: %s".formatted(request, status, wanted, shortText()));
    }
    return this;
  }

  JsonNode json() {
    return Json.parse(body);
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /// Demands a text in the body.
  Answer shows(String text) {
    if (!text().contains(text)) {
      throw new StepFailed(request + " does not show " + text);
    }
    return this;
  }

  /// Demands that a text is not in the body.
  Answer hides(String text) {
    if (text().contains(text)) {
      throw new StepFailed(request + " shows " + text + ", which it must not");
    }
    return this;
  }

  private String shortText() {
    String text = text();
    return text.length() > 600 ? text.substring(0, 600) + "..." : text;
  }
}
