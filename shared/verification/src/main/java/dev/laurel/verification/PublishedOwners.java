package dev.laurel.verification;

import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.did.Did;
import dev.laurel.storage.IssuerId;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.PublishedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds what this deployment published under an id and an issuer's DID, as they stand in a
/// document: by its address, or, where the document has an id of its own or is of a did:key, by the
/// rows that name it. Throws [dev.laurel.storage.StoreUnavailable] like the look-up under it.
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

  /// The records of that issuer that a document of this id may be, the likeliest first.
  List<PublishedRecord> records(String documentId, String did, IssuerId issuer) {
    Optional<CredentialId> named = urls.credentialIn(documentId);
    List<PublishedRecord> found = new ArrayList<>();
    named.flatMap(lookup::credential).ifPresent(found::add);
    if (named.isEmpty() || !urls.owns(did)) {
      for (CredentialId id : lookup.documents(did, documentId)) {
        if (found.stream().noneMatch(record -> record.owner().id().equals(id))) {
          lookup.credential(id).ifPresent(found::add);
        }
      }
    }
    found.removeIf(record -> !record.owner().issuer().equals(issuer));
    return found;
  }
}
