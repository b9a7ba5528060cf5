package dev.laurel.runtime;

import dev.laurel.storage.IssuerId;
import java.util.Set;

/// Who calls, as far as the edge knows.
public sealed interface Caller {
  /// Nobody in particular: a route that is open to all.
  record Anonymous() implements Caller {}

  /// Whoever holds the deployment's operator key.
  record Operator() implements Caller {}

  /// An issuer's API key. The assessor behind a key with scope `grade` is named in a row under the
  /// key's id.
  record Key(String keyId, IssuerId issuer, Set<String> scopes) implements Caller {
    public Key {
      scopes = Set.copyOf(scopes);
    }
  }
}
