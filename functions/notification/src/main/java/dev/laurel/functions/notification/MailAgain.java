package dev.laurel.functions.notification;

import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.EmailAddress;
import dev.laurel.json.Json;
import dev.laurel.notification.MailRequest;
import dev.laurel.notification.MailState;
import dev.laurel.runtime.Contended;
import dev.laurel.runtime.Fields;
import dev.laurel.runtime.Idempotency;
import dev.laurel.runtime.Problem;
import dev.laurel.runtime.ProblemType;
import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.runtime.RouteHandler;
import java.time.Duration;
import java.util.Optional;

/// `POST /v1/credentials/{id}/mail`: sends the badge letter again, perhaps to a corrected address.
final class MailAgain implements RouteHandler {
  private final MailRequest mail;
  private final Idempotency idempotency;

  MailAgain(MailRequest mail, Idempotency idempotency) {
    this.mail = mail;
    this.idempotency = idempotency;
  }

  @Override
  public Response handle(Request request) {
    Fields fields = Fields.of(request);
    Optional<EmailAddress> corrected =
        fields.optionalParsed(
            "email",
            EmailAddress.MAX_LENGTH,
            EmailAddress::parse,
            "an e-mail address with an ASCII local part, such as name@example.org");
    fields.end();
    CredentialId id =
        CredentialId.parse(request.path("id")).orElseThrow(() -> Problem.notFound().toException());
    return idempotency.once(
        request,
        attempt ->
            switch (mail.request(
                request.key().issuer(), id, corrected, attempt.storing(MailAgain::answer))) {
              case MailRequest.Outcome.Accepted(MailState state) -> answer(state);
              case MailRequest.Outcome.Unknown unknown -> throw Problem.notFound().toException();
              case MailRequest.Outcome.WrongState(String why) ->
                  throw Problem.of(ProblemType.WRONG_STATE, sentence(why)).toException();
              case MailRequest.Outcome.TooMany(Duration retryAfter) -> tooMany(retryAfter);
              case MailRequest.Outcome.Contended contended -> throw new Contended();
            });
  }

  private static Response answer(MailState state) {
    var body = Json.object().put("id", state.id().text());
    body.putObject("mail").put("state", state.state().text());
    return Response.json(202, body);
  }

  private static Response tooMany(Duration retryAfter) {
    String detail = "A letter goes out on request " + MailRequest.PER_DAY + " times a day (UTC).";
    return Response.problem(Problem.of(ProblemType.TOO_MANY_REQUESTS, detail))
        .header("retry-after", Long.toString(Math.max(1, retryAfter.toSeconds())));
  }

  private static String sentence(String why) {
    return Character.toUpperCase(why.charAt(0)) + why.substring(1) + ".";
  }
}
