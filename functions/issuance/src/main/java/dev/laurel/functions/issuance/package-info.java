/// The signing artifact: takes passed submissions up the ladder, revokes, keeps status lists signed
/// and DID documents copied. The only function that may sign for issuers.
@NullMarked
package dev.laurel.functions.issuance;

import org.jspecify.annotations.NullMarked;
