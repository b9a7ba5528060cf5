/// The public files of a log, from a folder or over HTTP. Only commands read logs this way; no
/// function fetches anything.
@NullMarked
package dev.laurel.local.logfiles;

import org.jspecify.annotations.NullMarked;
