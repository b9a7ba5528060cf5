package dev.laurel.notification;

import dev.laurel.json.Json;
import dev.laurel.verification.published.PublishedCredential;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What a letter says about a published credential, read from the signed document itself.
///
/// `until` is [#NEVER] where the credential does not end; `issuerUrl`, `issuerEmail`, `description`
/// and `image` may be empty.
record EarnedBadge(
    String achievement,
    String description,
    String issuer,
    String issuerUrl,
    String issuerEmail,
    Instant awarded,
    Instant until,
    String image) {
  /// The end of what has none.
  static final Instant NEVER = Instant.MAX;

  /// Pictures among our own public objects are named by their digest: one address for everyone who
  /// earned the badge, which tells nobody who opened a letter. No other picture is loaded.
  private static final Pattern PUBLIC_IMAGE =
      Pattern.compile("https?://[^\\s\"'<>?#]{1,500}/images/[0-9a-f]{64}\\.png");

  static EarnedBadge of(PublishedCredential credential) {
    JsonNode document = Json.parse(credential.bytes());
    JsonNode achievement = document.at("/credentialSubject/achievement");
    JsonNode issuer = document.path("issuer");
    return new EarnedBadge(
        achievement.path("name").stringValue(""),
        achievement.path("description").stringValue(""),
        issuer.path("name").stringValue(""),
        issuer.path("url").stringValue(""),
        issuer.path("email").stringValue(""),
        date(document, "awardedDate")
            .or(() -> date(document, "validFrom"))
            .orElse(credential.published()),
        date(document, "validUntil").orElse(NEVER),
        image(achievement.path("image").path("id").stringValue("")));
  }

  private static String image(String url) {
    return PUBLIC_IMAGE.matcher(url).matches() ? url : "";
  }

  private static Optional<Instant> date(JsonNode document, String member) {
    String text = document.path(member).stringValue("");
    return text.isEmpty() ? Optional.empty() : Optional.of(OffsetDateTime.parse(text).toInstant());
  }
}
