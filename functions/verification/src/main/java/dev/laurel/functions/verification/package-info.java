/// The public function: the page and the JSON of a credential, verification of any credential,
/// status lists, DID documents, and the answer to addresses that nobody serves. It can only read.
@NullMarked
package dev.laurel.functions.verification;

import org.jspecify.annotations.NullMarked;
