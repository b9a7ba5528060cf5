/// Rules of the Verifiable Credentials data model 2.0, Bitstring Status List and Data Integrity.
@NullMarked
package dev.laurel.issuance.rules.vcdm;

import org.jspecify.annotations.NullMarked;
