package dev.laurel.verification.checks;

/// For whom a presentation should have been made: the domain and the challenge that its proof must
/// name, "" for one that is not compared (VC DI 2.1, `domain` and `challenge`).
public record Audience(String domain, String challenge) {
  /// Nobody asked for it.
  public static final Audience ANY = new Audience("", "");
}
