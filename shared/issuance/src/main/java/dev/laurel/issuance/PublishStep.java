package dev.laurel.issuance;

import dev.laurel.assessment.Award;
import dev.laurel.assessment.Decision;
import dev.laurel.assessment.Learner;
import dev.laurel.assessment.SubmissionRecord;
import dev.laurel.json.Json;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Message;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.verification.published.DocumentName;
import dev.laurel.verification.published.PublishedCredential;
import dev.laurel.verification.published.PublishedDocument;
import dev.laurel.verification.published.PublishedLogRef;
import dev.laurel.verification.published.Recipient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The step from SIGNED to PUBLISHED, in one transaction: the credential, its place in the log, the
/// award, the intent and the usage event; of a submission also its recipient and the message that
/// makes the letter go out, of a request the end of its document, and the way from a document id of
/// the client's own; of a renewal also what becomes of the old credential ([Replacement]). The new
/// one's own revocation stands in a row of its own, which this step never writes.
final class PublishStep {
  /// Until then the stream may deliver the message; from then on the sweep does.
  private static final Duration STREAM_GRACE = Duration.ofMinutes(1);

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("uuuu-MM").withZone(ZoneOffset.UTC);

  private final ItemStore items;
  private final Replacement replacement;
  private final PublicSite site;
  private final InstantSource clock;

  PublishStep(ItemStore items, Replacement replacement, PublicSite site, InstantSource clock) {
    this.items = items;
    this.replacement = replacement;
    this.site = site;
    this.clock = clock;
  }

  Step take(Intent intent, Award award, Warrant warrant) {
    Instant now = clock.instant();
    byte[] document = Secured.of(intent.securing(), intent.unsigned(), intent.signatures());
    PublishedCredential credential =
        new PublishedCredential(
            intent.credential(),
            intent.issuer(),
            now,
            new String(document, StandardCharsets.UTF_8),
            intent.format().text());
    Intent next = intent.published();
    List<Write> transaction =
        new ArrayList<>(
            List.of(
                next.write(),
                award.published().write(),
                credential.create(),
                new PublishedLogRef(intent.credential(), intent.entry(), intent.salt()).create(),
                usage(intent, now)));
    switch (warrant) {
      case Warrant.OfSubmission(SubmissionRecord record, Decision passed) ->
          transaction.addAll(
              List.of(recipient(intent, record.learner()), announcement(intent, now)));
      // Whoever asked for it hands it on: there is nobody to write to.
      case Warrant.OfRequest(CredentialRequest request, var _, var _) ->
          transaction.add(request.published().write());
    }
    Optional<Replacement.Succession> succession = replacement.of(warrant, intent.credential());
    if (succession.isEmpty()) {
      // Looked at again, it stands.
      return new Step.Lost();
    }
    transaction.addAll(succession.get().writes());
    if (succession.get().announced()) {
      transaction.add(announcement(intent, now));
    }
    document(intent).ifPresent(transaction::add);
    if (!(items.write(transaction) instanceof WriteResult.Written)) {
      return new Step.Lost();
    }
    replacement.tell(succession.get());
    return new Step.Moved(next);
  }

  private static Write recipient(Intent intent, Learner learner) {
    return Recipient.of(intent.credential(), learner.name(), learner.email()).write();
  }

  /// The way from the document to the credential, where its id or its issuer's DID does not show
  /// it.
  private Optional<Write> document(Intent intent) {
    String did = intent.securing().did();
    if (intent.documentId().isEmpty() && did.equals(site.did(intent.issuer()))) {
      return Optional.empty();
    }
    String hash = intent.forms().getFirst().hashData();
    DocumentName name = new DocumentName(intent.documentId(site), did, hash);
    return Optional.of(
        new PublishedDocument(intent.statusList(), intent.statusIndex(), intent.credential())
            .create(
                intent.securing().isJws() ? name.signed(intent.signatures().getFirst()) : name));
  }

  /// One event per credential for ever: row `USAGE#<issuer>#<month>` / `CREDENTIAL#<id>`.
  private static Write usage(Intent intent, Instant now) {
    ItemKey key =
        ItemKey.of(
            "USAGE#" + intent.issuer().text() + "#" + MONTH.format(now),
            "CREDENTIAL#" + intent.credential().text());
    return Write.create(Item.of(key, 1, Json.write(new Usage("credential.issued", now))));
  }

  private static Write announcement(Intent intent, Instant now) {
    String body = Json.write(Json.object().put("credential", intent.credential().text()));
    return Message.of(Message.Topic.NOTIFICATION, intent.credential().text(), "published", body)
        .send(now.plus(STREAM_GRACE));
  }

  record Usage(String event, Instant at) {}
}
