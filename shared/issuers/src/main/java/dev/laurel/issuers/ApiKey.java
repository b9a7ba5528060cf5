package dev.laurel.issuers;

import dev.laurel.storage.IssuerId;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// An API key as it is kept: `id` is 32 lower-case hexadecimal digits and part of the key's text,
/// `hashHex` is SHA-256 of the whole text. The text itself is shown once and never kept.
public record ApiKey(
    String id, IssuerId issuer, String name, Set<Scope> scopes, String hashHex, Instant created) {
  public ApiKey {
    EnumSet<Scope> ordered = EnumSet.noneOf(Scope.class);
    ordered.addAll(scopes);
    scopes = Collections.unmodifiableSet(ordered);
  }
}
