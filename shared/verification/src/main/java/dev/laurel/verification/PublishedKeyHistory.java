package dev.laurel.verification;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.storage.IssuerId;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.sequencing.EntryRow;
import dev.laurel.tlog.sequencing.LogLookup;
import dev.laurel.verification.published.PublishedKey;
import dev.laurel.verification.published.PublishedLookup;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The history of the keys of this deployment's issuers, from their rows: one query, and one more
/// read for a DID that does not name its issuer by itself. A beginning or an end that the log has
/// and the key's row has not noted yet is read in the log's rows, one read each; the beginnings of
/// deployment keys, which nothing depends on, are not.
///
/// A key whose entry is not in the log yet is left out unless it is compromised: it has signed
/// nothing, and demands nothing.
public record PublishedKeyHistory(DeploymentUrls urls, PublishedLookup published, LogLookup log)
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
        .flatMap(this::state)
        .toList();
  }

  private Stream<KeyState> state(PublishedKey key) {
    boolean deployment = key.fragment().startsWith("key-");
    long addedAt = deployment ? key.addedAt() : index(key.addedAt(), key.entry());
    if (addedAt < 0 && !deployment && key.below() < 0) {
      return Stream.empty();
    }
    return Multikey.parse(key.publicKeyMultibase())
        .map(found ->
            new KeyState(
                key.method(),
                key.suites(),
                found.algorithm(),
                addedAt,
                index(key.retiredAt(), key.end().entry()),
                key.below()))
        .stream();
  }

  /// The index that the row has noted, else the one that the log has for the entry; -1 for none.
  private long index(long noted, String entry) {
    return noted >= 0
        ? noted
        : EntryId.parse(entry)
            .flatMap(log::entry)
            .filter(row -> row.state() == EntryRow.State.LOGGED)
            .map(EntryRow::index)
            .orElse(-1L);
  }
}
