/// Selective disclosure for JWTs (RFC 9901), and credentials in that form (SD-JWT VC).
@NullMarked
package dev.laurel.credentials.sdjwt;

import org.jspecify.annotations.NullMarked;
