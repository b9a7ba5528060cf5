package dev.laurel.functions.issuers;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.NamedKey;
import dev.laurel.issuers.SigningKeys;
import dev.laurel.json.Json;
import dev.laurel.storage.Condition;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemReader;
import dev.laurel.storage.Message;
import dev.laurel.storage.Message.Topic;
import dev.laurel.storage.Read;
import dev.laurel.storage.Write;
import dev.laurel.verification.published.PublishedDid;
import dev.laurel.verification.published.PublishedKey;
import dev.laurel.verification.published.PublishedLookup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The DID document of an issuer after its keys changed, and the message that says so.
final class IssuerDocuments {
  /// When the sweep takes over a message that the stream has not delivered.
  private static final Duration STREAM_HAS = Duration.ofMinutes(1);

  private final ItemReader items;
  private final PublishedLookup published;
  private final SigningKeys keys;

  IssuerDocuments(ItemReader items, SigningKeys keys) {
    this.items = items;
    this.published = new PublishedLookup(items);
    this.keys = keys;
  }

  /// The write that puts the document of these keys over the one that stands now.
  Write next(IssuerId issuer, Did did, List<PublishedKey> rows) {
    long version = published.did(issuer).map(PublishedDid::version).orElse(0L);
    List<NamedKey> deployment =
        keys.publicKeys().stream().map(key -> new NamedKey(key.fragment(), key.key())).toList();
    return PublishedDid.of(issuer, version + 1, did, deployment, rows).write();
  }

  /// The write by which issuance hears of it, be its message waiting, parked or gone.
  Write tellIssuance(IssuerId issuer, Instant now) {
    String body = Json.write(Map.of("issuer", issuer.text()));
    Message message = Message.of(Topic.ISSUANCE, issuer.text(), "did", body);
    Optional<Item> stored = items.get(message.key(), Read.CONSISTENT);
    return new Write.Put(
        message.waiting(now.plus(STREAM_HAS)),
        stored.map(item -> Condition.versionIs(item.version())).orElse(Condition.ABSENT));
  }
}
