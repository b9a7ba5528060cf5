package dev.laurel.verification.interop;

import java.util.List;

/// `credentialStatus` must be one object: Open Badges 3.0, AchievementCredential (0..1); 1EdTech
/// validator 1.11.0 reads no array.
final class OneStatusObject implements Rule {
  @Override
  public List<Advice> look(Patient patient) {
    return patient.isBadge() && patient.document().path("credentialStatus").isArray()
        ? List.of(
            new Advice(
                Reader.ONE_EDTECH,
                "one-status-object",
                "/credentialStatus",
                "Give one status as an object and no array; keep revocation, and suspension only"
                    + " outside of the badge."))
        : List.of();
  }
}
