/// JSON Object Signing and Encryption as far as credentials use it: public keys as JWKs, compact
/// signatures, and credentials as JWTs. Reading is strict; nothing here fetches.
@NullMarked
package dev.laurel.credentials.jose;

import org.jspecify.annotations.NullMarked;
