/// Checks of a whole log by someone who trusts nothing of it: every hash rebuilt, and an issuer's
/// own entries told from those that it did not ask for.
@NullMarked
package dev.laurel.tlog.check;

import org.jspecify.annotations.NullMarked;
