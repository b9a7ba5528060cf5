package dev.laurel.functions.verification;

import dev.laurel.credentials.CredentialId;
import dev.laurel.storage.IssuerId;
import dev.laurel.verification.DeploymentUrls;
import dev.laurel.verification.Verifier;
import dev.laurel.verification.published.PublishedCredential;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.PublishedRecord;
import dev.laurel.verification.published.Revocation;
import java.util.Optional;

/// The published credentials of this deployment, by the id in their address.
final class OwnCredentials {
  /// Most replacements that are followed: an award is renewed a few times in its life.
  static final int MAX_STEPS = 16;

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

  /// The end of the chain of credentials that replaced this one, each of the same issuer and
  /// published: itself where none did. Whoever is renewed more often than [#MAX_STEPS] times gets
  /// that step.
  Optional<PublishedRecord> newest(CredentialId id) {
    Optional<PublishedRecord> newest = find(id);
    for (int i = 0; i < MAX_STEPS && newest.isPresent(); i++) {
      IssuerId issuer = newest.get().owner().issuer();
      Optional<PublishedRecord> next =
          newest
              .get()
              .revocation()
              .flatMap(Revocation::replacement)
              .flatMap(this::find)
              .filter(each -> each.owner().issuer().equals(issuer));
      if (next.isEmpty()) {
        return newest;
      }
      newest = next;
    }
    return newest;
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
            .filter(name ->
                lookup.isDocument(name, published.id())
                    || lookup.documents(name).contains(published.id()))
            .isPresent();
  }
}
