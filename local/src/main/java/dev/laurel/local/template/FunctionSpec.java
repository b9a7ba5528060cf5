package dev.laurel.local.template;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// A function of the template.
///
/// - `name` is the folder under `functions/` (the logical id without `Function`, in lower case).
/// - `streams` are the changes of tables that it is told of.
/// - `variables` are the names of its environment variables, the shared ones included.
public record FunctionSpec(
    String logicalId,
    String name,
    String handler,
    String codeUri,
    List<Route> routes,
    List<StreamSpec> streams,
    boolean scheduled,
    SortedSet<String> variables) {
  public FunctionSpec {
    routes = List.copyOf(routes);
    streams = List.copyOf(streams);
    variables = new TreeSet<>(variables);
  }
}
