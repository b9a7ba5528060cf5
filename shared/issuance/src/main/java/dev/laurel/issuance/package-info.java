/// From a passed decision to a published credential: the draft, its lints, the ladder that signs
/// and publishes it exactly once, status lists and revocation.
///
/// The only room that hands bytes to a [dev.laurel.issuance.ProofSigner], and it hands over nothing
/// but a [dev.laurel.issuance.PreparedCredential], which only the lint makes.
@NullMarked
package dev.laurel.issuance;

import org.jspecify.annotations.NullMarked;
