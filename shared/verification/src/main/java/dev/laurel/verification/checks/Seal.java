package dev.laurel.verification.checks;

import dev.laurel.tlog.entry.Commitment;
import dev.laurel.verification.Check;
import java.time.Instant;
import java.util.Optional;

/// One signature that secures a document: an embedded Data Integrity proof, or the JWS around it.
/// The checks of key, controller, proof and log work on seals and know no more of a signature.
sealed interface Seal permits ProofSeal, JwsSeal {
  /// Where it stands, for words.
  String place();

  /// Whether it was made for this purpose, as far as it says.
  boolean isFor(Purpose purpose);

  /// The domain for which it was made; "" where it says none.
  String domain();

  /// The challenge to which it answers; "" where it says none.
  String challenge();

  /// Whether it names a key of another DID than this one, whatever that DID's document says.
  boolean foreignTo(String owner);

  /// The key that it names, taken from the resolved document of its DID and from nowhere else.
  MethodLookup method(Examination examination);

  /// Whether the signature holds, as the check [Check#PROOF]. Whether the key is the issuer's is
  /// for other checks.
  Check signature(Examination examination);

  /// What the log's entry commits to.
  Sealed form(Examination examination);

  /// When it was made; empty where it does not say.
  Optional<Instant> created(Examination examination);

  /// The name of the cryptosuite, or of another way to sign.
  String suite();

  /// The outcome of [#form].
  sealed interface Sealed {
    record Committed(Commitment.Form form) implements Sealed {}

    /// What is signed is not defined, and why, in words.
    record Undefined(String why) implements Sealed {}
  }
}
