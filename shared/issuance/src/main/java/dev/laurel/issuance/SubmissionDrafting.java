package dev.laurel.issuance;

import dev.laurel.credentials.CredentialId;
import dev.laurel.issuers.Achievement;
import dev.laurel.issuers.Issuer;
import java.time.Instant;
import java.util.List;

/// The badge of a submission that has passed.
record SubmissionDrafting(
    Issuer issuer, Achievement achievement, Warrant.OfSubmission warrant, PublicSite site)
    implements Drafting {
  @Override
  public String did() {
    return site.did(issuer.id());
  }

  @Override
  public FormMethods.Wanted wanted() {
    return new FormMethods.Wanted(CredentialFormat.LDP_VC, List.of(), KeyHint.DID);
  }

  @Override
  public boolean suspension() {
    return achievement.content().suspension();
  }

  @Override
  public DraftedCredential draft(
      CredentialId id, String salt, StatusPlace place, Instant now, Securing securing) {
    Draft draft =
        new Draft(
            id,
            issuer,
            achievement,
            warrant.record(),
            warrant.decision(),
            salt,
            place.list(),
            place.index(),
            now);
    return new DraftedCredential(
        id,
        issuer.id(),
        "",
        draft.credential(site).toJsonBytes(),
        securing,
        achievement.content().name(),
        achievement.ref().id().text(),
        achievement.ref().version(),
        draft.validFrom());
  }
}
