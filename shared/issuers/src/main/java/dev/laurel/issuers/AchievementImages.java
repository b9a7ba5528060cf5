package dev.laurel.issuers;

import dev.laurel.credentials.baking.Baking;
import dev.laurel.credentials.baking.ImageForm;
import dev.laurel.credentials.baking.Unbaked;
import dev.laurel.issuers.Achievement.ImageState;
import dev.laurel.storage.Companion;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.ObjectContent;
import dev.laurel.storage.ObjectStore;
import dev.laurel.storage.Read;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.UploadInvitation;
import dev.laurel.storage.UploadTerms;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Brings announced images from the issuer to the public: invited into the private objects, checked
/// byte by byte here, copied to the public ones under the name of their digest.
public final class AchievementImages {
  /// How long an invitation holds: an upload takes seconds, a person minutes.
  public static final Duration INVITATION = Duration.ofMinutes(15);

  private final ItemStore items;
  private final AchievementStore achievements;
  private final ObjectStore uploads;
  private final ObjectStore publicObjects;
  private final InstantSource clock;

  public AchievementImages(
      ItemStore items, ObjectStore uploads, ObjectStore publicObjects, InstantSource clock) {
    this.items = items;
    this.achievements = new AchievementStore(items);
    this.uploads = uploads;
    this.publicObjects = publicObjects;
    this.clock = clock;
  }

  public sealed interface Result {
    /// The image is public, now or before.
    record Done(Achievement achievement) implements Result {}

    /// No such version of this issuer.
    record Unknown() implements Result {}

    /// The version announces no image.
    record NoneAnnounced() implements Result {}

    /// The upload is not there.
    record Missing(AnnouncedImage image) implements Result {}

    /// What was uploaded is not what was announced; it was removed.
    record Differs(AnnouncedImage image, String how) implements Result {}

    /// What was uploaded is what was announced, but can be no badge, and why, as a sentence; it was
    /// removed. Another image needs another version.
    record Unusable(String why) implements Result {}

    /// Somebody else completes it at this moment.
    record Contended() implements Result {}
  }

  /// An invitation to upload exactly the announced bytes, once.
  public UploadInvitation invite(IssuerId issuer, AnnouncedImage image) {
    return uploads.invite(
        image.uploadName(issuer),
        new UploadTerms(
            image.length(), image.mediaType(), image.sha256(), clock.instant().plus(INVITATION)));
  }

  /// Checks the upload and publishes it. May be repeated at any time; the companion's writes go
  /// with the change, or alone where there is none any more.
  public Result complete(IssuerId issuer, AchievementRef ref, Companion<Achievement> companion) {
    Optional<Achievement> found =
        achievements.get(ref, Read.CONSISTENT).filter(a -> a.issuer().equals(issuer));
    if (found.isEmpty()) {
      return new Result.Unknown();
    }
    Achievement achievement = found.get();
    Optional<AnnouncedImage> announced = achievement.content().announcedImage();
    if (announced.isEmpty()) {
      return new Result.NoneAnnounced();
    }
    if (achievement.image() == ImageState.ARRIVED) {
      List<Write> writes = companion.writes(achievement);
      return writes.isEmpty() ? new Result.Done(achievement) : write(writes, achievement);
    }
    AnnouncedImage image = announced.get();
    Optional<byte[]> bytes = upload(issuer, image);
    if (bytes.isEmpty()) {
      return new Result.Missing(image);
    }
    Optional<String> difference = difference(image, bytes.get());
    if (difference.isPresent()) {
      // Only one upload is ever taken under this name: the wrong one must make room.
      uploads.delete(image.uploadName(issuer));
      return new Result.Differs(image, difference.get());
    }
    Optional<String> objection = objection(bytes.get());
    if (objection.isPresent()) {
      uploads.delete(image.uploadName(issuer));
      return new Result.Unusable(objection.get());
    }
    // Under the name of its digest the same bytes may be there already; then nothing is stored.
    publicObjects.putIfAbsent(image.publicName(), bytes.get(), image.mediaType());
    Achievement arrived = achievement.withImageArrived();
    List<Write> writes = new ArrayList<>(companion.writes(arrived));
    writes.add(AchievementStore.arrived(arrived));
    return write(writes, arrived);
  }

  private Result write(List<Write> writes, Achievement done) {
    return switch (items.write(writes)) {
      case WriteResult.Written w -> new Result.Done(done);
      case WriteResult.Conflict c -> new Result.Contended();
    };
  }

  private Optional<byte[]> upload(IssuerId issuer, AnnouncedImage image) {
    Optional<ObjectContent> object = uploads.open(image.uploadName(issuer));
    if (object.isEmpty()) {
      return Optional.empty();
    }
    try (ObjectContent content = object.get()) {
      // One byte more than announced is enough to know that it differs.
      return Optional.of(content.bytes().readNBytes(image.length() + 1));
    } catch (IOException e) {
      throw new StoreUnavailable("reading an uploaded image stopped", e);
    }
  }

  private static Optional<String> difference(AnnouncedImage image, byte[] bytes) {
    if (bytes.length != image.length()) {
      return Optional.of("the length is not the announced one");
    }
    if (!Sha256.hex(bytes).equals(image.sha256())) {
      return Optional.of("the SHA-256 is not the announced one");
    }
    return Optional.empty();
  }

  /// Why no credential can be baked into an image, which would be said much later else, or why it
  /// is not for everyone: one that holds a credential already shows whose that is.
  private static Optional<String> objection(byte[] bytes) {
    if (Baking.form(bytes).filter(form -> form == ImageForm.PNG).isEmpty()) {
      return Optional.of("The image is no PNG.");
    }
    return switch (Baking.unbake(bytes)) {
      case Unbaked.None() -> Optional.empty();
      case Unbaked.Refused(String why) -> Optional.of(why);
      case Unbaked.Found(String _), Unbaked.OpenBadges2(String _) ->
          Optional.of("The image holds a credential already.");
    };
  }
}
