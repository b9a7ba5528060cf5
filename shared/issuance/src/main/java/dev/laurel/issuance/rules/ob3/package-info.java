/// Rules of Open Badges 3.0.
@NullMarked
package dev.laurel.issuance.rules.ob3;

import org.jspecify.annotations.NullMarked;
