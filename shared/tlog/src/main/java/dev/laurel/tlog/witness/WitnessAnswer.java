package dev.laurel.tlog.witness;

import dev.laurel.tlog.Decimal;
import dev.laurel.tlog.Note;
import dev.laurel.tlog.NoteSignature;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// What a witness says to a checkpoint.
public sealed interface WitnessAnswer {
  /// It cosigned (200). The signatures are not verified yet.
  record Cosigned(List<NoteSignature> signatures) implements WitnessAnswer {
    public Cosigned {
      signatures = List.copyOf(signatures);
    }
  }

  /// It has another size than the message says (409): ask again from there.
  record Conflict(long size) implements WitnessAnswer {}

  /// It does not cosign, or could not be reached.
  ///
  /// @param status of HTTP; 0 where there was no answer
  record Refused(int status, String why) implements WitnessAnswer {}

  /// Media type of the body of a conflict.
  String SIZE_TYPE = "text/x.tlog.size";

  /// The answer in an HTTP response. A body that does not fit its status is a refusal.
  static WitnessAnswer of(int status, byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    return switch (status) {
      case 200 ->
          Note.parseLines(text)
              .filter(signatures -> !signatures.isEmpty())
              .<WitnessAnswer>map(Cosigned::new)
              .orElseGet(() -> new Refused(status, "not signature lines"));
      case 409 ->
          size(text)
              .<WitnessAnswer>map(Conflict::new)
              .orElseGet(() -> new Refused(status, "a conflict without a size"));
      default -> new Refused(status, "the witness answered " + status);
    };
  }

  private static Optional<Long> size(String text) {
    return text.endsWith("\n")
        ? Decimal.parse(text.substring(0, text.length() - 1))
        : Optional.empty();
  }

  /// The status of HTTP that carries this answer.
  default int status() {
    return switch (this) {
      case Cosigned _ -> 200;
      case Conflict _ -> 409;
      case Refused refused -> refused.status();
    };
  }

  /// The body that carries this answer.
  default String body() {
    return switch (this) {
      case Cosigned cosigned -> {
        StringBuilder lines = new StringBuilder();
        cosigned.signatures().forEach(s -> lines.append(s.line()).append('\n'));
        yield lines.toString();
      }
      case Conflict conflict -> conflict.size() + "\n";
      case Refused refused -> refused.why() + "\n";
    };
  }
}
