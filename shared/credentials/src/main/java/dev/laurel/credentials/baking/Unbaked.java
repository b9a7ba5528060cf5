package dev.laurel.credentials.baking;

/// What an image was found to hold.
public sealed interface Unbaked {
  /// The credential as it stands in the image: JSON with an embedded proof, or a compact JWS. It is
  /// well-formed text and nothing more is known of it.
  record Found(String text) implements Unbaked {}

  /// An assertion of Open Badges 2.0 or 1.0 (keyword `openbadges`): JSON, a compact JWS, or the URL
  /// of a hosted one.
  record OpenBadges2(String text) implements Unbaked {}

  /// The image breaks a rule, and which, in words.
  record Refused(String why) implements Unbaked {}

  /// A good image that holds no credential.
  record None() implements Unbaked {}
}
