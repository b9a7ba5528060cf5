/// What a credential must obey before it is signed, one small class per rule, filed by the source
/// of the rule: [dev.laurel.issuance.rules.vcdm] (Verifiable Credentials 2.0 and Data Integrity),
/// [dev.laurel.issuance.rules.ob3] (Open Badges 3.0), [dev.laurel.issuance.rules.house] (our own).
@NullMarked
package dev.laurel.issuance.rules;

import org.jspecify.annotations.NullMarked;
