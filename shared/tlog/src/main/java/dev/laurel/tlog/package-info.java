/// The transparency log of C2SP tlog-tiles, pure: hashes, tiles, checkpoints, notes and proofs.
@NullMarked
package dev.laurel.tlog;

import org.jspecify.annotations.NullMarked;
