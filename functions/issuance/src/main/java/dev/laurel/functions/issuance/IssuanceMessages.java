package dev.laurel.functions.issuance;

import dev.laurel.assessment.SubmissionId;
import dev.laurel.issuance.Advance;
import dev.laurel.issuance.Issuance;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.json.Json;
import dev.laurel.runtime.Consumed;
import dev.laurel.runtime.MessageConsumer;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Message;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The messages to issuance: `award` takes a passed submission up the ladder, `did` copies an
/// issuer's DID document.
final class IssuanceMessages implements MessageConsumer {
  private final Issuance issuance;
  private final int maxAttempts;

  IssuanceMessages(Issuance issuance, int maxAttempts) {
    this.issuance = issuance;
    this.maxAttempts = maxAttempts;
  }

  @Override
  public Consumed consume(Message message) {
    JsonNode body = Json.read(message.body(), JsonNode.class);
    return switch (message.type()) {
      case "award" -> award(message, body.path("submission").stringValue(""));
      case "did" -> did(body.path("issuer").stringValue(""));
      default -> new Consumed.Park("a message of a kind that is not known here");
    };
  }

  private Consumed award(Message message, String submission) {
    Optional<SubmissionId> id = SubmissionId.parse(submission);
    if (id.isEmpty()) {
      return new Consumed.Park("the message names no submission");
    }
    return switch (issuance.ladder().advance(id.get())) {
      case Advance.Published published -> new Consumed.Done();
      case Advance.NotAwarded nothing -> new Consumed.Park("the submission has not passed");
      case Advance.Refused refused -> new Consumed.Park("the lint refused it: " + rules(refused));
      case Advance.Parked(String why) -> new Consumed.Park(why);
      case Advance.Waiting(String why) -> {
        if (message.attempts() < maxAttempts) {
          yield new Consumed.Retry(why);
        }
        issuance.ladder().park(id.get(), why);
        yield new Consumed.Park(why);
      }
    };
  }

  private Consumed did(String issuer) {
    Optional<IssuerId> id = IssuerId.parse(issuer);
    if (id.isEmpty()) {
      return new Consumed.Park("the message names no issuer");
    }
    issuance.publishDid(id.get());
    return new Consumed.Done();
  }

  private static String rules(Advance.Refused refused) {
    return refused.findings().stream()
        .map(Finding::rule)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
