package dev.laurel.verification;

import dev.laurel.verification.published.DocumentName;
import java.time.Instant;

/// What this deployment knows about revocations and suspensions of its own credentials before the
/// status list says so. It can only make a verdict worse; silence means nothing.
@FunctionalInterface
public interface RevocationNotices {
  /// What is known of a document by its name, where it was issued here.
  Knowledge of(DocumentName document);

  /// No knowledge beyond the status lists.
  static RevocationNotices none() {
    return _ -> new Knowledge.Silent();
  }

  /// What is known.
  sealed interface Knowledge {
    /// It is revoked: when, the issuer's reason, and the URL of the credential that took its place,
    /// "" for none.
    record Revoked(Instant at, String reason, String replacedBy) implements Knowledge {
      public Revoked(Instant at, String reason) {
        this(at, reason, "");
      }
    }

    /// It is suspended for now: since when, and the issuer's reason.
    record Suspended(Instant at, String reason) implements Knowledge {}

    /// Nothing: not revoked here, or not one of ours.
    record Silent() implements Knowledge {}

    /// It is ours, but nobody could be asked, and why, in words.
    record Unavailable(String why) implements Knowledge {}
  }
}
