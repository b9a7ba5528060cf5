package dev.laurel.functions.notification;

import dev.laurel.credentials.CredentialId;
import dev.laurel.json.Json;
import dev.laurel.notification.BadgeMail;
import dev.laurel.runtime.Consumed;
import dev.laurel.runtime.MessageConsumer;
import dev.laurel.storage.Message;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The messages to notification: `published` sends the first letter about a credential, `mail-<n>`
/// the one of the n-th request.
final class NotificationMessages implements MessageConsumer {
  private final BadgeMail mail;

  NotificationMessages(BadgeMail mail) {
    this.mail = mail;
  }

  @Override
  public Consumed consume(Message message) {
    if (!message.type().equals("published") && !message.type().startsWith("mail-")) {
      return new Consumed.Park("a message of a kind that is not known here");
    }
    JsonNode body = Json.read(message.body(), JsonNode.class);
    Optional<CredentialId> id = CredentialId.parse(body.path("credential").stringValue(""));
    if (id.isEmpty()) {
      return new Consumed.Park("the message names no credential");
    }
    return switch (mail.send(id.get(), body.path("round").asInt(0))) {
      case BadgeMail.Outcome.Sent sent -> new Consumed.Done();
      case BadgeMail.Outcome.Over over -> new Consumed.Done();
      case BadgeMail.Outcome.Parked(String why) -> new Consumed.Park(why);
      case BadgeMail.Outcome.Later(String why) -> new Consumed.Retry(why);
    };
  }
}
