package dev.laurel.issuance;

import dev.laurel.assessment.Award;
import dev.laurel.assessment.Learner;
import dev.laurel.credentials.proof.DataIntegrity;
import dev.laurel.json.Json;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Message;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.verification.published.PublishedCredential;
import dev.laurel.verification.published.PublishedLogRef;
import dev.laurel.verification.published.Recipient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// The step from SIGNED to PUBLISHED, in one transaction: the credential, its place in the log, its
/// recipient, the award, the intent, the usage event and the message that makes the letter go out.
/// A revocation stands in a row of its own, which this step never writes.
final class PublishStep {
  /// Until then the stream may deliver the message; from then on the sweep does.
  private static final Duration STREAM_GRACE = Duration.ofMinutes(1);

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("uuuu-MM").withZone(ZoneOffset.UTC);

  private final ItemStore items;
  private final InstantSource clock;

  PublishStep(ItemStore items, InstantSource clock) {
    this.items = items;
    this.clock = clock;
  }

  Step take(Intent intent, Award award, Learner learner) {
    Instant now = clock.instant();
    byte[] document =
        DataIntegrity.attach(intent.unsigned(), intent.options(), intent.signatureBytes());
    PublishedCredential credential =
        new PublishedCredential(
            intent.credential(),
            intent.issuer(),
            now,
            new String(document, StandardCharsets.UTF_8));
    Intent next = intent.published();
    List<Write> transaction =
        List.of(
            next.write(),
            award.published().write(),
            credential.create(),
            new PublishedLogRef(intent.credential(), intent.entry(), intent.salt()).create(),
            Recipient.of(intent.credential(), learner.name(), learner.email()).write(),
            usage(intent, now),
            announcement(intent).send(now.plus(STREAM_GRACE)));
    return items.write(transaction) instanceof WriteResult.Written
        ? new Step.Moved(next)
        : new Step.Lost();
  }

  /// One event per credential for ever: row `USAGE#<issuer>#<month>` / `CREDENTIAL#<id>`.
  private static Write usage(Intent intent, Instant now) {
    ItemKey key =
        ItemKey.of(
            "USAGE#" + intent.issuer().text() + "#" + MONTH.format(now),
            "CREDENTIAL#" + intent.credential().text());
    return Write.create(Item.of(key, 1, Json.write(new Usage("credential.issued", now))));
  }

  private static Message announcement(Intent intent) {
    String body = Json.write(Json.object().put("credential", intent.credential().text()));
    return Message.of(Message.Topic.NOTIFICATION, intent.credential().text(), "published", body);
  }

  record Usage(String event, Instant at) {}
}
