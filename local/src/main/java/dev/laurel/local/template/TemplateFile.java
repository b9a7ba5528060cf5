package dev.laurel.local.template;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// The deployment as template.yaml describes it: functions with their routes, triggers and
/// schedules, and tables with their indexes.
public record TemplateFile(Node root, List<FunctionSpec> functions, List<TableSpec> tables) {
  /// What a stream trigger's filter looks like: one kind of change, one beginning of the key.
  private static final Pattern FILTER =
      Pattern.compile(
          "\\{\"eventName\":\\[\"(INSERT|MODIFY)\"],\"dynamodb\":\\{\"Keys\":\\{\"pk\":"
              + "\\{\"S\":\\[\\{\"prefix\":\"([^\"]+)\"}]}}}}");

  public TemplateFile {
    functions = List.copyOf(functions);
    tables = List.copyOf(tables);
  }

  /// A template on disk.
  public static TemplateFile read(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      return parse(reader);
    }
  }

  /// A template as YAML.
  public static TemplateFile parse(Reader yaml) {
    Node root = convert(new Yaml(new LoaderOptions()).compose(yaml));
    Map<String, Node> resources = root.at("Resources").orElseThrow().members();
    Map<String, Node> shared =
        root.at("Globals", "Function", "Environment", "Variables")
            .map(Node::members)
            .orElse(Map.of());
    List<FunctionSpec> functions = new ArrayList<>();
    List<TableSpec> tables = new ArrayList<>();
    resources.forEach((id, resource) -> {
      switch (resource.text("Type").orElse("")) {
        case "AWS::Serverless::Function" -> functions.add(function(id, resource, shared));
        case "AWS::DynamoDB::Table" -> tables.add(table(id, resource));
        default -> {
          // Nothing that the local server needs.
        }
      }
    });
    return new TemplateFile(root, functions, tables);
  }

  /// Every route of the deployment with its function's name, in the order of the file.
  public Map<Route, String> routes() {
    Map<Route, String> routes = new LinkedHashMap<>();
    for (FunctionSpec function : functions) {
      for (Route route : function.routes()) {
        String before = routes.put(route, function.name());
        if (before != null) {
          throw new IllegalStateException(route + " belongs to two functions");
        }
      }
    }
    return routes;
  }

  /// The resource of that logical id.
  public Node resource(String logicalId) {
    return root.at("Resources", logicalId)
        .orElseThrow(() -> new IllegalStateException("template.yaml lacks " + logicalId));
  }

  private static FunctionSpec function(String id, Node resource, Map<String, Node> shared) {
    List<Route> routes = new ArrayList<>();
    List<StreamSpec> streams = new ArrayList<>();
    boolean scheduled = false;
    for (Node event :
        resource.at("Properties", "Events").map(Node::members).orElse(Map.of()).values()) {
      Node properties = event.at("Properties").orElse(new Node.Mapping(Map.of()));
      switch (event.text("Type").orElse("")) {
        case "HttpApi" ->
            routes.add(
                properties
                    .text("Path")
                    .map(path -> new Route(properties.text("Method").orElseThrow(), path))
                    .orElse(Route.DEFAULT));
        case "DynamoDB" -> streams.add(stream(properties));
        case "Schedule" -> scheduled = true;
        default -> throw new IllegalStateException("an event of " + id + " has an unknown type");
      }
    }
    TreeSet<String> variables = new TreeSet<>(shared.keySet());
    variables.addAll(
        resource
            .at("Properties", "Environment", "Variables")
            .map(Node::members)
            .orElse(Map.of())
            .keySet());
    return new FunctionSpec(
        id,
        id.replaceFirst("Function$", "").toLowerCase(Locale.ROOT),
        resource.text("Properties", "Handler").orElseThrow(),
        resource.text("Properties", "CodeUri").orElseThrow(),
        routes,
        streams,
        scheduled,
        variables);
  }

  /// A stream trigger by its table (`!GetAtt <Table>.StreamArn`), the kind of change and the prefix
  /// of the partition key by which it is filtered.
  private static StreamSpec stream(Node trigger) {
    String stream =
        trigger.at("Stream").orElseThrow() instanceof Node.Intrinsic(_, Node.Text(String value))
            ? value
            : "";
    List<Node> filters = trigger.at("FilterCriteria", "Filters").orElseThrow().items();
    String pattern = filters.getFirst().text("Pattern").orElseThrow();
    Matcher filter = FILTER.matcher(pattern);
    if (filters.size() != 1 || !stream.endsWith(".StreamArn") || !filter.matches()) {
      throw new IllegalStateException(
          "a stream trigger is not filtered by one change and one key prefix: " + pattern);
    }
    return new StreamSpec(
        TableSpec.table(stream.substring(0, stream.indexOf('.'))),
        filter.group(1).equals("INSERT"),
        filter.group(2),
        Integer.parseInt(trigger.text("BatchSize").orElseThrow()));
  }

  private static TableSpec table(String id, Node resource) {
    Node properties = resource.at("Properties").orElseThrow();
    List<String> indexes = new ArrayList<>();
    properties
        .at("GlobalSecondaryIndexes")
        .ifPresent(all -> all.items().forEach(i -> indexes.add(i.text("IndexName").orElseThrow())));
    return new TableSpec(id, indexes, properties.at("StreamSpecification").isPresent());
  }

  private static Node convert(org.yaml.snakeyaml.nodes.Node node) {
    Node plain =
        switch (node) {
          case ScalarNode scalar -> new Node.Text(scalar.getValue());
          case SequenceNode list ->
              new Node.Sequence(list.getValue().stream().map(TemplateFile::convert).toList());
          case MappingNode mapping -> {
            Map<String, Node> entries = new LinkedHashMap<>();
            for (NodeTuple tuple : mapping.getValue()) {
              entries.put(
                  ((ScalarNode) tuple.getKeyNode()).getValue(), convert(tuple.getValueNode()));
            }
            yield new Node.Mapping(entries);
          }
          default -> throw new IllegalStateException("not a template: " + node.getStartMark());
        };
    String tag = node.getTag().getValue();
    return tag.startsWith("!") && tag.length() > 1
        ? new Node.Intrinsic(tag.substring(1), plain)
        : plain;
  }
}
