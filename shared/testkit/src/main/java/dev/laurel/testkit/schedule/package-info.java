/// A deterministic scheduler: real code on in-memory ports runs in every order that a bound allows,
/// or in an order that a seed names, and each call of a port is the place where another task may go
/// on, the process may die or the answer may be lost.
@NullMarked
package dev.laurel.testkit.schedule;

import org.jspecify.annotations.NullMarked;
