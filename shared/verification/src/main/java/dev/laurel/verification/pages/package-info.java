/// What pages about credentials share: the style, the words of a verdict, and a view of a document
/// whose proof holds.
@NullMarked
package dev.laurel.verification.pages;

import org.jspecify.annotations.NullMarked;
