/// Rules of Verifiable Credential Data Integrity, and of the JSON that its suites canonicalise.
@NullMarked
package dev.laurel.issuance.rules.di;

import org.jspecify.annotations.NullMarked;
