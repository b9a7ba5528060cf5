/// The sequencer of the transparency log: the rows of its table, the one committed head that is the
/// truth, staging, and the port of the log's own key.
///
/// A head is committed unsigned by one conditional write, and only a head that a consistent read
/// shows is signed; so two heads that are signed are always in prefix relation, whatever crashes,
/// runs twice or answers too late.
@NullMarked
package dev.laurel.tlog.sequencing;

import org.jspecify.annotations.NullMarked;
