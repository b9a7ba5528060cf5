package dev.laurel.verification;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.storage.IssuerId;
import dev.laurel.verification.published.PublishedKey;
import dev.laurel.verification.published.PublishedLookup;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The history of the keys of this deployment's issuers, from their rows: one query, and one more
/// read for a DID that does not name its issuer by itself.
///
/// A key whose entry was not seen in the log yet is left out unless it is compromised: it has
/// signed nothing, and demands nothing.
public record PublishedKeyHistory(DeploymentUrls urls, PublishedLookup published)
    implements KeyHistory {
  @Override
  public List<KeyState> of(String did) {
    Optional<IssuerId> issuer =
        urls.issuerIn(did)
            .or(() ->
                Did.parse(did)
                    .filter(parsed -> parsed.method().equals("key"))
                    .flatMap(published::hosted));
    return issuer.stream()
        .flatMap(id -> published.keys(id).stream())
        .filter(key -> key.did().equals(did))
        .flatMap(PublishedKeyHistory::state)
        .toList();
  }

  private static Stream<KeyState> state(PublishedKey key) {
    boolean deployment = key.fragment().startsWith("key-");
    if (key.addedAt() < 0 && !deployment && key.below() < 0) {
      return Stream.empty();
    }
    return Multikey.parse(key.publicKeyMultibase())
        .map(found ->
            new KeyState(
                key.method(),
                key.suites(),
                found.algorithm(),
                key.addedAt(),
                key.retiredAt(),
                key.below()))
        .stream();
  }
}
