/// Tells what bytes are - JSON, JOSE, an image - and takes the document out of them, with the
/// signatures that lie around it. Judges nothing but whether it could be read.
@NullMarked
package dev.laurel.verification.reading;

import org.jspecify.annotations.NullMarked;
