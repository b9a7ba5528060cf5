package dev.laurel.verification.reading;

import dev.laurel.credentials.jose.CompactJws;

/// The JWT behind an SD-JWT with which somebody shows to have the key that it is bound to (RFC 9901
/// section 4.3). `sdHash` is what its claim `sd_hash` must be. Not trusted.
public record KeyBinding(CompactJws jws, String sdHash) {}
