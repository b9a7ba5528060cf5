package dev.laurel.issuance;

import dev.laurel.credentials.did.Did;
import dev.laurel.storage.IssuerId;
import java.util.List;

/// The DIDs under which an issuer issues now, its did:web first; never empty. Those did:key of
/// which the key has ended are not among them, though credentials stand under them. May read the
/// store, and throws [dev.laurel.storage.StoreUnavailable] like it.
@FunctionalInterface
interface IssuerDids {
  List<Did> of(IssuerId issuer);
}
