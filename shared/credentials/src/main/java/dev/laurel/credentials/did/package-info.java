/// Decentralized identifiers: did:web and did:key, their documents and their verification methods.
/// Nothing here fetches.
@NullMarked
package dev.laurel.credentials.did;

import org.jspecify.annotations.NullMarked;
