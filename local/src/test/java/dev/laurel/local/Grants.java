package dev.laurel.local;

import dev.laurel.local.template.FunctionSpec;
import dev.laurel.local.template.Node;
import dev.laurel.storage.Index;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What a function's role lets it do with the tables, as template.yaml says: an action on a table,
/// or on one of its indexes.
public final class Grants {
  private static final Map<String, Grants> ALL =
      Statements.TEMPLATE.functions().stream()
          .collect(Collectors.toMap(FunctionSpec::name, Grants::new));

  private final String function;
  private final Set<String> granted = new TreeSet<>();

  private Grants(FunctionSpec function) {
    this.function = function.name();
    for (Node statement : Statements.statements(function)) {
      for (Node each : statement.get("Resource").orElseThrow().items()) {
        Statements.actions(statement).stream()
            .filter(action -> action.startsWith("dynamodb:"))
            .forEach(action -> granted.add(action + " " + name(each)));
      }
    }
  }

  /// The grants of the function of this name.
  public static Grants of(String name) {
    return Objects.requireNonNull(ALL.get(name), name);
  }

  /// Throws [AssertionError] where the role does not allow the action on the table.
  public void demand(String action, Table table) {
    demand("dynamodb:" + action + " " + resource(table));
  }

  /// Throws [AssertionError] where the role does not allow to query the index.
  public void demandQuery(Table table, Index index) {
    demand("dynamodb:Query " + resource(table) + "/index/" + index.text());
  }

  /// Throws [AssertionError] where the role does not allow the write.
  public void demand(Write write) {
    String action =
        switch (write) {
          case Write.Put put -> "PutItem";
          case Write.Delete delete -> "DeleteItem";
          case Write.Check check -> "ConditionCheckItem";
        };
    demand(action, write.key().table());
  }

  private void demand(String right) {
    if (!granted.contains(right)) {
      throw new AssertionError(function + " uses a right that its role has not: " + right);
    }
  }

  private static String resource(Table table) {
    String name = table.name().toLowerCase(Locale.ROOT);
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /// `Items` of `!GetAtt Items.Arn`, `Items/index/due` of `!Sub "${Items.Arn}/index/due"`.
  private static String name(Node resource) {
    return resource instanceof Node.Intrinsic(String _, Node.Text(String text))
        ? text.replaceAll("[${}]", "").replace(".Arn", "")
        : "";
  }
}
