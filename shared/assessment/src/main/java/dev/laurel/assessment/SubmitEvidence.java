package dev.laurel.assessment;

import dev.laurel.credentials.Sha256;
import dev.laurel.issuers.Achievement;
import dev.laurel.issuers.AchievementRef;
import dev.laurel.issuers.AchievementStore;
import dev.laurel.storage.Companion;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.ObjectContent;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.ObjectStore;
import dev.laurel.storage.PutResult;
import dev.laurel.storage.Read;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The use case that makes a submission: a learner, an achievement version and a list of evidence
/// go in, one transaction makes all rows, and the invitations to upload come out. With nothing to
/// upload it is SUBMITTED at once.
public final class SubmitEvidence {
  private final ItemStore items;
  private final ObjectStore evidence;
  private final AchievementStore achievements;
  private final SubmissionStore submissions;
  private final RemoveAbandoned abandoned;
  private final InstantSource clock;
  private final RandomGenerator random;

  public SubmitEvidence(
      ItemStore items, ObjectStore evidence, InstantSource clock, RandomGenerator random) {
    this.items = items;
    this.evidence = evidence;
    this.achievements = new AchievementStore(items);
    this.submissions = new SubmissionStore(items);
    this.abandoned = new RemoveAbandoned(items, evidence);
    this.clock = clock;
    this.random = random;
  }

  /// What is submitted. `resubmissionOf` is the id of the attempt before, or empty; a list because
  /// absence is one of its values.
  public record Command(
      IssuerId issuer,
      Learner learner,
      AchievementRef achievement,
      List<EvidenceDraft> evidence,
      List<SubmissionId> resubmissionOf) {
    public Command {
      evidence = List.copyOf(evidence);
      resubmissionOf = List.copyOf(resubmissionOf);
      if (resubmissionOf.size() > 1) {
        throw new IllegalArgumentException("at most one attempt comes before");
      }
    }
  }

  /// What became of it.
  public sealed interface Outcome {
    /// The submission exists.
    record Created(SubmissionRecord record, List<Upload> uploads) implements Outcome {
      public Created {
        uploads = List.copyOf(uploads);
      }
    }

    /// The issuer has no such version of an achievement.
    record UnknownAchievement() implements Outcome {}

    /// The image of the version has not arrived, so nothing could be issued for it.
    record ImageMissing() implements Outcome {}

    /// An item's link (counted from 1) is the address of the achievement's own criteria or image.
    /// In a credential both would be one thing, and what is said of one could be shown of the other
    /// without breaking the signature.
    record LinkTaken(int evidence) implements Outcome {}

    /// The issuer has no such submission to follow.
    record UnknownPrevious() implements Outcome {}

    /// The attempt before is not one that may be followed.
    record NotFollowable(Reason reason) implements Outcome {}

    /// The same request is being answered, or others were in the way.
    record Contended() implements Outcome {}
  }

  /// Why an attempt cannot follow another.
  public enum Reason {
    /// That attempt is not decided as not yet.
    STATE,
    /// Another attempt follows it already.
    FOLLOWED,
    /// That attempt is another learner's.
    LEARNER,
    /// That attempt is at another achievement.
    ACHIEVEMENT
  }

  public Outcome submit(Command command, Companion<SubmissionRecord> companion) {
    Optional<Achievement> achievement =
        achievements
            .get(command.achievement(), Read.CONSISTENT)
            .filter(found -> found.issuer().equals(command.issuer()));
    if (achievement.isEmpty()) {
      return new Outcome.UnknownAchievement();
    }
    if (achievement.get().image() == Achievement.ImageState.AWAITED) {
      return new Outcome.ImageMissing();
    }
    Optional<Outcome> taken = linkTaken(command, achievement.get());
    if (taken.isPresent()) {
      return taken.get();
    }
    List<Write> writes = new ArrayList<>();
    int attempt = 1;
    SubmissionId id = SubmissionId.random(random);
    if (!command.resubmissionOf().isEmpty()) {
      Optional<SubmissionRecord> previous =
          submissions.whole(command.resubmissionOf().getFirst(), command.issuer(), Read.CONSISTENT);
      if (previous.isEmpty()) {
        return new Outcome.UnknownPrevious();
      }
      Optional<Reason> reason = obstacle(command, previous.get());
      if (reason.isPresent()) {
        return new Outcome.NotFollowable(reason.get());
      }
      attempt = previous.get().submission().attempt() + 1;
      writes.addAll(previous.get().followedBy(id).writes());
    }
    Instant now = clock.instant();
    List<PendingTexts> pending = pending(id, command.evidence(), now);
    List<EvidenceItem> announced = store(command.evidence(), pending);
    SubmissionRecord record = record(id, command, attempt, announced, now);
    writes.add(Write.create(record.submission().item()));
    writes.add(command.learner().create(id));
    record.invitations().forEach(each -> writes.add(each.create()));
    pending.forEach(each -> writes.add(each.remove()));
    writes.addAll(companion.writes(record));
    return switch (items.write(writes)) {
      case WriteResult.Written() -> new Outcome.Created(record, Upload.of(record, evidence));
      case WriteResult.Conflict(List<ItemKey> keys) -> {
        pending.forEach(abandoned::remove);
        yield new Outcome.Contended();
      }
    };
  }

