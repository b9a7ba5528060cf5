/// The function for assessors: what waits for a grade, and grading it.
@NullMarked
package dev.laurel.functions.grading;

import org.jspecify.annotations.NullMarked;
