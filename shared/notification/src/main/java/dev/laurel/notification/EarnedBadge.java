package dev.laurel.notification;

import dev.laurel.json.Json;
import dev.laurel.verification.published.PublishedCredential;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What a letter says about a published credential, read from the signed document itself.
///
/// `until` is [#NEVER] where the credential does not end; `issuerUrl`, `issuerEmail` and
/// `description` may be empty.
record EarnedBadge(
    String achievement,
    String description,
    String issuer,
    String issuerUrl,
    String issuerEmail,
    Instant awarded,
    Instant until) {
  /// The end of what has none.
  static final Instant NEVER = Instant.MAX;

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
        date(document, "validUntil").orElse(NEVER));
  }

  private static Optional<Instant> date(JsonNode document, String member) {
    String text = document.path(member).stringValue("");
    return text.isEmpty() ? Optional.empty() : Optional.of(OffsetDateTime.parse(text).toInstant());
  }
}
