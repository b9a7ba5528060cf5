package dev.laurel.verification;

import dev.laurel.credentials.did.Did;
import java.util.Optional;
import java.util.function.Function;

/// What a folder of a deployment's public objects says: `issuers/<id>/did.json` and
/// `status-lists/<id>.json`; did:key of anyone. The folder may be an old or partial copy, so a file
/// that is missing is unknown, never proof of absence.
public final class FolderResolvers implements DidResolver, StatusLists {
  private final DeploymentUrls urls;
  private final Function<String, Optional<byte[]>> files;

  /// `files` answers the content of a file by its relative path with `/`, which holds only ids that
  /// were checked, or empty where there is none.
  public FolderResolvers(DeploymentUrls urls, Function<String, Optional<byte[]>> files) {
    this.urls = urls;
    this.files = files;
  }

  @Override
  public Resolution resolve(Did did) {
    return KnownDids.resolve(
        did,
        urls,
        issuer ->
            files
                .apply("issuers/" + issuer.text() + "/did.json")
                .map(KnownDids::read)
                .orElseGet(
                    () -> new Resolution.Unavailable("its document is not in the data folder.")));
  }

  @Override
  public Fetch fetch(String url) {
    return urls.statusListIn(url)
        .flatMap(id -> files.apply("status-lists/" + id + ".json"))
        .<Fetch>map(Fetch.Fetched::new)
        .orElseGet(() ->
            new Fetch.Unavailable("it is not in the data folder, and nothing is fetched: " + url));
  }
}
