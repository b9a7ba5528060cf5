/// Readers of what strangers send, fed with bytes that nobody thought of. A build replays the
/// corpus beside this package; CONTRIBUTING says how to look for more.
@NullMarked
package dev.laurel.local.fuzz;

import org.jspecify.annotations.NullMarked;
