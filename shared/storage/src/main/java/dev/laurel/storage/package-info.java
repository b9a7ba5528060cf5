/// The ports through which Laurel keeps things: items ([dev.laurel.storage.ItemStore]) and objects
/// ([dev.laurel.storage.ObjectStore]), with their key, cursor and condition types. No
/// implementation lives here; `embedded` and the `aws-*` modules must mean the same, and one set of
/// contract tests says so.
@NullMarked
package dev.laurel.storage;

import org.jspecify.annotations.NullMarked;
