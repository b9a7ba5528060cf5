package dev.laurel.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A value of a CloudFormation template. Scalars stay text; a short-form intrinsic (`!Ref`, `!Sub`,
/// `!GetAtt`, `!If` ...) is kept as it is written and never resolved.
public sealed interface Node {
  /// A scalar: text, number or boolean, as written.
  record Text(String value) implements Node {}

  /// A list.
  record Sequence(List<Node> items) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /// A mapping in the order of the file.
  record Mapping(Map<String, Node> entries) implements Node {
    public Mapping {
      entries = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
  }

  /// `!Name argument`, for example `!Ref Items` as name `Ref`.
  record Intrinsic(String name, Node argument) implements Node {}

  /// The member of a mapping, or empty.
  default Optional<Node> get(String name) {
    return this instanceof Mapping(Map<String, Node> entries)
        ? Optional.ofNullable(entries.get(name))
        : Optional.empty();
  }

  /// The member at the end of a path of names, or empty.
  default Optional<Node> at(String... path) {
    Optional<Node> node = Optional.of(this);
    for (String name : path) {
      node = node.flatMap(n -> n.get(name));
    }
    return node;
  }

  /// The scalar at the end of a path of names.
  default Optional<String> text(String... path) {
    return at(path)
        .flatMap(n -> n instanceof Text(String value) ? Optional.of(value) : Optional.empty());
  }

  /// The members of a mapping; none for anything else.
  default Map<String, Node> members() {
    return this instanceof Mapping(Map<String, Node> entries) ? entries : Map.of();
  }

  /// The items of a list; anything else is a list of itself, as policies allow.
  default List<Node> items() {
    return this instanceof Sequence(List<Node> items) ? items : List.of(this);
  }
}
