package dev.laurel.functions.verification;

import dev.laurel.credentials.baking.Baking;
import dev.laurel.functions.verification.fetch.FetchBudget;
import dev.laurel.functions.verification.fetch.GuardedClient;
import dev.laurel.functions.verification.fetch.GuardedClient.Outcome;
import dev.laurel.storage.StoreUnavailable;
import java.time.InstantSource;
import java.util.Optional;

/// The images as everyone else reads them: over https, at the address that the settings name. So
/// the function needs no right to the bucket, nor a client for it.
final class FetchedImages implements PublicImages {
  private final String publicObjectsUrl;
  private final GuardedClient client;
  private final InstantSource clock;

  FetchedImages(String publicObjectsUrl, GuardedClient client, InstantSource clock) {
    this.publicObjectsUrl = publicObjectsUrl;
    this.client = client;
    this.clock = clock;
  }

  @Override
  public Optional<byte[]> read(String name) {
    String url = publicObjectsUrl + "/" + name;
    return switch (client.get(url, Baking.MAX_IMAGE_BYTES, new FetchBudget(clock))) {
      case Outcome.Fetched(byte[] body) -> Optional.of(body);
      case Outcome.Missing() -> Optional.empty();
      case Outcome.Failed(String why) -> throw new StoreUnavailable("a public image: " + why);
    };
  }
}
