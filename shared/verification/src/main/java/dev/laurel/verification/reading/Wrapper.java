package dev.laurel.verification.reading;

import dev.laurel.credentials.jose.CompactJws;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A JWS around a document. `kind` is how the log's commitment calls it, `vc-jwt` or `sd-jwt-vc`;
/// `claims` is the whole payload, disclosures in place; `objections` are reasons not to verify it
/// whatever its key, each a sentence without its full stop; `binding` is what its holder added.
public record Wrapper(
    String kind,
    CompactJws jws,
    ObjectNode claims,
    List<String> objections,
    Optional<KeyBinding> binding) {
  public Wrapper {
    objections = List.copyOf(objections);
  }

  /// One to which no holder added anything.
  public Wrapper(String kind, CompactJws jws, ObjectNode claims, List<String> objections) {
    this(kind, jws, claims, objections, Optional.empty());
  }

  /// Whether it is bound to a key, or somebody claims so (RFC 7800 `cnf`).
  public boolean isBound() {
    return claims.has("cnf") || binding.isPresent();
  }
}
