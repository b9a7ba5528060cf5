package dev.laurel.issuers;

import dev.laurel.storage.Companion;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Makes and deletes an issuer's API keys.
public final class KeyIssuing {
  private final ItemStore items;
  private final ApiKeyStore keys;
  private final InstantSource clock;
  private final RandomGenerator random;

  public KeyIssuing(ItemStore items, InstantSource clock, RandomGenerator random) {
    this.items = items;
    this.keys = new ApiKeyStore(items);
    this.clock = clock;
    this.random = random;
  }

  public sealed interface Created {
    record Done(CreatedKey created) implements Created {}

    /// A grading key names its assessor, and only a grading key does.
    record AssessorMismatch() implements Created {}

    record Contended() implements Created {}
  }

  public sealed interface Deleted {
    record Done() implements Deleted {}

    /// No key of this issuer has the id.
    record Unknown() implements Deleted {}

    /// The key that asks: it would lock its owner out by accident.
    record Calling() implements Deleted {}

    record Contended() implements Deleted {}
  }

  /// Makes a key. `assessor` is there exactly when the scopes hold GRADE.
  public Created create(
      IssuerId issuer,
      String name,
      Set<Scope> scopes,
      Optional<Assessor> assessor,
      Companion<CreatedKey> companion) {
    if (scopes.contains(Scope.GRADE) != assessor.isPresent()) {
      return new Created.AssessorMismatch();
    }
    CreatedKey created = CreatedKey.draw(random, issuer, name, scopes, clock.instant());
    List<Write> writes = new ArrayList<>();
    writes.add(ApiKeyStore.create(created.key()));
    assessor.ifPresent(a -> writes.add(ApiKeyStore.create(created.key().id(), a)));
    writes.addAll(companion.writes(created));
    return switch (items.write(writes)) {
      case WriteResult.Written w -> new Created.Done(created);
      case WriteResult.Conflict c -> new Created.Contended();
    };
  }

  /// Deletes a key of the issuer, from this moment on for every request. `callingKey` is the id of
  /// the key that asks.
  public Deleted delete(IssuerId issuer, String keyId, String callingKey) {
    Optional<ApiKey> key = keys.find(keyId).filter(k -> k.issuer().equals(issuer));
    if (key.isEmpty()) {
      return new Deleted.Unknown();
    }
    if (keyId.equals(callingKey)) {
      return new Deleted.Calling();
    }
    return switch (items.write(List.of(ApiKeyStore.delete(keyId)))) {
      case WriteResult.Written w -> new Deleted.Done();
      // Another deletion was faster: the key is as gone as it was asked for.
      case WriteResult.Conflict c when keys.find(keyId).isEmpty() -> new Deleted.Done();
      case WriteResult.Conflict c -> new Deleted.Contended();
    };
  }
}
