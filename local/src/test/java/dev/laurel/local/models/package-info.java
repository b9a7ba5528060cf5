/// The small models of the dangerous protocols as tests of the real code: every interleaving that a
/// bound allows, with a death or a lost answer at each call of a port.
@NullMarked
package dev.laurel.local.models;

import org.jspecify.annotations.NullMarked;
