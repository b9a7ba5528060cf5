package dev.laurel.tlog.sequencing;

import dev.laurel.tlog.VerifierKey;

/// Signs for the log, with keys that sign nothing else. Only a [CommittedHead] can be signed, and
/// only the sequencer can make one.
///
/// Signing the same head again is harmless: whoever calls does so after every crash. Any number of
/// threads may call.
public interface LogSigner extends LogKeys {
  /// The bare signature over [CommittedHead#message]: 64 bytes of Ed25519 or 2,420 of ML-DSA-44,
  /// without key id and timestamp.
  ///
  /// @param key one of [#keys]
  /// @throws dev.laurel.storage.StoreUnavailable when no signature comes; trying again may help
  byte[] sign(VerifierKey key, CommittedHead head);
}
