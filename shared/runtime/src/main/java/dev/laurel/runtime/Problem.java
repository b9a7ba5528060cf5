package dev.laurel.runtime;

import dev.laurel.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A failure that the client sees (RFC 9457).
///
/// `detail` says what is wrong and what would be right, without secrets or personal data. The body
/// names neither path nor request, so that an unknown id and another issuer's are answered alike;
/// the request's id is in the header `laurel-request-id`. `extensions` are further members, of
/// values that [Json] writes, in their order.
public record Problem(
    ProblemType type, String detail, List<FieldError> errors, Map<String, Object> extensions) {
  public Problem {
    errors = List.copyOf(errors);
    extensions = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(extensions));
  }

  public static Problem of(ProblemType type, String detail) {
    return new Problem(type, detail, List.of(), Map.of());
  }

  /// The one answer to ids that do not exist, are none or belong to another issuer.
  public static Problem notFound() {
    return of(ProblemType.NOT_FOUND, "No such thing is known here, or it is not yours.");
  }

  /// `invalid-request` with its errors.
  public static Problem invalid(List<FieldError> errors) {
    return new Problem(
        ProblemType.INVALID_REQUEST,
        errors.size() == 1 ? "One part is wrong." : errors.size() + " parts are wrong.",
        errors,
        Map.of());
  }

  /// `invalid-request` for a query parameter or header.
  public static Problem invalidParameter(String name, String detail) {
    return invalid(List.of(FieldError.ofParameter(name, detail)));
  }

  /// This problem with a further member.
  public Problem with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(extensions);
    more.put(name, value);
    return new Problem(type, detail, errors, more);
  }

  /// This problem as an exception, for the edge and handlers only.
  public ProblemException toException() {
    return new ProblemException(this);
  }

  /// `application/problem+json`.
  public byte[] toJsonBytes() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", type.uri());
    members.put("title", type.title());
    members.put("status", type.status());
    members.put("detail", detail);
    if (!errors.isEmpty()) {
      members.put("errors", errors);
    }
    extensions.forEach(members::putIfAbsent);
    return Json.bytes(members);
  }
}
