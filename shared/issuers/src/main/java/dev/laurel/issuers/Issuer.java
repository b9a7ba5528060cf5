package dev.laurel.issuers;

import dev.laurel.credentials.did.Did;
import dev.laurel.storage.IssuerId;
import java.time.Instant;

/// An organisation that issues credentials: its public profile. `url` and `email` are the
/// organisation's own and appear in what it issues; `description` is "" where there is none.
public record Issuer(
    IssuerId id, String name, String url, String email, String description, Instant created) {
  /// Its DID at the deployment's public host (`localhost:8080`, `badges.example.org`).
  public Did did(String publicHost) {
    return Did.web(publicHost, "issuers", id.text());
  }
}
