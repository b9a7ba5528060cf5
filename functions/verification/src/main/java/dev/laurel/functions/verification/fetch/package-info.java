/// The one way in which this deployment fetches something that others host: DID documents and
/// status lists, for a verification that somebody asked for. Every name, address, byte and second
/// is limited, because a stranger chooses what is fetched.
@NullMarked
package dev.laurel.functions.verification.fetch;

import org.jspecify.annotations.NullMarked;
