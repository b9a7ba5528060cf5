package dev.laurel.tlog.sequencing;

import dev.laurel.credentials.proof.Multikey;
import dev.laurel.storage.ItemReader;
import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.entry.KeyRetire;
import dev.laurel.tlog.entry.KeyStatements;
import java.util.List;
import java.util.Optional;

/// Decides whether a key entry may enter the log: [KeyStatements], applied to the keys that the log
/// has of its DID.
final class KeyGuard {
  private final ItemReader items;
  private final List<Multikey> roots;

  /// @param rootKey Multikey text; empty where there is no root key, and then no DID begins
  KeyGuard(ItemReader items, String rootKey) {
    this.items = items;
    this.roots = Multikey.parse(rootKey).stream().toList();
  }

  /// Why the entry is refused, or empty where it may enter.
  Optional<String> refusal(KeyAdd entry) {
    if (!KeyRow.isFragment(KeyRow.fragment(entry.did(), entry.method()))) {
      return Optional.of("the key's fragment cannot be stored");
    }
    return KeyStatements.refusal(entry, known(entry.did()), roots);
  }

  /// Why the entry is refused, or empty where it may enter.
  Optional<String> refusal(KeyRetire entry) {
    return KeyStatements.refusal(entry, known(entry.did()));
  }

  private List<KeyStatements.KnownKey> known(String did) {
    return KeyRow.readAll(items, did).stream()
        .map(
            row -> new KeyStatements.KnownKey(row.method(), row.publicKeyMultibase(), row.active()))
        .toList();
  }
}
