package dev.laurel.issuance;

import dev.laurel.credentials.proof.Cryptosuite;

/// Which of an issuer's keys signs: the fragment of its verification method, and the suite of the
/// proof. [IssuerKeys] chooses it.
record IssuerMethod(String fragment, Cryptosuite suite) {}
