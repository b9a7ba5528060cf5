package dev.laurel.functions.issuance;

import dev.laurel.assessment.SubmissionId;
import dev.laurel.issuance.Advance;
import dev.laurel.issuance.Issuance;
import dev.laurel.issuance.SignerUnavailable;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.json.Json;
import dev.laurel.runtime.Consumed;
import dev.laurel.runtime.MessageConsumer;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Message;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The messages to issuance: `award` takes a passed submission up the ladder, `abandon` an
/// abandoned one to its end, `did` begins an issuer. Whatever waits for the log stays claimed, and
/// whoever hears of the entry removes it.
final class IssuanceMessages implements MessageConsumer {
  private static final String AWARD = "award";

  private final Issuance issuance;

  IssuanceMessages(Issuance issuance) {
    this.issuance = issuance;
  }

  @Override
  public Consumed consume(Message message) {
    return switch (message.type()) {
      case AWARD, "abandon" ->
          submission(message)
              .map(id -> advance(id, message.type()))
              .orElseGet(() -> new Consumed.Park("the message names no submission"));
      case "did" -> begin(body(message).path("issuer").stringValue(""));
      default -> new Consumed.Park("a message of a kind that is not known here");
    };
  }

  /// Whoever looks at the award sees that it stands.
  @Override
  public void parked(Message message, String why) {
    if (message.type().equals(AWARD)) {
      submission(message).ifPresent(id -> issuance.standing().park(id, why));
    }
  }

  private Consumed advance(SubmissionId id, String type) {
    return switch (issuance.ladder().advance(id)) {
      case Advance.Published published -> new Consumed.Done();
      case Advance.NotAwarded nothing -> new Consumed.Park("the submission has not passed");
      case Advance.Refused refused -> new Consumed.Park("the lint refused it: " + rules(refused));
      case Advance.Parked(String why) -> new Consumed.Park(why);
      case Advance.Abandoned abandoned ->
          type.equals(AWARD) ? new Consumed.Park("it was abandoned") : new Consumed.Done();
      case Advance.Logging logging -> new Consumed.Underway();
      case Advance.Waiting(String why) -> new Consumed.Retry(why);
    };
  }

  private Consumed begin(String issuer) {
    Optional<IssuerId> id = IssuerId.parse(issuer);
    if (id.isEmpty()) {
      return new Consumed.Park("the message names no issuer");
    }
    try {
      return issuance.begin(id.get()) ? new Consumed.Done() : new Consumed.Underway();
    } catch (SignerUnavailable e) {
      return new Consumed.Retry("no signature came");
    }
  }

  private static Optional<SubmissionId> submission(Message message) {
    return SubmissionId.parse(body(message).path("submission").stringValue(""));
  }

  private static JsonNode body(Message message) {
    return Json.read(message.body(), JsonNode.class);
  }

  private static String rules(Advance.Refused refused) {
    return refused.findings().stream()
        .map(Finding::rule)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
