package dev.laurel.issuance;

/// What one step of the ladder did.
sealed interface Step {
  /// The intent is one state further.
  record Moved(Intent intent) implements Step {}

  /// Another invocation changed the intent meanwhile: read it again and go on from there.
  record Lost() implements Step {}

  /// No further now.
  record Stopped(Advance advance) implements Step {}

  /// No further ever: the log itself has ended the intent, for this reason.
  record Ended(String why) implements Step {}

  /// No further now, for a reason that may pass.
  static Step waiting(String why) {
    return new Stopped(new Advance.Waiting(why));
  }

  /// No further until the log has an entry.
  static Step logging() {
    return new Stopped(new Advance.Logging());
  }
}
