/// The whole system in one process over ports that fail: every call of an undisturbed story, before
/// and after its effect, and what must be true whatever happened.
@org.jspecify.annotations.NullMarked
package dev.laurel.local.faults;
