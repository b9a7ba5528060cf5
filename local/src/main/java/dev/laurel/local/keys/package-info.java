/// `./laurel keys`: makes keys that sign for issuers, with the operator's own rights, and tells the
/// deployment of them. No function can do the first.
@org.jspecify.annotations.NullMarked
package dev.laurel.local.keys;
