package dev.laurel.credentials.did;

import dev.laurel.credentials.proof.Multikey;

/// A public key and the fragment that names it in a DID document, such as `key-1`.
public record NamedKey(String fragment, Multikey key) {}
