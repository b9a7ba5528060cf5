package dev.laurel.issuance;

import dev.laurel.assessment.Held;
import dev.laurel.assessment.SubmissionId;
import dev.laurel.tlog.entry.EntryId;
import java.util.Optional;

/// How far the award of one submission or request is, for the people of its issuer.
///
/// @param submission the id of the submission, or of the request
/// @param credential the id of the current attempt's credential; "" where nothing was begun
/// @param attempt counts from 1; 0 where nothing was begun
/// @param parked why it stands; "" while it moves
/// @param abandoned why the current attempt was given up; "" where it was not
public record Progress(
    SubmissionId submission,
    String credential,
    State state,
    int attempt,
    String parked,
    String abandoned) {

  /// How far the ladder is.
  public enum State {
    APPROVED("approved"),
    INTENT("intent"),
    LOGGED("logged"),
    SIGNED("signed"),
    PUBLISHED("published");

    private final String text;

    State(String text) {
      this.text = text;
    }

    /// The name in JSON.
    public String text() {
      return text;
    }
  }

  static Progress of(Warrant warrant, Optional<Intent> intent, LogGate gate) {
    return intent
        .map(each -> of(each, gate))
        .orElseGet(() ->
            approved(
                warrant.id(),
                warrant.held().map(Held::reason).orElse(""),
                warrant instanceof Warrant.OfRequest of ? of.request().abandoned() : ""));
  }

  /// Of a warrant for which nothing was begun.
  static Progress approved(SubmissionId submission, String parked, String abandoned) {
    return new Progress(submission, "", State.APPROVED, 0, parked, abandoned);
  }

  static Progress of(Intent intent, LogGate gate) {
    State state =
        switch (intent.state()) {
          case INTENT ->
              EntryId.parse(intent.entry()).filter(gate::has).isPresent()
                  ? State.LOGGED
                  : State.INTENT;
          case SIGNED -> State.SIGNED;
          case PUBLISHED -> State.PUBLISHED;
        };
    return new Progress(
        intent.submission(),
        intent.credential().text(),
        state,
        intent.attempt(),
        intent.parked(),
        intent.abandoned());
  }
}
