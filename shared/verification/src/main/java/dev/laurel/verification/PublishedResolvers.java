package dev.laurel.verification;

import dev.laurel.credentials.did.Did;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.verification.published.DocumentName;
import dev.laurel.verification.published.PublishedDid;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.PublishedRecord;
import dev.laurel.verification.published.PublishedStatusList;
import dev.laurel.verification.published.Suspension;
import java.util.List;
import java.util.Optional;

/// What this deployment knows of itself, from its own rows: the DID documents of its issuers, its
/// status lists and its revocations; did:key of anyone. An unavailable store is an answer, not an
/// exception: the check could not be made.
public final class PublishedResolvers implements DidResolver, StatusLists, RevocationNotices {
  private static final String NO_ANSWER = "this deployment's store did not answer.";

  private final DeploymentUrls urls;
  private final PublishedLookup lookup;
  private final PublishedOwners owners;

  public PublishedResolvers(DeploymentUrls urls, PublishedLookup lookup) {
    this.urls = urls;
    this.lookup = lookup;
    this.owners = new PublishedOwners(urls, lookup);
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
  public Knowledge of(DocumentName document) {
    try {
      Optional<IssuerId> hosted = owners.hosted(document.issuer());
      if (hosted.isEmpty() || urls.ownsList(document.id())) {
        return new Knowledge.Silent();
      }
      List<PublishedRecord> records = owners.records(document, hosted.get());
      return records.size() == 1 ? knowledge(records.getFirst()) : ofSeveral(document, records);
    } catch (StoreUnavailable e) {
      return new Knowledge.Unavailable(NO_ANSWER);
    }
  }

  /// Of several that say the very same, what was taken back of one of them is taken back of all. Of
  /// several without a hash, only the list tells.
  private Knowledge ofSeveral(DocumentName document, List<PublishedRecord> records) {
    boolean same =
        records.stream().allMatch(record -> record.revocation().isPresent())
            || lookup.isHashed(document);
    List<Knowledge> said = records.stream().filter(_ -> same).map(this::knowledge).toList();
    return said.stream()
        .filter(Knowledge.Revoked.class::isInstance)
        .findFirst()
        .or(() -> said.stream().filter(Knowledge.Suspended.class::isInstance).findFirst())
        .orElseGet(Knowledge.Silent::new);
  }

  /// What one record says of its own document, for whoever has read it already; of any other
  /// document, such as an endorsement inside, what there is to know.
  public RevocationNotices of(PublishedRecord record) {
    String own = record.published().map(found -> found.claims().path("id").asString("")).orElse("");
    return document -> own.equals(document.id()) ? knowledge(record) : of(document);
  }

  /// Revoked outweighs suspended: it is final.
  private Knowledge knowledge(PublishedRecord record) {
    Optional<Knowledge> revoked =
        record
            .revocation()
            .map(found ->
                new Knowledge.Revoked(
                    found.at(),
                    found.reason(),
                    found.replacement().map(urls::credential).orElse("")));
    return revoked.orElseGet(() ->
        record
            .suspension()
            .filter(Suspension::suspended)
            .<Knowledge>map(found -> new Knowledge.Suspended(found.at(), found.reason()))
            .orElseGet(Knowledge.Silent::new));
  }
}