  private static Optional<Outcome> linkTaken(Command command, Achievement achievement) {
    String criteria = achievement.content().criteriaUrl();
    Optional<String> image =
        achievement.content().announcedImage().map(announced -> announced.publicName().text());
    for (int i = 0; i < command.evidence().size(); i++) {
      if (command.evidence().get(i) instanceof EvidenceDraft.Link link
          && (link.url().equals(criteria)
              || image.filter(name -> link.url().endsWith("/" + name)).isPresent())) {
        return Optional.of(new Outcome.LinkTaken(i + 1));
      }
    }
    return Optional.empty();
  }

  private static Optional<Reason> obstacle(Command command, SubmissionRecord previous) {
    Submission submission = previous.submission();
    if (!submission.achievement().id().equals(command.achievement().id())) {
      return Optional.of(Reason.ACHIEVEMENT);
    }
    if (!previous.learner().hasAddress(command.learner().email())) {
      return Optional.of(Reason.LEARNER);
    }
    if (submission.state() != Submission.State.NOT_YET) {
      return Optional.of(Reason.STATE);
    }
    return submission.successor().isPresent() ? Optional.of(Reason.FOLLOWED) : Optional.empty();
  }

  private SubmissionRecord record(
      SubmissionId id, Command command, int attempt, List<EvidenceItem> announced, Instant now) {
    Instant expires = now.plus(Invitation.LIFE);
    List<Invitation> invitations = new ArrayList<>();
    for (int i = 0; i < announced.size(); i++) {
      if (announced.get(i) instanceof EvidenceItem.File) {
        ObjectName name = EvidenceNames.fresh(id, i + 1, random);
        invitations.add(Invitation.open(id, i + 1, name, expires));
      }
    }
    boolean complete = invitations.isEmpty();
    Submission submission =
        new Submission(
            id,
            command.issuer(),
            command.achievement(),
            complete ? Submission.State.SUBMITTED : Submission.State.AWAITING_EVIDENCE,
            attempt,
            announced,
            now,
            complete ? now : Submission.NEVER,
            command.resubmissionOf().isEmpty() ? "" : command.resubmissionOf().getFirst().text(),
            "",
            complete ? Submission.NEVER : expires,
            1);
    return new SubmissionRecord(
        submission, command.learner(), invitations, List.of(), List.of(), List.of());
  }

  /// The names that the texts will have, written down before anything lies there; nothing where
  /// there is no text.
  private List<PendingTexts> pending(SubmissionId id, List<EvidenceDraft> drafts, Instant now) {
    List<ObjectName> names = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      if (drafts.get(i) instanceof EvidenceDraft.Text) {
        names.add(EvidenceNames.fresh(id, i + 1, random));
      }
    }
    if (names.isEmpty()) {
      return List.of();
    }
    PendingTexts pending = PendingTexts.of(id, names, now);
    // Nobody else knows the id: a conflict means that an answer was lost and the write repeated.
    items.write(List.of(pending.create()));
    return List.of(pending);
  }

  /// Texts go to the object store first: a row that names them is never without them.
  private List<EvidenceItem> store(List<EvidenceDraft> drafts, List<PendingTexts> pending) {
    Iterator<ObjectName> names =
        pending.stream().flatMap(each -> each.objects().stream()).iterator();
    List<EvidenceItem> announced = new ArrayList<>();
    for (EvidenceDraft draft : drafts) {
      announced.add(
          switch (draft) {
            case EvidenceDraft.Link link ->
                new EvidenceItem.Link(link.name(), link.description(), link.url());
            case EvidenceDraft.File file ->
                new EvidenceItem.File(
                    file.name(),
                    file.description(),
                    file.fileName(),
                    file.mediaType(),
                    file.length(),
                    file.sha256());
            case EvidenceDraft.Text text -> store(names.next(), text);
          });
    }
    return announced;
  }

  private EvidenceItem.Text store(ObjectName name, EvidenceDraft.Text draft) {
    byte[] bytes = draft.text().getBytes(StandardCharsets.UTF_8);
    String sha256 = HexFormat.of().formatHex(Sha256.of(bytes));
    String version =
        switch (evidence.putIfAbsent(name, bytes, EvidenceItem.Text.MEDIA_TYPE)) {
          case PutResult.Stored stored -> stored.version();
          // Nobody else knows the name: an answer was lost on the way and the put repeated.
          case PutResult.Refused() -> newestVersion(name);
        };
    StoredObject object = new StoredObject(name, version);
    return new EvidenceItem.Text(draft.name(), draft.description(), bytes.length, sha256, object);
  }

  private String newestVersion(ObjectName name) {
    try (ObjectContent content = evidence.open(name).orElseThrow()) {
      return content.version();
    } catch (IOException e) {
      throw new StoreUnavailable("evidence could not be closed", e);
    }
  }
}
