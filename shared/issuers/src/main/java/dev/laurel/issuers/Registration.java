package dev.laurel.issuers;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.did.NamedKey;
import dev.laurel.json.Json;
import dev.laurel.storage.Companion;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Message;
import dev.laurel.storage.Message.Topic;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Makes issuers: profile, first API key and the message that publishes the DID document, in one
/// transaction.
public final class Registration {
  /// What the first key may do: everything but grading, which is for named assessors.
  public static final EnumSet<Scope> FIRST_SCOPES = EnumSet.complementOf(EnumSet.of(Scope.GRADE));

  /// When the sweep takes over a message that the stream has not delivered.
  private static final Duration STREAM_HAS = Duration.ofMinutes(1);

  private final ItemStore items;
  private final SigningKeys keys;
  private final String publicHost;
  private final InstantSource clock;
  private final RandomGenerator random;

  /// `publicHost` is host and, unless usual, port: what DIDs are made of.
  public Registration(
      ItemStore items,
      SigningKeys keys,
      String publicHost,
      InstantSource clock,
      RandomGenerator random) {
    this.items = items;
    this.keys = keys;
    this.publicHost = publicHost;
    this.clock = clock;
    this.random = random;
  }

  /// What is said about a new issuer; `description` may be "".
  public record NewIssuer(String name, String url, String email, String description) {}

  /// A new issuer with its DID, the JSON of its DID document and its first key, whose text is shown
  /// now or never.
  public record Registered(Issuer issuer, Did did, String didDocument, CreatedKey key) {}

  public sealed interface Result {
    record Done(Registered registered) implements Result {}

    /// Something else was in the way; nothing was written.
    record Contended() implements Result {}
  }

  /// Makes the issuer. The companion adds the published DID document's row, which is another
  /// room's, besides its own.
  public Result register(NewIssuer command, Companion<Registered> companion) {
    Instant now = clock.instant();
    IssuerId id = IssuerId.random(random);
    Issuer issuer =
        new Issuer(id, command.name(), command.url(), command.email(), command.description(), now);
    CreatedKey key = CreatedKey.draw(random, id, "first key", FIRST_SCOPES, now);
    Did did = issuer.did(publicHost);
    Registered registered = new Registered(issuer, did, document(did), key);
    List<Write> writes = new ArrayList<>();
    writes.add(IssuerStore.create(issuer));
    writes.add(ApiKeyStore.create(key.key()));
    writes.add(
        Message.of(Topic.ISSUANCE, id.text(), "did", Json.write(Map.of("issuer", id.text())))
            .send(now.plus(STREAM_HAS)));
    writes.addAll(companion.writes(registered));
    return switch (items.write(writes)) {
      case WriteResult.Written w -> new Result.Done(registered);
      case WriteResult.Conflict c -> new Result.Contended();
    };
  }

  private String document(Did did) {
    List<NamedKey> named =
        keys.publicKeys().stream().map(k -> new NamedKey(k.fragment(), k.key())).toList();
    return new String(DidDocument.issuer(did, named).toJsonBytes(), StandardCharsets.UTF_8);
  }
}
