/// Credentials written for other people's verifiers to judge: many good ones, and many that were
/// changed.
@NullMarked
package dev.laurel.local.judged;

import org.jspecify.annotations.NullMarked;
