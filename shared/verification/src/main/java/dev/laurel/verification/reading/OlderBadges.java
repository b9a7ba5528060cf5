package dev.laurel.verification.reading;

import dev.laurel.verification.Check;
import dev.laurel.verification.CheckType;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Assertions of Open Badges 2.0 and older: recognised, never verified. Nothing in them proves
/// anything by itself: a hosted one counts while its issuer's server answers it, a signed one by a
/// key that lies there.
final class OlderBadges {
  private static final List<String> CONTEXTS =
      List.of(
          "https://w3id.org/openbadges/v2",
          "https://w3id.org/openbadges/v1",
          "https://openbadgespec.org/v1/context.json",
          "https://openbadgespec.org/v2/context.json");

  private static final int MAX_URL = 300;

  private OlderBadges() {}

  /// Whether a document is one: by its context, or by members that only it has.
  static boolean isOne(JsonNode document) {
    JsonNode contexts = document.path("@context");
    Stream<JsonNode> all = contexts.isArray() ? contexts.valueStream() : Stream.of(contexts);
    return all.anyMatch(context -> CONTEXTS.contains(context.asString("")))
        || (!document.has("@context") && document.has("badge") && document.has("recipient"));
  }

  /// One that lies on its issuer's server.
  static Reading hosted(String form, JsonNode document) {
    String id = document.path("id").asString("");
    String where =
        id.startsWith("http") && id.length() <= MAX_URL
            ? "its issuer's server still answers it at " + id
            : "its issuer's server still answers it";
    return unread(
        form,
        "This is a hosted badge of Open Badges 2.0. It has no signature: it counts only while "
            + where
            + ", and nothing is fetched here. Ask the issuer for an Open Badges 3.0 credential.");
  }

  /// One that a key on its issuer's server signed.
  static Reading signed(String form) {
    return unread(
        form,
        "This is a signed badge of Open Badges 2.0. Its key lies on its issuer's server, and"
            + " nothing is fetched here. Ask the issuer for an Open Badges 3.0 credential.");
  }

  /// One in an image: JSON, a JWS, or the URL of a hosted one.
  static Reading baked(String form) {
    return unread(
        form,
        "The image holds a badge of Open Badges 2.0 or older. It cannot be verified from its bytes"
            + " alone, and nothing is fetched here. Ask the issuer for an Open Badges 3.0"
            + " credential.");
  }

  private static Reading unread(String form, String detail) {
    return new Reading.Unread(
        form, Check.unknown(Check.PARSED, CheckType.UNSUPPORTED_FORMAT, detail));
  }
}
