package dev.laurel.verification;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.did.DidJwk;
import dev.laurel.credentials.did.DidKey;
import dev.laurel.json.Json;
import dev.laurel.json.JsonRefused;
import dev.laurel.storage.IssuerId;
import dev.laurel.verification.DidResolver.Resolution;
import java.util.Optional;
import java.util.function.Function;

/// The methods that can be resolved without a network: did:key and did:jwk by themselves, did:web
/// where it is one of this deployment's issuers.
final class KnownDids {
  private KnownDids() {}

  static Resolution resolve(Did did, DeploymentUrls urls, Function<IssuerId, Resolution> own) {
    return switch (did.method()) {
      case "key", "jwk" ->
          DidKey.resolve(did)
              .or(() -> DidJwk.resolve(did))
              .<Resolution>map(Resolution.Resolved::new)
              .orElseGet(() -> new Resolution.Unavailable("its kind of key is not known here."));
      case "web" -> {
        Optional<IssuerId> issuer = urls.issuerIn(did.text());
        if (issuer.isPresent()) {
          yield own.apply(issuer.get());
        }
        yield urls.owns(did.text())
            ? new Resolution.NotFound()
            : new Resolution.Unavailable("it lies elsewhere, and nothing is fetched.");
      }
      default -> new Resolution.Unavailable("did:" + did.method() + " is not known here.");
    };
  }

  static Resolution read(byte[] document) {
    try {
      return DidDocument.parse(Json.parse(document))
          .<Resolution>map(Resolution.Resolved::new)
          .orElseGet(() -> new Resolution.Unavailable("its document is damaged."));
    } catch (JsonRefused e) {
      return new Resolution.Unavailable("its document is damaged.");
    }
  }
}
