package dev.laurel.issuers;

import dev.laurel.storage.IssuerId;
import java.time.Instant;
import java.util.List;

/// One version of what can be earned. `content` never changes; `hash` is SHA-256 in lower-case hex
/// of its canonical JSON ([AchievementContent#hash]). Only `image` moves, from AWAITED to ARRIVED,
/// and `endorsements`: what others say of this version, at most [Endorsement#MAX_PER_SUBJECT].
public record Achievement(
    AchievementRef ref,
    IssuerId issuer,
    String hash,
    AchievementContent content,
    ImageState image,
    Instant created,
    List<Endorsement> endorsements) {
  /// Where the announced image stands.
  public enum ImageState {
    /// None was announced.
    NONE,
    /// It was announced and is not there yet: nobody can submit for this version.
    AWAITED,
    /// It is public under [AnnouncedImage#publicName].
    ARRIVED
  }

  public Achievement {
    endorsements = List.copyOf(endorsements);
  }

  /// A version that nobody has endorsed.
  public Achievement(
      AchievementRef ref,
      IssuerId issuer,
      String hash,
      AchievementContent content,
      ImageState image,
      Instant created) {
    this(ref, issuer, hash, content, image, created, List.of());
  }

  /// This version with these endorsements in place of its own.
  public Achievement endorsedBy(List<Endorsement> others) {
    return new Achievement(ref, issuer, hash, content, image, created, others);
  }

  /// This version, now that its announced image is public.
  public Achievement withImageArrived() {
    return new Achievement(ref, issuer, hash, content, ImageState.ARRIVED, created, endorsements);
  }
}
