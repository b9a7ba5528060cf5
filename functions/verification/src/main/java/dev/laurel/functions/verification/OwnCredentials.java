package dev.laurel.functions.verification;

import dev.laurel.credentials.CredentialId;
import dev.laurel.verification.DeploymentUrls;
import dev.laurel.verification.Verifier;
import dev.laurel.verification.published.PublishedCredential;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.PublishedRecord;
import java.util.Optional;

/// The published credentials of this deployment, by the id in their address.
final class OwnCredentials {
  private final DeploymentUrls urls;
  private final PublishedLookup lookup;
  private final Verifier verifier;

  OwnCredentials(DeploymentUrls urls, PublishedLookup lookup, Verifier verifier) {
    this.urls = urls;
    this.lookup = lookup;
    this.verifier = verifier;
  }

  /// The address of a credential's page.
  String url(CredentialId id) {
    return urls.credential(id);
  }

  /// The record of a published credential. Throws [IllegalStateException] where its row holds the
  /// document of another one: who may see that, and whether it is revoked, stands elsewhere.
  Optional<PublishedRecord> find(CredentialId id) {
    Optional<PublishedRecord> found =
        lookup.credential(id).filter(record -> record.published().isPresent());
    found.ifPresent(this::demandOwnDocument);
    return found;
  }

  private void demandOwnDocument(PublishedRecord record) {
    CredentialId id = record.owner().id();
    PublishedCredential published = record.published().orElseThrow();
    String stated =
        Verifier.document(published.bytes())
            .orElseThrow(() -> new IllegalStateException("the row is damaged: " + id))
            .path("id")
            .asString("");
    if (!stated.equals(urls.credential(id)) && !isListed(published, stated)) {
      throw new IllegalStateException("the row holds another credential: " + id);
    }
  }

  /// Whether a document that came with an id of its own was issued as this credential.
  private boolean isListed(PublishedCredential published, String stated) {
    return !stated.isEmpty()
        && urls.credentialIn(stated).isEmpty()
        && verifier
            .name(published.bytes())
            .map(lookup::documents)
            .filter(ids -> ids.contains(published.id()))
            .isPresent();
  }
}
