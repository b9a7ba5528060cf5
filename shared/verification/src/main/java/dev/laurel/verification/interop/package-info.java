/// What other readers of credentials would refuse, and why: a doctor for issuers whose credentials
/// hold here and fail elsewhere. One small class for each rule, with its source. Says nothing about
/// whether a credential is valid.
@NullMarked
package dev.laurel.verification.interop;

import org.jspecify.annotations.NullMarked;
