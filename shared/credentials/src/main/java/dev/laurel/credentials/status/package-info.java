/// Bitstring Status Lists: the bits, their encoding, and the credential that carries them.
@NullMarked
package dev.laurel.credentials.status;

import org.jspecify.annotations.NullMarked;
