package dev.laurel.issuers;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.storage.IssuerId;
import java.time.Instant;
import java.util.List;

/// An organisation that issues credentials: its public profile. `url` and `email` are the
/// organisation's own and appear in what it issues; `description` is "" where there is none.
/// `suites` are those of the proofs on what it issues, in their order; never empty.
public record Issuer(
    IssuerId id,
    String name,
    String url,
    String email,
    String description,
    Instant created,
    List<Cryptosuite> suites) {
  /// The proof that every reader of badges knows.
  public static final List<Cryptosuite> DEFAULT_SUITES = List.of(Cryptosuite.EDDSA_RDFC_2022);

  /// Longest description in code points: a page of text, and every credential carries it.
  public static final int MAX_DESCRIPTION = 2_000;

  public Issuer {
    suites = suites.isEmpty() ? DEFAULT_SUITES : List.copyOf(suites);
  }

  /// An issuer whose documents get the proof that every reader of badges knows.
  public Issuer(
      IssuerId id, String name, String url, String email, String description, Instant created) {
    this(id, name, url, email, description, created, DEFAULT_SUITES);
  }

  /// The same with these suites.
  public Issuer with(List<Cryptosuite> others) {
    return new Issuer(id, name, url, email, description, created, others);
  }

  /// Its DID at the deployment's public host (`localhost:8080`, `badges.example.org`).
  public Did did(String publicHost) {
    return Did.web(publicHost, "issuers", id.text());
  }
}
