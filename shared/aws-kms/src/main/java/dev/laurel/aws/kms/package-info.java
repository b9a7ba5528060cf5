/// The deployment's signing keys in AWS KMS: their public halves for the issuers and the signatures
/// for the issuance. The only place with calls of that service.
@NullMarked
package dev.laurel.aws.kms;

import org.jspecify.annotations.NullMarked;
