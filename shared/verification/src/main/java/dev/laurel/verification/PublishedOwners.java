package dev.laurel.verification;

import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.did.Did;
import dev.laurel.storage.IssuerId;
import dev.laurel.verification.published.DocumentName;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.PublishedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds what this deployment published as a document: by its address, or, where the document has
/// an id of its own, by the row that names it. Throws [dev.laurel.storage.StoreUnavailable] like
/// the look-up under it.
final class PublishedOwners {
  private final DeploymentUrls urls;
  private final PublishedLookup lookup;

  PublishedOwners(DeploymentUrls urls, PublishedLookup lookup) {
    this.urls = urls;
    this.lookup = lookup;
  }

  /// Whose DID it is: the issuer of this deployment, where there is one. Only of a did:key that
  /// costs a read.
  Optional<IssuerId> hosted(String did) {
    if (urls.owns(did)) {
      return urls.issuerIn(did);
    }
    return Did.parse(did).filter(found -> found.method().equals("key")).flatMap(lookup::hosted);
  }

  /// The records of that issuer that a document of this name may be: where there are several, it is
  /// as good as any of them, or one of those from before there was a hash.
  List<PublishedRecord> records(DocumentName name, IssuerId issuer) {
    Optional<CredentialId> named = urls.credentialIn(name.id());
    List<CredentialId> ids = named.isPresent() ? List.of(named.get()) : lookup.documents(name);
    List<PublishedRecord> found = new ArrayList<>();
    ids.forEach(id -> lookup.credential(id).ifPresent(found::add));
    found.removeIf(record -> !record.owner().issuer().equals(issuer));
    return found;
  }
}
