/// Decentralized identifiers: did:web, did:key and did:jwk, their documents and their verification
/// methods. Nothing here fetches.
@NullMarked
package dev.laurel.credentials.did;

import org.jspecify.annotations.NullMarked;
