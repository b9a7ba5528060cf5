package dev.laurel.verification;

import dev.laurel.credentials.proof.KeyAlgorithm;
import java.util.List;

/// What an issuer's log entries say about its keys, beside what its DID document lists today: since
/// when a key signs, and from where on it no longer counts. Consistent reads; makes no network
/// call. Throws [dev.laurel.storage.StoreUnavailable] where the rows cannot be read: then the check
/// could not be made.
@FunctionalInterface
public interface KeyHistory {
  /// The keys of an issuer by its DID, also those that no longer sign; none for a DID whose keys
  /// have no entries.
  List<KeyState> of(String did);

  /// This history with what it answered for one DID, so that nobody asks again.
  default KeyHistory with(String did, List<KeyState> known) {
    List<KeyState> answer = List.copyOf(known);
    return asked -> asked.equals(did) ? answer : of(asked);
  }

  /// Nothing is known beyond the DID documents.
  static KeyHistory none() {
    return did -> List.of();
  }

  /// One key. `method` is the full id of its Multikey verification method; `suites` are the names
  /// of the cryptosuites that it signs with. `addedAt`, `retiredAt` and `below` are indexes of the
  /// log, -1 for none: the entry that added it, the entry that retired it, and, of a compromised
  /// key, the index below which entries still count.
  record KeyState(
      String method,
      List<String> suites,
      KeyAlgorithm algorithm,
      long addedAt,
      long retiredAt,
      long below) {
    public KeyState {
      suites = List.copyOf(suites);
    }

    /// Whether it got into other hands.
    public boolean isCompromised() {
      return below >= 0;
    }

    /// Whether an entry at this index may be signed with it.
    public boolean signsAt(long index) {
      return addedAt <= index
          && (retiredAt < 0 || index < retiredAt)
          && (below < 0 || index < below);
    }
  }
}
