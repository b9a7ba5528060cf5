/// What issuing and verifying cost on one core, as ratios measured in one run.
@NullMarked
package dev.laurel.bench;

import org.jspecify.annotations.NullMarked;
