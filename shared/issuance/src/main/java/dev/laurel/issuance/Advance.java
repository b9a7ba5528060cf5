package dev.laurel.issuance;

import dev.laurel.credentials.CredentialId;
import dev.laurel.issuance.rules.Finding;
import java.util.List;

/// How far a submission's award came, as [Ladder#advance] leaves it.
public sealed interface Advance {
  /// Its credential is published; nothing is left to do.
  record Published(CredentialId credential) implements Advance {}

  /// There is nothing to award: no such submission, or not passed.
  record NotAwarded() implements Advance {}

  /// The draft may not be signed. Nothing was fixed; the next advance looks again.
  record Refused(List<Finding> findings) implements Advance {
    public Refused {
      findings = List.copyOf(findings);
    }
  }

  /// The intent stands until somebody looks, for this reason.
  record Parked(String why) implements Advance {}

  /// Its entry, or one that must come before it, is not in the log yet. Whoever hears of the entry
  /// goes on ([Issuance#logged]); the sweep asks again.
  record Logging() implements Advance {}

  /// The intent was given up for good, for this reason.
  record Abandoned(String why) implements Advance {}

  /// The next step cannot be made now; try again later.
  record Waiting(String why) implements Advance {}
}
