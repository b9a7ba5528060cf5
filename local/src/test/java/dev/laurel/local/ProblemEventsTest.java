package dev.laurel.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.json.Json;
import dev.laurel.local.template.FunctionSpec;
import dev.laurel.local.template.TemplateFile;
import dev.laurel.runtime.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `events/<function>/` has a case for each problem type that the function can answer: what its
/// code can reach in the bytecode, less what needs a kind of route that it does not have.
final class ProblemEventsTest {
  private static final String ROUTES = "dev/laurel/runtime/Router$Builder";

  static List<FunctionSpec> functions() throws IOException {
    return TemplateFile.read(Roots.project().resolve("template.yaml")).functions();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void events_haveACaseForEachProblemTypeThatTheFunctionCanAnswer(FunctionSpec function)
      throws Exception {
    CallGraph graph =
        CallGraph.from(Class.forName(function.handler(), false, getClass().getClassLoader()));
    if (function.routes().isEmpty()) {
      assertThat(recorded(function.name())).as("nobody asks it anything").isEmpty();
      return;
    }
    Set<String> answerable = new TreeSet<>();
    for (String constant : graph.constantsOf(ProblemType.class)) {
      answerable.add(ProblemType.valueOf(constant).slug());
    }
    if (!graph.reaches(ROUTES, "operator")) {
      answerable.remove(ProblemType.OPERATOR_ONLY.slug());
    }
    if (!graph.reaches(ROUTES, "key")) {
      answerable.remove(ProblemType.FORBIDDEN_SCOPE.slug());
      answerable.remove(ProblemType.UNAUTHENTICATED.slug());
    }
    assertThat(recorded(function.name())).isEqualTo(answerable);
  }

  private static Set<String> recorded(String function) throws IOException {
    Set<String> types = new TreeSet<>();
    try (Stream<Path> files = Files.list(Roots.project().resolve("events/" + function))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        String type = Json.parse(Files.readAllBytes(file)).path("expect").path("type").asString("");
        if (!type.isEmpty()) {
          types.add(type);
        }
      }
    }
    return types;
  }
}
