/// Rules of our own: what the specifications allow and we still do not sign.
@NullMarked
package dev.laurel.issuance.rules.house;

import org.jspecify.annotations.NullMarked;
