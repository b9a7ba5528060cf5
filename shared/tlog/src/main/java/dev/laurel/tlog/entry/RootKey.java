package dev.laurel.tlog.entry;

import dev.laurel.credentials.proof.Multikey;

/// The platform's root key: it signs the first key of each issuer, and nothing else. A port; any
/// number of threads may share one, and a call that ended without an answer may be repeated.
public interface RootKey {
  /// The name under which key stores keep it.
  String ID = "laurel:root";

  /// The public key.
  Multikey publicKey();

  /// The raw signature over the statement of an entry.
  byte[] sign(KeyAdd unsigned);
}
