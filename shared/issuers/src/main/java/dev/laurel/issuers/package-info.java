/// Issuers and what they define: profiles, API keys with scopes, achievements with their rubrics,
/// versioned and hashed.
@NullMarked
package dev.laurel.issuers;

import org.jspecify.annotations.NullMarked;
