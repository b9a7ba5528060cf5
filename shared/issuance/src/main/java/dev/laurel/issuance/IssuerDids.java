package dev.laurel.issuance;

import dev.laurel.credentials.did.Did;
import dev.laurel.storage.IssuerId;
import java.util.List;

/// The DIDs under which an issuer's credentials may stand, the main one first; never empty. May
/// read the store, and throws [dev.laurel.storage.StoreUnavailable] like it.
@FunctionalInterface
public interface IssuerDids {
  List<Did> of(IssuerId issuer);
}
