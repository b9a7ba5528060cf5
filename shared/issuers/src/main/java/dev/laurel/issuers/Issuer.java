package dev.laurel.issuers;

import dev.laurel.credentials.did.Did;
import dev.laurel.storage.IssuerId;
import java.time.Instant;
import java.util.List;

/// An organisation that issues credentials: its public profile. `url` and `email` are the
/// organisation's own and appear in what it issues; `description` is "" where there is none.
/// `endorsements` are what others say of it, at most [Endorsement#MAX_PER_SUBJECT].
public record Issuer(
    IssuerId id,
    String name,
    String url,
    String email,
    String description,
    Instant created,
    List<Endorsement> endorsements) {
  /// Longest description in code points: a page of text, and every credential carries it.
  public static final int MAX_DESCRIPTION = 2_000;

  public Issuer {
    endorsements = List.copyOf(endorsements);
  }

  /// An issuer that nobody has endorsed.
  public Issuer(
      IssuerId id, String name, String url, String email, String description, Instant created) {
    this(id, name, url, email, description, created, List.of());
  }

  /// This issuer with these endorsements in place of its own.
  public Issuer endorsedBy(List<Endorsement> others) {
    return new Issuer(id, name, url, email, description, created, others);
  }

  /// Its DID at the deployment's public host (`localhost:8080`, `badges.example.org`).
  public Did did(String publicHost) {
    return Did.web(publicHost, "issuers", id.text());
  }
}
