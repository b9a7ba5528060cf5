/// JSON as Laurel reads and writes it: the one shared mapper, strict towards strangers and plain
/// towards its own rows.
@NullMarked
package dev.laurel.json;

import org.jspecify.annotations.NullMarked;
