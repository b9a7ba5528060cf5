package dev.laurel.embedded;

import java.net.URI;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// What a [FolderObjectStore] is told: `label` names it in URLs (`a-z 0-9 -`), `base` is where the
/// local server answers `/_upload/...` and `/_download/...`, and `random` must be cryptographically
/// strong, for it makes the secret that signs those URLs.
public record FolderSettings(
    String label, URI base, Durability durability, InstantSource clock, RandomGenerator random) {
  public FolderSettings {
    if (!label.matches("[a-z0-9-]{1,40}")) {
      throw new IllegalArgumentException("not a label of a store: " + label);
    }
  }
}
