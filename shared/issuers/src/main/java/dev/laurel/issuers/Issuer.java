package dev.laurel.issuers;

import dev.laurel.credentials.did.Did;
import dev.laurel.storage.IssuerId;
import java.time.Instant;

/// An organisation that issues credentials: its public profile. `url` and `email` are the
/// organisation's own and appear in what it issues; `description` is "" where there is none.
public record Issuer(
    IssuerId id, String name, String url, String email, String description, Instant created) {
  /// Longest description in code points: a page of text, and every credential carries it.
  public static final int MAX_DESCRIPTION = 2_000;

  /// Its DID at the deployment's public host (`localhost:8080`, `badges.example.org`).
  public Did did(String publicHost) {
    return Did.web(publicHost, "issuers", id.text());
  }
}
