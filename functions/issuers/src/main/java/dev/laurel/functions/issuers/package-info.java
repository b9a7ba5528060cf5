/// The control plane: issuers, API keys, achievements, and an issuer's view of its credentials.
@NullMarked
package dev.laurel.functions.issuers;

import org.jspecify.annotations.NullMarked;
