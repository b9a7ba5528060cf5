package dev.laurel.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.json.Json;
import dev.laurel.local.template.FunctionSpec;
import dev.laurel.local.template.Node;
import dev.laurel.local.template.Route;
import dev.laurel.local.template.TemplateFile;
import dev.laurel.runtime.Edge;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// template.yaml says what the code does: no more, no less.
final class TemplateTest {
  private static final Path ROOT = Roots.project();
  private static final TemplateFile TEMPLATE = Statements.TEMPLATE;

  /// What Lambda itself does in the function's name: logs, reading the stream, giving up a record.
  private static final Set<String> PLATFORM =
      Set.of(
          "logs:CreateLogStream",
          "logs:PutLogEvents",
          "dynamodb:DescribeStream",
          "dynamodb:GetRecords",
          "dynamodb:GetShardIterator",
          "dynamodb:ListStreams",
          "sqs:SendMessage");

  static List<FunctionSpec> functions() {
    return TEMPLATE.functions();
  }

  @Test
  void functions_areTheFolders() throws IOException {
    try (Stream<Path> folders = Files.list(ROOT.resolve("functions"))) {
      assertThat(functions().stream().map(FunctionSpec::name))
          .containsExactlyInAnyOrderElementsOf(
              folders.filter(Files::isDirectory).map(f -> f.getFileName().toString()).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void handler_exists_andCanBeMadeByLambda(FunctionSpec function) throws Exception {
    Class<?> handler = Class.forName(function.handler(), false, getClass().getClassLoader());
    assertThat(com.amazonaws.services.lambda.runtime.RequestStreamHandler.class)
        .isAssignableFrom(handler);
    assertThat(handler.getConstructor()).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void codeUri_isTheZipThatThePomMakes(FunctionSpec function) throws IOException {
    String pom = Files.readString(ROOT.resolve("functions/" + function.name() + "/pom.xml"));
    assertThat(pom).contains("<zip.name>" + function.name() + "</zip.name>");
    assertThat(function.codeUri())
        .isEqualTo("functions/" + function.name() + "/target/" + function.name() + ".zip");
  }

  @ParameterizedTest
  @MethodSource("functions")
  void variables_areExactlyWhatSettingsRead(FunctionSpec function) throws IOException {
    assertThat(function.variables()).isEqualTo(settingsOf(function.name()));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void routes_areExactlyTheRoutersAndEveryOneHasAnOwner(FunctionSpec function) {
    Map<String, Edge> edges = Wired.edges(TEMPLATE);
    assertThat(edges.get(function.name()).routes())
        .containsExactlyInAnyOrderElementsOf(function.routes().stream().map(Route::key).toList());
  }

  @Test
  void functions_runAsTheyWereMeasured() throws IOException {
    String text = Files.readString(ROOT.resolve("template.yaml"));
    assertThat(text)
        .contains("Runtime: java25")
        .contains("Architectures: [arm64]")
        .contains("SnapStart: {ApplyOn: PublishedVersions}")
        .contains("AutoPublishAlias: live")
        .contains("EngagementMetrics: DISABLED")
        .contains("SuppressedReasons: [BOUNCE, COMPLAINT]");
    for (FunctionSpec function : functions()) {
      String name =
          function.name().substring(0, 1).toUpperCase(java.util.Locale.ROOT)
              + function.name().substring(1);
      assertThat(text).contains("  " + name + "Log:").contains("!Ref " + name + "Log");
    }
  }

  @Test
  void routesOfVerification_nameEveryRouteOnce() {
    String listed =
        TEMPLATE
            .resource("VerificationFunction")
            .text("Properties", "Environment", "Variables", "ROUTES")
            .orElseThrow();
    assertThat(List.of(listed.split("\\|")))
        .containsExactlyInAnyOrderElementsOf(
            TEMPLATE.routes().keySet().stream().map(Route::key).toList());
  }

  @ParameterizedTest
  @MethodSource("functions")
  void rights_areExactlyWhatTheCodeCanCall(FunctionSpec function) throws ClassNotFoundException {
    CallGraph graph =
        CallGraph.from(Class.forName(function.handler(), false, getClass().getClassLoader()));
    Set<String> granted = Statements.granted(function);
    granted.removeAll(PLATFORM);
    assertThat(granted).isEqualTo(NeededRights.of(graph));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void function_hasItsOwnRoleAndAKeptLog(FunctionSpec function) {
    Node properties = TEMPLATE.resource(function.logicalId()).at("Properties").orElseThrow();
    assertThat(properties.at("Role").orElseThrow())
        .isEqualTo(new Node.Intrinsic("GetAtt", new Node.Text(Statements.role(function) + ".Arn")));
    assertThat(properties.at("LoggingConfig", "LogGroup")).isPresent();
    String log = Statements.role(function).replace("Role", "Log");
    assertThat(TEMPLATE.resource(log).text("Properties", "RetentionInDays")).isPresent();
  }

  @Test
  void streams_areFilteredRetriedAndHaveAnEnd() {
    for (FunctionSpec function : functions()) {
      TEMPLATE
          .resource(function.logicalId())
          .at("Properties", "Events")
          .orElseThrow()
          .members()
          .values()
          .stream()
          .filter(e -> e.text("Type").equals(java.util.Optional.of("DynamoDB")))
          .forEach(e -> {
            Node trigger = e.at("Properties").orElseThrow();
            assertThat(trigger.members())
                .containsKeys(
                    "FilterCriteria",
                    "MaximumRetryAttempts",
                    "MaximumRecordAgeInSeconds",
                    "DestinationConfig");
            assertThat(trigger.text("BisectBatchOnFunctionError")).contains("true");
            assertThat(trigger.at("FunctionResponseTypes").orElseThrow().items())
                .contains(new Node.Text("ReportBatchItemFailures"));
          });
    }
  }

  /// The recorded events of each function: at least one per route and trigger.
  @ParameterizedTest
  @MethodSource("functions")
  void events_coverEveryRouteAndTrigger(FunctionSpec function) throws IOException {
    Path folder = ROOT.resolve("events/" + function.name());
    Set<String> covered = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        covered.addAll(triggers(Json.parse(Files.readAllBytes(file))));
      }
    }
    List<String> wanted = new ArrayList<>(function.routes().stream().map(Route::key).toList());
    if (!function.streams().isEmpty()) {
      wanted.add("stream");
    }
    if (function.scheduled()) {
      wanted.add("schedule");
    }
    assertThat(covered).containsAll(wanted);
  }

  /// What a recorded case (the event itself or a file that holds it) is told by.
  private static Set<String> triggers(JsonNode file) {
    Set<String> found = new TreeSet<>();
    for (JsonNode event : List.of(file, file.path("event"))) {
      if (event.has("routeKey")) {
        found.add(event.path("routeKey").asString());
      }
      if (event.path("Records").isArray()) {
        found.add("stream");
      }
      if (event.has("laurel") || event.path("source").asString("").startsWith("aws.")) {
        found.add("schedule");
      }
    }
    return found;
  }

  /// The names that the function's `Settings` asks for, from its constants.
  private static Set<String> settingsOf(String function) throws IOException {
    Set<String> names = new TreeSet<>();
    String type = "dev/laurel/functions/" + function + "/Settings.class";
    try (var in = TemplateTest.class.getClassLoader().getResourceAsStream(type)) {
      ClassFile.of().parse(in.readAllBytes()).methods().stream()
          .flatMap(method -> method.code().stream())
          .flatMap(code -> code.elementStream())
          .forEach(element -> {
            if (element instanceof ConstantInstruction constant
                && constant.constantValue() instanceof String text
                && text.matches("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")) {
              names.add(text);
            }
            if (element instanceof InvokeInstruction call
                && call.name().equalsString("stage")
                && call.owner().asInternalName().equals("dev/laurel/runtime/Env")) {
              names.add("STAGE");
            }
          });
    }
    return names;
  }
}
