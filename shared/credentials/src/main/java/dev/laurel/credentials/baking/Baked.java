package dev.laurel.credentials.baking;

/// What became of an image and a credential.
public sealed interface Baked {
  /// The image with the credential in it. The array belongs to the receiver.
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Done(byte[] image) implements Baked {}

  /// One of the two breaks a rule, and which, in words.
  record Refused(String why) implements Baked {}
}
