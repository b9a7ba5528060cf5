package dev.laurel.runtime;

import dev.laurel.storage.IssuerId;
import java.util.Set;

/// An API key as it is stored: SHA-256 of its whole text in lower-case hex, never the text.
public record StoredKey(String keyId, IssuerId issuer, String secretHashHex, Set<String> scopes) {
  public StoredKey {
    scopes = Set.copyOf(scopes);
  }
}
