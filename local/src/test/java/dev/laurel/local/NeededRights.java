package dev.laurel.local;

import dev.laurel.storage.Write;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The AWS actions that a function needs, from the calls of the SDK that its code can make.
///
/// A transaction of DynamoDB needs the rights of its parts, so it is looked at which parts
/// reachable code makes. Reading a pinned version of an S3 object is a right of its own, and
/// reading without the right to list would make an absent object look like a refusal.
final class NeededRights {
  private static final String SERVICES = "software/amazon/awssdk/services/";

  /// Methods of a client or presigner that call no operation.
  private static final Set<String> NO_CALLS =
      Set.of("close", "builder", "create", "serviceName", "serviceClientConfiguration");

  private NeededRights() {}

  static Set<String> of(CallGraph graph) {
    Set<String> actions = new TreeSet<>();
    for (Map.Entry<CallGraph.Method, CallGraph.Method> call : graph.outsideCalls()) {
      CallGraph.Method target = call.getValue();
      if (!target.owner().startsWith(SERVICES)
          || NO_CALLS.contains(target.name())
          || !(target.owner().endsWith("Client") || target.owner().endsWith("Presigner"))) {
        continue;
      }
      String service = target.owner().substring(SERVICES.length());
      service = service.substring(0, service.indexOf('/'));
      String operation = target.name().replaceFirst("^presign", "");
      operation = operation.substring(0, 1).toUpperCase(Locale.ROOT) + operation.substring(1);
      switch (service) {
        case "dynamodb" -> dynamodb(operation, graph, actions);
        case "s3" -> s3(operation, graph, actions);
        case "kms" -> actions.add("kms:" + operation);
        case "sesv2" -> actions.add("ses:" + operation);
        default -> actions.add(service + ":" + operation);
      }
    }
    return actions;
  }

  private static void dynamodb(String operation, CallGraph graph, Set<String> actions) {
    switch (operation) {
      case "TransactWriteItems", "PutItem", "DeleteItem" -> {
        if (graph.makes(Write.Put.class)) {
          actions.add("dynamodb:PutItem");
        }
        if (graph.makes(Write.Delete.class)) {
          actions.add("dynamodb:DeleteItem");
        }
        if (graph.makes(Write.Check.class)) {
          actions.add("dynamodb:ConditionCheckItem");
        }
      }
      default -> actions.add("dynamodb:" + operation);
    }
  }

  private static void s3(String operation, CallGraph graph, Set<String> actions) {
    switch (operation) {
      case "GetObject" -> {
        versioned("GetObject", "s3:GetObject", graph, actions);
        if (graph.outsideCalls().stream()
            .anyMatch(c ->
                c.getValue().owner().equals(SERVICES + "s3/S3Client")
                    && c.getValue().name().equals("getObject"))) {
          actions.add("s3:ListBucket");
        }
      }
      case "HeadObject" -> {
        versioned("HeadObject", "s3:GetObject", graph, actions);
        actions.add("s3:ListBucket");
      }
      case "DeleteObject" -> versioned("DeleteObject", "s3:DeleteObject", graph, actions);
      case "ListObjectsV2" -> actions.add("s3:ListBucket");
      default -> actions.add("s3:" + operation);
    }
  }

  /// Requests with a version need the right to versions, requests without one the plain right: per
  /// method of ours, more builders than versions mean that both kinds are made.
  private static void versioned(
      String request, String action, CallGraph graph, Set<String> actions) {
    String type = SERVICES + "s3/model/" + request + "Request";
    graph.outsideCalls().stream()
        .map(Map.Entry::getKey)
        .distinct()
        .forEach(method -> {
          long builders = graph.count(method, type, "builder");
          long versions = graph.count(method, type + "$Builder", "versionId");
          if (builders > versions) {
            actions.add(action);
          }
          if (versions > 0) {
            actions.add(action + "Version");
          }
        });
  }
}
