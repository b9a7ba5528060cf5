/// The function for learners' work: handing in evidence on behalf of a learner, and the sweep over
/// submissions that wait for files.
@NullMarked
package dev.laurel.functions.submission;

import org.jspecify.annotations.NullMarked;
