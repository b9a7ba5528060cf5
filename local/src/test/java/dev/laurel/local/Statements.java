package dev.laurel.local;

import dev.laurel.local.template.FunctionSpec;
import dev.laurel.local.template.Node;
import dev.laurel.local.template.TemplateFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The rights that template.yaml gives: statements of the functions' roles and of the keys'
/// policies.
final class Statements {
  static final TemplateFile TEMPLATE = read();

  /// Every key of KMS.
  static final List<String> KEYS =
      TEMPLATE.root().at("Resources").orElseThrow().members().entrySet().stream()
          .filter(r -> r.getValue().text("Type").equals(java.util.Optional.of("AWS::KMS::Key")))
          .map(Map.Entry::getKey)
          .toList();

  private Statements() {}

  static String role(FunctionSpec function) {
    return function.logicalId().replace("Function", "Role");
  }

  static Set<String> granted(FunctionSpec function) {
    Set<String> granted = new TreeSet<>();
    statements(function).forEach(s -> granted.addAll(actions(s)));
    Node principal = new Node.Intrinsic("GetAtt", new Node.Text(role(function) + ".Arn"));
    for (String key : KEYS) {
      keyStatements(key).stream()
          .filter(s -> s.at("Principal", "AWS").orElseThrow().equals(principal))
          .forEach(s -> granted.addAll(actions(s)));
    }
    return granted;
  }

  static List<Node> statements(FunctionSpec function) {
    return TEMPLATE
        .resource(role(function))
        .at("Properties", "Policies")
        .orElseThrow()
        .items()
        .stream()
        .flatMap(p -> p.at("PolicyDocument", "Statement").orElseThrow().items().stream())
        .toList();
  }

  static List<Node> keyStatements(String key) {
    return TEMPLATE.resource(key).at("Properties", "KeyPolicy", "Statement").orElseThrow().items();
  }

  static Set<String> actions(Node statement) {
    return statement.get("Action").orElseThrow().items().stream()
        .map(a -> ((Node.Text) a).value())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static TemplateFile read() {
    try {
      return TemplateFile.read(Roots.project().resolve("template.yaml"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
