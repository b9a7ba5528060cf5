package dev.laurel.verification;

import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.did.Did;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.verification.published.PublishedDid;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.PublishedRecord;
import dev.laurel.verification.published.PublishedStatusList;
import java.util.Optional;

/// What this deployment knows of itself, from its own rows: the DID documents of its issuers, its
/// status lists and its revocations; did:key of anyone. An unavailable store is an answer, not an
/// exception: the check could not be made.
public final class PublishedResolvers implements DidResolver, StatusLists, RevocationNotices {
  private static final String NO_ANSWER = "this deployment's store did not answer.";

  private final DeploymentUrls urls;
  private final PublishedLookup lookup;

  public PublishedResolvers(DeploymentUrls urls, PublishedLookup lookup) {
    this.urls = urls;
    this.lookup = lookup;
  }

  @Override
  public Resolution resolve(Did did) {
    return KnownDids.resolve(
        did,
        urls,
        issuer -> {
          try {
            return lookup
                .did(issuer)
                .map(PublishedDid::bytes)
                .map(KnownDids::read)
                .orElseGet(Resolution.NotFound::new);
          } catch (StoreUnavailable e) {
            return new Resolution.Unavailable(NO_ANSWER);
          }
        });
  }

  @Override
  public Fetch fetch(String url) {
    if (!urls.ownsList(url)) {
      return new Fetch.Unavailable("it lies elsewhere, and nothing is fetched: " + url);
    }
    try {
      Optional<PublishedStatusList> list = urls.statusListIn(url).flatMap(lookup::statusList);
      return list.<Fetch>map(found -> new Fetch.Fetched(found.bytes()))
          .orElseGet(Fetch.NotFound::new);
    } catch (StoreUnavailable e) {
      return new Fetch.Unavailable(NO_ANSWER);
    }
  }

  @Override
  public Knowledge of(String credentialId, String issuer) {
    Optional<CredentialId> id = urls.credentialIn(credentialId);
    if (id.isEmpty()) {
      return new Knowledge.Silent();
    }
    try {
      return lookup
          .credential(id.get())
          .map(record -> of(record, issuer))
          .orElseGet(Knowledge.Silent::new);
    } catch (StoreUnavailable e) {
      return new Knowledge.Unavailable(NO_ANSWER);
    }
  }

  /// What one record says, for whoever has read it already.
  public RevocationNotices of(PublishedRecord record) {
    return (credentialId, issuer) ->
        urls.credential(record.owner().id()).equals(credentialId)
            ? of(record, issuer)
            : new Knowledge.Silent();
  }

  private Knowledge of(PublishedRecord record, String issuer) {
    if (!urls.did(record.owner().issuer()).equals(issuer)) {
      return new Knowledge.Silent();
    }
    return record
        .revocation()
        .<Knowledge>map(found -> new Knowledge.Revoked(found.at(), found.reason()))
        .orElseGet(Knowledge.Silent::new);
  }
}
