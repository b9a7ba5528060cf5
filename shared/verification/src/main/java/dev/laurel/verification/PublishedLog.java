package dev.laurel.verification;

import dev.laurel.credentials.CredentialId;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.tlog.TlogProof;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.sequencing.Began;
import dev.laurel.tlog.sequencing.LogLookup;
import dev.laurel.verification.published.PublishedCredential;
import dev.laurel.verification.published.PublishedLogRef;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.PublishedRecord;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// What this deployment's own rows say about its log: the proof of each credential, and with which
/// keys the log began. An unavailable store is an answer, not an exception. Any number of threads
/// may share one.
public final class PublishedLog implements LogEvidence {
  private final DeploymentUrls urls;
  private final PublishedLookup lookup;
  private final LogLookup log;

  // Written once in the life of a log.
  private final AtomicReference<Optional<Began>> began = new AtomicReference<>(Optional.empty());

  public PublishedLog(DeploymentUrls urls, PublishedLookup lookup, LogLookup log) {
    this.urls = urls;
    this.lookup = lookup;
    this.log = log;
  }

  @Override
  public Evidence of(String credentialId, String issuer) {
    Optional<Evidence> without = withoutRows(credentialId, issuer);
    if (without.isPresent()) {
      return without.get();
    }
    try {
      Optional<CredentialId> id = urls.credentialIn(credentialId);
      return id.flatMap(lookup::credential)
          .map(record -> found(record, issuer))
          .orElseGet(Evidence.Missing::new);
    } catch (StoreUnavailable e) {
      return unavailable();
    }
  }

  /// The same for whoever has read the credential's rows already.
  public LogEvidence of(PublishedRecord record) {
    return (credentialId, issuer) ->
        withoutRows(credentialId, issuer)
            .orElseGet(() -> {
              if (!urls.credential(record.owner().id()).equals(credentialId)) {
                return of(credentialId, issuer);
              }
              try {
                return found(record, issuer);
              } catch (StoreUnavailable e) {
                return unavailable();
              }
            });
  }

  /// The proof that a credential's entry is in the log, with the salt as its `extra` where it may
  /// be shown; empty where there is none. Throws [StoreUnavailable].
  public Optional<TlogProof> proof(PublishedRecord record, boolean salted) {
    return record.logRef().flatMap(ref -> proof(ref, salted ? ref.salt() : new byte[0]));
  }

  private Optional<Evidence> withoutRows(String credentialId, String issuer) {
    if (!urls.owns(issuer)) {
      return Optional.of(
          new Evidence.NotHere(
              "It was issued elsewhere; only the log of this deployment is known."));
    }
    return urls.ownsList(credentialId) ? Optional.of(new Evidence.OfList()) : Optional.empty();
  }

  private Evidence found(PublishedRecord record, String issuer) {
    Optional<PublishedCredential> published = record.published();
    if (published.isEmpty() || !urls.did(record.owner().issuer()).equals(issuer)) {
      return new Evidence.Missing();
    }
    Optional<PublishedLogRef> ref = record.logRef();
    Optional<Began> log = began();
    if (ref.isEmpty() && log.isEmpty()) {
      return new Evidence.NotHere("This deployment's log has not begun yet.");
    }
    if (ref.isEmpty()) {
      Instant at = log.orElseThrow().at();
      return published.get().published().isBefore(at)
          ? new Evidence.BeforeLog(at)
          : new Evidence.Missing();
    }
    return log.flatMap(is ->
            proof(ref.get(), ref.get().salt())
                .<Evidence>map(proof -> new Evidence.Found(proof, is.origin(), is.keys())))
        .orElseGet(Evidence.Missing::new);
  }

  private Optional<TlogProof> proof(PublishedLogRef ref, byte[] extra) {
    return log.proof(new EntryId(ref.entry()))
        .map(found -> new TlogProof(extra, found.index(), found.path(), found.checkpoint()));
  }

  private Optional<Began> began() {
    Optional<Began> known = began.get();
    if (known.isEmpty()) {
      known = log.began();
      began.set(known);
    }
    return known;
  }

  private static Evidence unavailable() {
    return new Evidence.Unavailable("this deployment's store did not answer.");
  }
}
