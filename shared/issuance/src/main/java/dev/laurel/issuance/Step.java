package dev.laurel.issuance;

/// What one step of the ladder did.
sealed interface Step {
  /// The intent is one state further.
  record Moved(Intent intent) implements Step {}

  /// Another invocation changed the intent meanwhile: read it again and go on from there.
  record Lost() implements Step {}

  /// No further now.
  record Stopped(Advance advance) implements Step {}
}
