/// Verification of credentials: ordered checks, each passed, failed, could-not-check or
/// not-applicable, and the verdict that follows from them. Never throws for bad input, never reads
/// a clock or the network.
@NullMarked
package dev.laurel.verification;

import org.jspecify.annotations.NullMarked;
