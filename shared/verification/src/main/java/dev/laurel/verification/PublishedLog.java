package dev.laurel.verification;

import dev.laurel.storage.IssuerId;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.tlog.TlogProof;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.sequencing.Began;
import dev.laurel.tlog.sequencing.LogLookup;
import dev.laurel.verification.published.DocumentName;
import dev.laurel.verification.published.PublishedCredential;
import dev.laurel.verification.published.PublishedLogRef;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.PublishedRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// What this deployment's own rows say about its log: the proof of each credential, and with which
/// keys the log began. An unavailable store is an answer, not an exception. Any number of threads
/// may share one.
public final class PublishedLog implements LogEvidence {
  private final DeploymentUrls urls;
  private final PublishedOwners owners;
  private final LogLookup log;

  // Written once in the life of a log.
  private final AtomicReference<Optional<Began>> began = new AtomicReference<>(Optional.empty());

  public PublishedLog(DeploymentUrls urls, PublishedLookup lookup, LogLookup log) {
    this.urls = urls;
    this.owners = new PublishedOwners(urls, lookup);
    this.log = log;
  }

  @Override
  public Evidence of(DocumentName document) {
    try {
      return read(document);
    } catch (StoreUnavailable e) {
      return unavailable();
    }
  }

  /// The same for whoever has read the credential's rows already.
  public LogEvidence of(PublishedRecord record) {
    return document -> {
      boolean same =
          urls.credential(record.owner().id()).equals(document.id())
              && urls.did(record.owner().issuer()).equals(document.issuer());
      try {
        return same ? found(record) : read(document);
      } catch (StoreUnavailable e) {
        return unavailable();
      }
    };
  }

  private Evidence read(DocumentName document) {
    Optional<IssuerId> hosted = owners.hosted(document.issuer());
    if (hosted.isEmpty() && !urls.owns(document.issuer())) {
      return new Evidence.NotHere(
          "It was issued elsewhere; only the log of this deployment is known.");
    }
    if (urls.ownsList(document.id())) {
      return new Evidence.OfList();
    }
    if (hosted.isEmpty()) {
      return new Evidence.Missing();
    }
    List<Evidence> all = new ArrayList<>();
    for (PublishedRecord record : owners.records(document, hosted.get())) {
      all.add(found(record));
    }
    List<Evidence.Found> proved = new ArrayList<>();
    for (Evidence evidence : all) {
      if (evidence instanceof Evidence.Found found) {
        proved.add(found);
      }
    }
    if (proved.size() > 1) {
      return new Evidence.Several(proved);
    }
    return proved.isEmpty()
        ? all.stream().findFirst().orElseGet(Evidence.Missing::new)
        : proved.getFirst();
  }

  /// The proof that a credential's entry is in the log, with the salt as its `extra` where it may
  /// be shown; empty where there is none. Throws [StoreUnavailable].
  public Optional<TlogProof> proof(PublishedRecord record, boolean salted) {
    return record.logRef().flatMap(ref -> proof(ref, salted ? ref.salt() : new byte[0]));
  }

  private Evidence found(PublishedRecord record) {
    Optional<PublishedCredential> published = record.published();
    if (published.isEmpty()) {
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
          ? new Evidence.BeforeLog(at, published.get().document())
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
