package dev.laurel.assessment;

import dev.laurel.issuers.AchievementId;
import dev.laurel.issuers.AchievementRef;
import dev.laurel.json.Json;
import dev.laurel.storage.Index;
import dev.laurel.storage.IndexEntry;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ObjectName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The stored form of a [Submission], and the keys of its partition.
record SubmissionRow(
    String issuer,
    String achievement,
    int achievementVersion,
    String state,
    int attempt,
    List<Evidence> evidence,
    Instant created,
    @Nullable Instant submitted,
    @Nullable String previous,
    @Nullable String next) {
  static final String AUDIT = "AUDIT#";
  static final String AWARD = "AWARD";
  static final String DECISION = "DECISION";
  static final String HELD = "HELD";
  static final String INVITATION = "INVITATION#";
  static final String LEARNER = "LEARNER";
  static final String PENDING = "PENDING";
  static final String SUBMISSION = "SUBMISSION";

  static String partition(SubmissionId id) {
    return "SUB#" + id.text();
  }

  static ItemKey key(SubmissionId id, String sort) {
    return ItemKey.of(partition(id), sort);
  }

  /// The id in a key of the partition.
  static SubmissionId id(ItemKey key) {
    return new SubmissionId(key.partition().substring("SUB#".length()));
  }

  static String body(Submission submission) {
    return Json.write(
        new SubmissionRow(
            submission.issuer().text(),
            submission.achievement().id().text(),
            submission.achievement().version(),
            submission.state().text(),
            submission.attempt(),
            submission.evidence().stream().map(Evidence::of).toList(),
            submission.created(),
            submission.submitted().equals(Submission.NEVER) ? null : submission.submitted(),
            submission.previous().isEmpty() ? null : submission.previous(),
            submission.next().isEmpty() ? null : submission.next()));
  }

  static Submission from(Item item) {
    SubmissionRow row = Json.read(item.body(), SubmissionRow.class);
    IndexEntry due = item.indexes().get(Index.DUE);
    return new Submission(
        id(item.key()),
        new IssuerId(row.issuer),
        new AchievementRef(new AchievementId(row.achievement), row.achievementVersion),
        Submission.State.of(row.state),
        row.attempt,
        row.evidence.stream().map(Evidence::item).toList(),
        row.created,
        row.submitted == null ? Submission.NEVER : row.submitted,
        row.previous == null ? "" : row.previous,
        row.next == null ? "" : row.next,
        due == null ? Submission.NEVER : Instant.parse(due.sort()),
        item.version());
  }

  /// The stored form of an [EvidenceItem]: a link has `url`, a text `object`, a file neither.
  record Evidence(
      String name,
      String description,
      @Nullable String url,
      @Nullable String fileName,
      @Nullable String mediaType,
      long length,
      @Nullable String sha256,
      @Nullable String object,
      @Nullable String objectVersion) {

    static Evidence of(EvidenceItem item) {
      return switch (item) {
        case EvidenceItem.Link(String name, String description, String url) ->
            new Evidence(name, description, url, null, null, 0, null, null, null);
        case EvidenceItem.File(
                String name,
                String description,
                String fileName,
                String mediaType,
                long length,
                String sha256) ->
            new Evidence(name, description, null, fileName, mediaType, length, sha256, null, null);
        case EvidenceItem.Text(
                String name,
                String description,
                long length,
                String sha256,
                StoredObject(ObjectName object, String version)) ->
            new Evidence(
                name, description, null, null, null, length, sha256, object.text(), version);
      };
    }

    EvidenceItem item() {
      if (url != null) {
        return new EvidenceItem.Link(name, description, url);
      }
      String digest = required(sha256);
      if (object != null) {
        StoredObject stored = new StoredObject(new ObjectName(object), required(objectVersion));
        return new EvidenceItem.Text(name, description, length, digest, stored);
      }
      return new EvidenceItem.File(
          name, description, required(fileName), required(mediaType), length, digest);
    }

    private static String required(@Nullable String member) {
      if (member == null) {
        throw new IllegalStateException("stored evidence is incomplete");
      }
      return member;
    }
  }
}
