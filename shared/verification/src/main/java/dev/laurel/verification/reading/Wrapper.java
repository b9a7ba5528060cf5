package dev.laurel.verification.reading;

import dev.laurel.credentials.jose.CompactJws;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// A JWS around a document. `kind` is how the log's commitment calls it, `vc-jwt` or `sd-jwt-vc`;
/// `claims` is the whole payload, disclosures in place; `objections` are reasons not to verify it
/// whatever its key, each a sentence without its full stop; `remark` is a sentence for the report,
/// or "". `unproved` says why nobody shows to be its holder, as a sentence, where somebody claims
/// to; else "".
public record Wrapper(
    String kind,
    CompactJws jws,
    ObjectNode claims,
    List<String> objections,
    String remark,
    String unproved) {
  public Wrapper {
    objections = List.copyOf(objections);
  }

  /// One that nobody claims to hold.
  public Wrapper(
      String kind, CompactJws jws, ObjectNode claims, List<String> objections, String remark) {
    this(kind, jws, claims, objections, remark, "");
  }
}
