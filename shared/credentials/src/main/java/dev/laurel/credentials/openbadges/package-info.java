/// The records of Open Badges 3.0 whose JSON is the credential. A list that is empty, and a text or
/// object that is null or empty, is left out of the JSON; what the specification calls 0..* or 1..*
/// is always an array.
@NullMarked
package dev.laurel.credentials.openbadges;

import org.jspecify.annotations.NullMarked;
