package dev.laurel.verification;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.DidDocument;

/// Finds the document of a DID. Never throws for a DID that it does not know or cannot reach. The
/// resolvers of this room make no network call; whoever puts a fetching one beside them guards it,
/// and it is asked once for each DID in a verification.
@FunctionalInterface
public interface DidResolver {
  Resolution resolve(Did did);

  /// This resolver with one document in place of what it answers for that document's DID. Issuance
  /// looks at its own bytes this way, under a throwaway key.
  default DidResolver overlay(DidDocument document) {
    return did -> did.equals(document.id()) ? new Resolution.Resolved(document) : resolve(did);
  }

  /// What a resolver answers.
  sealed interface Resolution {
    /// The document; whether its id is the DID is for the caller to check.
    record Resolved(DidDocument document) implements Resolution {}

    /// Whoever is responsible for this DID says that it does not exist.
    record NotFound() implements Resolution {}

    /// Nobody could be asked, and why, in words.
    record Unavailable(String why) implements Resolution {}
  }
}
