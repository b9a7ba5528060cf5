package dev.laurel.issuers;

import dev.laurel.storage.IssuerId;
import java.time.Instant;

/// One version of what can be earned. `content` never changes; `hash` is SHA-256 in lower-case hex
/// of its canonical JSON ([AchievementContent#hash]). Only `image` moves, from AWAITED to ARRIVED.
public record Achievement(
    AchievementRef ref,
    IssuerId issuer,
    String hash,
    AchievementContent content,
    ImageState image,
    Instant created) {
  /// Where the announced image stands.
  public enum ImageState {
    /// None was announced.
    NONE,
    /// It was announced and is not there yet: nobody can submit for this version.
    AWAITED,
    /// It is public under [AnnouncedImage#publicName].
    ARRIVED
  }

  /// This version, now that its announced image is public.
  public Achievement withImageArrived() {
    return new Achievement(ref, issuer, hash, content, ImageState.ARRIVED, created);
  }
}
