package dev.laurel.verification.checks;

import dev.laurel.verification.Check;
import dev.laurel.verification.CheckType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Everything that secures a document. All seals of a known kind must hold, and there must be one.
sealed interface Seals {
  /// Those of a known kind in their order, and how many there are of other kinds.
  record Found(List<Seal> known, int others) implements Seals {
    public Found {
      known = List.copyOf(known);
    }
  }

  /// None, or none that can be told apart, and why.
  record Absent(CheckType type, String why) implements Seals {}

  /// The worst judgement over all known seals, with each of them.
  static Check worst(String id, Examination examination, Function<Seal, Check> judge) {
    return switch (examination.seals()) {
      case Absent(CheckType type, String why) -> Check.unknown(id, type, "Not made: " + why);
      case Found(List<Seal> known, int _) -> {
        List<Check> judgements = new ArrayList<>();
        known.forEach(seal -> judgements.add(judge.apply(seal)));
        yield judgements.isEmpty()
            ? Check.unknown(
                id, CheckType.UNSUPPORTED_SUITE, "No proof is of a cryptosuite that is known here.")
            : Check.worst(judgements);
      }
    };
  }
}
