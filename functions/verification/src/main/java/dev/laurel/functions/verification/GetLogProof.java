package dev.laurel.functions.verification;

import dev.laurel.credentials.CredentialId;
import dev.laurel.runtime.Problem;
import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.runtime.RouteHandler;
import dev.laurel.tlog.TlogProof;
import dev.laurel.verification.PublishedLog;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.PublishedRecord;
import dev.laurel.verification.published.Visibility;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// `GET /credentials/{id}/log-proof`: the proof that the credential's entry is in the log, as a
/// tlog-proof. The salt, which opens the entry, comes along only where all of the credential may be
/// seen; a wrong or ended share token is answered exactly like none.
final class GetLogProof implements RouteHandler {
  private final PublishedLookup lookup;
  private final PublishedLog log;

  GetLogProof(PublishedLookup lookup, PublishedLog log) {
    this.lookup = lookup;
    this.log = log;
  }

  @Override
  public Response handle(Request request) {
    PublishedRecord record =
        CredentialId.parse(request.path("id"))
            .flatMap(lookup::credential)
            .filter(found -> found.published().isPresent())
            .orElseThrow(() -> Problem.notFound().toException());
    Visibility visibility = record.visibility();
    Optional<String> share = request.query("share").filter(visibility::isSharedBy);
    boolean whole = visibility.open() || share.isPresent();
    TlogProof proof = log.proof(record, whole).orElseThrow(() -> Problem.notFound().toException());
    return text(proof, visibility.open() ? "no-cache" : "no-store");
  }

  /// A proof as it is sent.
  static Response text(TlogProof proof, String caching) {
    return Response.bytes(
            200, "text/plain; charset=utf-8", proof.text().getBytes(StandardCharsets.UTF_8))
        .header("cache-control", caching)
        .header("access-control-allow-origin", "*");
  }
}
