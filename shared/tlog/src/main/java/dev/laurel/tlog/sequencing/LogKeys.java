package dev.laurel.tlog.sequencing;

import dev.laurel.tlog.VerifierKey;
import java.util.List;

/// The public keys under which the log's own signatures stand.
public interface LogKeys {
  /// The Ed25519 key of note signatures (0x01) first, then the ML-DSA-44 key of cosignatures (0x06)
  /// where there is one. Throws [dev.laurel.storage.StoreUnavailable] when they cannot be had now.
  List<VerifierKey> keys();
}
