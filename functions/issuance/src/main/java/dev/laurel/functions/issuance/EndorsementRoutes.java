package dev.laurel.functions.issuance;

import dev.laurel.issuance.TakeEndorsement;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuers.Endorsement;
import dev.laurel.issuers.EndorsementStore;
import dev.laurel.runtime.Contended;
import dev.laurel.runtime.FieldError;
import dev.laurel.runtime.Fields;
import dev.laurel.runtime.Idempotency;
import dev.laurel.runtime.PageTokens;
import dev.laurel.runtime.Problem;
import dev.laurel.runtime.ProblemType;
import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Page;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The routes under `/v1/endorsements`: what third parties say of the issuer and its achievements.
final class EndorsementRoutes {
  private static final String QUERY = "endorsements";
  private static final String MEMBER = "endorsement";
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  private final TakeEndorsement endorsements;
  private final Idempotency idempotency;

  EndorsementRoutes(TakeEndorsement endorsements, Idempotency idempotency) {
    this.endorsements = endorsements;
    this.idempotency = idempotency;
  }

  Response take(Request request) {
    Fields fields = Fields.of(request);
    ObjectNode endorsement = fields.document(MEMBER);
    if (fields.failed()) {
      fields.reject(MEMBER, TakeEndorsement.NO_JWT);
    }
    fields.end();
    IssuerId issuer = request.key().issuer();
    return idempotency.once(
        request,
        attempt ->
            switch (endorsements.take(
                issuer, endorsement, attempt.storing(EndorsementRoutes::taken))) {
              case TakeEndorsement.Outcome.Taken(Endorsement taken) -> taken(taken);
              case TakeEndorsement.Outcome.Refused(List<Finding> findings) ->
                  Response.problem(Problem.invalid(errors(findings)));
              case TakeEndorsement.Outcome.Exists exists ->
                  wrongState("An endorsement with this id is there: delete it first.");
              case TakeEndorsement.Outcome.Full full ->
                  wrongState(
                      "What it endorses has "
                          + Endorsement.MAX_PER_SUBJECT
                          + " endorsements: delete one first.");
              case TakeEndorsement.Outcome.Contended contended -> throw new Contended();
            });
  }

  Response list(Request request) {
    Page<EndorsementStore.Listed> page =
        PageTokens.read(
            request,
            QUERY,
            (limit, after) -> endorsements.list(request.key().issuer(), limit, after));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("items", page.entries().stream().map(EndorsementRoutes::view).toList());
    answer.put("hasMore", page.hasMore());
    PageTokens.next(request, QUERY, page).ifPresent(next -> answer.put("next", next));
    return Response.json(200, answer);
  }

  Response delete(Request request) {
    IssuerId issuer = request.key().issuer();
    String id = request.path("id");
    if (!ID.matcher(id).matches()) {
      throw Problem.notFound().toException();
    }
    return idempotency.once(
        request,
        attempt ->
            switch (endorsements.remove(issuer, id, attempt.companion(Response.noContent()))) {
              case DONE -> Response.noContent();
              case UNKNOWN -> Response.problem(Problem.notFound());
              case EXISTS, FULL, CONTENDED -> throw new Contended();
            });
  }

  private static Response taken(Endorsement taken) {
    return Response.json(
        201,
        view(
            taken.id(),
            taken.credential(),
            taken.subject(),
            taken.issuer(),
            taken.name(),
            taken.validUntil()));
  }

  private static Map<String, Object> view(EndorsementStore.Listed listed) {
    return view(
        listed.id(),
        listed.credential(),
        listed.subject(),
        listed.issuer(),
        listed.name(),
        listed.validUntil());
  }

  private static Map<String, Object> view(
      String id,
      String credential,
      String subject,
      String issuer,
      String name,
      @Nullable Instant validUntil) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", id);
    view.put("credential", credential);
    view.put("subject", subject);
    view.put("issuer", issuer);
    view.put("name", name);
    if (validUntil != null) {
      view.put("validUntil", validUntil);
    }
    return view;
  }

  private static Response wrongState(String detail) {
    return Response.problem(Problem.of(ProblemType.WRONG_STATE, detail));
  }

  private static List<FieldError> errors(List<Finding> findings) {
    return findings.stream()
        .limit(Fields.MAX_ERRORS)
        .map(finding ->
            new FieldError(
                "/" + MEMBER + finding.pointer(), finding.rule() + ": " + finding.message()))
        .toList();
  }
}
