package dev.laurel.functions.verification;

import dev.laurel.credentials.CredentialId;
import dev.laurel.json.Json;
import dev.laurel.runtime.Problem;
import dev.laurel.runtime.ProblemType;
import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.runtime.RouteHandler;
import dev.laurel.verification.DeploymentUrls;
import dev.laurel.verification.PublishedLog;
import dev.laurel.verification.PublishedResolvers;
import dev.laurel.verification.VerificationReport;
import dev.laurel.verification.Verifier;
import dev.laurel.verification.published.PublishedCredential;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.PublishedRecord;
import dev.laurel.verification.published.Visibility;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// `GET /credentials/{id}`: the page of a credential or its JSON, by `Accept` or the suffix
/// `.json`. Private unless it is open or the share link's token comes along; a wrong or ended token
/// is answered exactly like none.
final class GetCredential implements RouteHandler {
  private static final String SUFFIX = ".json";

  private final DeploymentUrls urls;
  private final PublishedLookup lookup;
  private final PublishedResolvers own;
  private final PublishedLog log;
  private final Verifier verifier;
  private final Pages pages;

  GetCredential(
      DeploymentUrls urls,
      PublishedLookup lookup,
      PublishedResolvers own,
      PublishedLog log,
      Verifier verifier,
      Pages pages) {
    this.urls = urls;
    this.lookup = lookup;
    this.own = own;
    this.log = log;
    this.verifier = verifier;
    this.pages = pages;
  }

  @Override
  public Response handle(Request request) {
    String name = request.path("id");
    boolean suffixed = name.endsWith(SUFFIX);
    boolean page = !suffixed && MediaType.wantsPage(request);
    Optional<PublishedRecord> found =
        CredentialId.parse(suffixed ? name.substring(0, name.length() - SUFFIX.length()) : name)
            .flatMap(lookup::credential)
            .filter(record -> record.published().isPresent());
    if (found.isEmpty()) {
      return page ? pages.notFound() : vary(Response.problem(Problem.notFound()));
    }
    PublishedRecord record = found.get();
    demandOwnDocument(record);
    Visibility visibility = record.visibility();
    String share = request.query("share").filter(visibility::isSharedBy).orElse("");
    boolean whole = visibility.open() || !share.isEmpty();
    if (page) {
      return page(record, whole, share);
    }
    return whole ? json(request, record) : vary(Response.problem(hidden()));
  }

  /// A row that holds the document of another credential is damaged: who may see that one, and
  /// whether it is revoked, stands elsewhere.
  private void demandOwnDocument(PublishedRecord record) {
    String url = urls.credential(record.owner().id());
    if (!Json.parse(document(record).bytes()).path("id").stringValue("").equals(url)) {
      throw new IllegalStateException("the row holds another credential: " + record.owner().id());
    }
  }

  private Response page(PublishedRecord record, boolean whole, String share) {
    JsonNode document = Json.parse(document(record).bytes());
    VerificationReport report =
        verifier.noticing(own.of(record)).withLog(log.of(record)).verify(document);
    String url = urls.credential(record.owner().id());
    boolean open = record.visibility().open();
    return pages.credential(
        CredentialPage.of(document, report, url, open ? "" : share, whole, open));
  }

  private static Response json(Request request, PublishedRecord record) {
    Response response = Response.bytes(200, MediaType.json(request), document(record).bytes());
    return vary(response)
        .header("access-control-allow-origin", "*")
        .header("cache-control", record.visibility().open() ? "no-cache" : "no-store");
  }

  private static PublishedCredential document(PublishedRecord record) {
    return record.published().orElseThrow();
  }

  private static Problem hidden() {
    return Problem.of(
        ProblemType.CREDENTIAL_PRIVATE,
        "Only its holder can show all of this credential; ask for the share link.");
  }

  private static Response vary(Response response) {
    return response.header("vary", "Accept");
  }
}
