/// What tests need besides the code they test: small exact stores in memory, decorators that fail,
/// lag and count, a clock and a generator that a test governs, and the contract tests that every
/// implementation of a port must pass. Only ever a dependency of tests.
@NullMarked
package dev.laurel.testkit;

import org.jspecify.annotations.NullMarked;
