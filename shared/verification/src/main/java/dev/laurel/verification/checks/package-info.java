/// The checks of a document, one small class each, in the order of [Steps]. Every check runs, and
/// each answers for itself: one that fails stops no other.
@NullMarked
package dev.laurel.verification.checks;

import org.jspecify.annotations.NullMarked;
