/// Integrates pending entries into the transparency log and publishes its checkpoints. The only
/// function that may sign for the log.
@NullMarked
package dev.laurel.functions.sequencer;

import org.jspecify.annotations.NullMarked;
