/// What a credential is made of, apart from any store, clock or network: the records and JSON of
/// Open Badges 3.0, the proofs of VC Data Integrity, DIDs and status lists in the packages below,
/// and the two types that all of them share.
@NullMarked
package dev.laurel.credentials;

import org.jspecify.annotations.NullMarked;
