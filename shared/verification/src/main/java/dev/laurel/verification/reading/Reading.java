package dev.laurel.verification.reading;

import dev.laurel.verification.Check;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What bytes turned out to be. `form` says how it was wrapped, from the outside in, as the report
/// shows it.
public sealed interface Reading {
  String form();

  /// A document: a credential or a presentation, with its embedded proofs where it has any, and the
  /// JWS around it: at most one.
  record Document(String form, ObjectNode root, List<Wrapper> around) implements Reading {
    public Document {
      around = List.copyOf(around);
    }

    /// A document that lies open.
    public static Document open(ObjectNode root) {
      return new Document("json", root, List.of());
    }
  }

  /// None, and why, as the check [Check#PARSED].
  record Unread(String form, Check parsed) implements Reading {}

  /// The same, found inside something else.
  default Reading within(String outer) {
    return switch (this) {
      case Document(String form, ObjectNode root, List<Wrapper> around) ->
          new Document(outer + "/" + form, root, around);
      case Unread(String form, Check parsed) -> new Unread(outer + "/" + form, parsed);
    };
  }
}
