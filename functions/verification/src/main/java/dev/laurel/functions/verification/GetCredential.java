package dev.laurel.functions.verification;

import dev.laurel.credentials.CredentialId;
import dev.laurel.runtime.Problem;
import dev.laurel.runtime.ProblemType;
import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.runtime.RouteHandler;
import dev.laurel.verification.PublishedLog;
import dev.laurel.verification.PublishedResolvers;
import dev.laurel.verification.VerificationReport;
import dev.laurel.verification.Verifier;
import dev.laurel.verification.published.PublishedCredential;
import dev.laurel.verification.published.PublishedRecord;
import dev.laurel.verification.published.Visibility;
import java.util.Optional;

/// `GET /credentials/{id}`: the page of a credential, or the credential itself as JSON, JWT or
/// picture, by `Accept` or a suffix (see [CredentialForm]). Private unless it is open or the share
/// link's token comes along; a wrong or ended token is answered exactly like none.
final class GetCredential implements RouteHandler {
  private final OwnCredentials credentials;
  private final PublishedResolvers own;
  private final PublishedLog log;
  private final Verifier verifier;
  private final CredentialAnswer answer;
  private final Pages pages;

  GetCredential(
      OwnCredentials credentials,
      PublishedResolvers own,
      PublishedLog log,
      Verifier verifier,
      CredentialAnswer answer,
      Pages pages) {
    this.credentials = credentials;
    this.own = own;
    this.log = log;
    this.verifier = verifier;
    this.answer = answer;
    this.pages = pages;
  }

  @Override
  public Response handle(Request request) {
    String name = request.path("id");
    Optional<CredentialForm> suffix = CredentialForm.named(name);
    CredentialForm form = suffix.orElseGet(() -> MediaType.form(request));
    String id =
        suffix.map(s -> name.substring(0, name.length() - s.suffix().length())).orElse(name);
    return answer(
        request, CredentialId.parse(id).flatMap(credentials::find), form, suffix.isPresent());
  }

  /// `GET /credentials/{id}/refresh` (1EdTechCredentialRefresh): the same of the newest credential
  /// that was issued in the place of this one.
  Response refresh(Request request) {
    Optional<PublishedRecord> newest =
        CredentialId.parse(request.path("id")).flatMap(credentials::newest);
    return answer(request, newest, MediaType.form(request), false);
  }

  private Response answer(
      Request request, Optional<PublishedRecord> found, CredentialForm form, boolean named) {
    boolean page = form == CredentialForm.PAGE;
    if (found.isEmpty()) {
      return page ? pages.notFound() : vary(Response.problem(Problem.notFound()));
    }
    PublishedRecord record = found.get();
    Visibility visibility = record.visibility();
    String share = request.query("share").filter(visibility::isSharedBy).orElse("");
    boolean whole = visibility.open() || !share.isEmpty();
    if (page) {
      return page(record, whole, share);
    }
    if (!whole) {
      return vary(Response.problem(hidden()));
    }
    return vary(whole(request, record, form, named))
        .header("access-control-allow-origin", "*")
        .header("cache-control", visibility.open() ? "no-cache" : "no-store");
  }

  /// A form that is not there is missing where a suffix names it; `Accept` is only a wish.
  private Response whole(
      Request request, PublishedRecord record, CredentialForm form, boolean named) {
    PublishedCredential published = document(record);
    return answer
        .of(request, published, form)
        .orElseGet(() ->
            named
                ? CredentialAnswer.without(form, credentials.url(record.owner().id()))
                : CredentialAnswer.json(request, published));
  }

  private Response page(PublishedRecord record, boolean whole, String share) {
    byte[] document = document(record).bytes();
    VerificationReport report =
        verifier.noticing(own.of(record)).withLog(log.of(record)).verify(document);
    String url = credentials.url(record.owner().id());
    boolean open = record.visibility().open();
    CredentialPage page = CredentialPage.of(document, report, url, open ? "" : share, whole, open);
    return pages.credential(page.withPng(answer.hasPng(page.view())));
  }

  private static PublishedCredential document(PublishedRecord record) {
    return record.published().orElseThrow();
  }

  /// The answer to whoever may not see all of a credential.
  static Problem hidden() {
    return Problem.of(
        ProblemType.CREDENTIAL_PRIVATE,
        "Only its holder can show all of this credential; ask for the share link.");
  }

  private static Response vary(Response response) {
    return response.header("vary", "Accept");
  }
}
