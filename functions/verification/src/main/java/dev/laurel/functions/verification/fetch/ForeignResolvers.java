package dev.laurel.functions.verification.fetch;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.DidDocument;
import dev.laurel.functions.verification.fetch.GuardedClient.Outcome;
import dev.laurel.json.Json;
import dev.laurel.json.JsonRefused;
import dev.laurel.verification.DidResolver;
import dev.laurel.verification.StatusLists;
import java.net.URI;
import java.util.Optional;

/// What others host, fetched for one verification; what this deployment knows itself comes first
/// and is never fetched. Whether a DID document carries the DID as its id is for the caller to
/// check.
public final class ForeignResolvers implements DidResolver, StatusLists {
  /// A DID document has one or two kilobytes.
  static final int MAX_DID_BYTES = 64 * 1024;

  /// A status list has 25 kB when most bits are alike, and 200 kB for a million of random ones.
  static final int MAX_LIST_BYTES = 2 * 1024 * 1024;

  private final DidResolver ownDids;
  private final StatusLists ownLists;
  private final String ownHost;
  private final GuardedClient client;
  private final FetchBudget budget;

  /// `base` is the address of this deployment.
  public ForeignResolvers(
      DidResolver ownDids,
      StatusLists ownLists,
      String base,
      GuardedClient client,
      FetchBudget budget) {
    this.ownDids = ownDids;
    this.ownLists = ownLists;
    this.ownHost = String.valueOf(URI.create(base).getHost());
    this.client = client;
    this.budget = budget;
  }

  @Override
  public Resolution resolve(Did did) {
    Resolution own = ownDids.resolve(did);
    Optional<URI> url = did.httpsUrl();
    if (!(own instanceof Resolution.Unavailable) || url.isEmpty() || isOwn(url.get())) {
      return own;
    }
    return switch (client.get(url.get().toString(), MAX_DID_BYTES, budget)) {
      case Outcome.Fetched(byte[] body) -> read(body);
      case Outcome.Missing() -> new Resolution.NotFound();
      case Outcome.Failed(String why) -> new Resolution.Unavailable(why);
    };
  }

  @Override
  public Fetch fetch(String url) {
    Fetch own = ownLists.fetch(url);
    if (!(own instanceof Fetch.Unavailable) || isOwn(url)) {
      return own;
    }
    return switch (client.get(url, MAX_LIST_BYTES, budget)) {
      case Outcome.Fetched(byte[] body) -> new Fetch.Fetched(body);
      case Outcome.Missing() -> new Fetch.NotFound();
      case Outcome.Failed(String why) -> new Fetch.Unavailable(why);
    };
  }

  private static Resolution read(byte[] body) {
    try {
      return DidDocument.parse(Json.parse(body))
          .<Resolution>map(Resolution.Resolved::new)
          .orElseGet(() -> new Resolution.Unavailable("what its host answers is no DID document."));
    } catch (JsonRefused e) {
      return new Resolution.Unavailable("what its host answers is no DID document.");
    }
  }

  private boolean isOwn(String url) {
    try {
      return isOwn(URI.create(url));
    } catch (IllegalArgumentException e) {
      return true; // no address at all: the answer that there is stands
    }
  }

  private boolean isOwn(URI url) {
    return ownHost.equalsIgnoreCase(url.getHost());
  }
}
