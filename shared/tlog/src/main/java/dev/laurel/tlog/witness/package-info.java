/// Witnesses of a log (C2SP tlog-witness): the message, the answers, the port, and the rules by
/// which a witness decides.
@NullMarked
package dev.laurel.tlog.witness;

import org.jspecify.annotations.NullMarked;
