/// What Laurel writes into its log: entries without personal data, the salted commitments in them,
/// and the signed statements about keys.
@NullMarked
package dev.laurel.tlog.entry;

import org.jspecify.annotations.NullMarked;
