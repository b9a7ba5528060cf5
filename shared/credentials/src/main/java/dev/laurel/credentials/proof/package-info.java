/// Proofs of VC Data Integrity: pinned contexts, canonical form, hash data, keys and signatures. It
/// hashes and verifies; signing happens behind a port of the issuance room.
@NullMarked
package dev.laurel.credentials.proof;

import org.jspecify.annotations.NullMarked;
