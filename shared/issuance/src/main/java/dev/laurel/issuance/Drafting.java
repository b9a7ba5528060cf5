package dev.laurel.issuance;

import dev.laurel.credentials.CredentialId;
import java.time.Instant;

/// Writes the document of one warrant, as soon as id, place, time and methods are chosen. Pure, and
/// asked again for another place where the first one was taken.
interface Drafting {
  /// The DID that issues.
  String did();

  /// What is wanted of its proofs.
  FormMethods.Wanted wanted();

  /// Whether the credential names a suspension list as well.
  boolean suspension();

  /// The document. `salt` is that of a hashed address, where the document holds one.
  DraftedCredential draft(
      CredentialId id, String salt, StatusPlace place, Instant now, Securing securing);
}
