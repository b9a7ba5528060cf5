package dev.laurel.issuance;

import dev.laurel.assessment.SubmissionId;
import dev.laurel.storage.IssuerId;
import java.util.Optional;

/// Who waits for an entry of the log, in words on its row: `award:<submission>:<attempt>`,
/// `abandon:<submission>:<attempt>`, `list:<list>:<version>` or `key:<issuer>:<fragment>`.
sealed interface Cause {
  /// The intent of an award.
  record OfAward(SubmissionId submission, int attempt) implements Cause {
    @Override
    public String text() {
      return "award:" + submission + ":" + attempt;
    }
  }

  /// The end of an intent that was abandoned.
  record OfAbandon(SubmissionId submission, int attempt) implements Cause {
    @Override
    public String text() {
      return "abandon:" + submission + ":" + attempt;
    }
  }

  /// A version of a status list.
  record OfList(String list, long number) implements Cause {
    @Override
    public String text() {
      return "list:" + list + ":" + number;
    }
  }

  /// A key of an issuer.
  record OfKey(IssuerId issuer, String fragment) implements Cause {
    @Override
    public String text() {
      return "key:" + issuer + ":" + fragment;
    }
  }

  /// The words on the row.
  String text();

  static Cause award(Intent intent) {
    return new OfAward(intent.submission(), intent.attempt());
  }

  static Cause abandon(Intent intent) {
    return new OfAbandon(intent.submission(), intent.attempt());
  }

  /// The cause in the words of a row; empty where they are another writer's.
  static Optional<Cause> parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    return switch (parts[0]) {
      case "award" ->
          SubmissionId.parse(parts[1]).map(id -> new OfAward(id, (int) number(parts[2])));
      case "abandon" ->
          SubmissionId.parse(parts[1]).map(id -> new OfAbandon(id, (int) number(parts[2])));
      case "list" -> Optional.of(new OfList(parts[1], number(parts[2])));
      case "key" -> IssuerId.parse(parts[1]).map(id -> new OfKey(id, parts[2]));
      default -> Optional.empty();
    };
  }

  private static long number(String text) {
    return text.matches("[0-9]{1,12}") ? Long.parseLong(text) : 0;
  }
}
