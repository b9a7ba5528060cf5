package dev.laurel.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.json.Json;
import dev.laurel.local.template.FunctionSpec;
import dev.laurel.local.template.Route;
import dev.laurel.local.template.TemplateFile;
import dev.laurel.runtime.ProblemType;
import dev.laurel.runtime.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// docs/api/openapi.yaml names the template's routes with their owners and rights, and refers to
/// nothing that is not there.
final class OpenApiTest {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private final TemplateFile template;
  private final Map<String, Object> api;

  OpenApiTest() throws IOException {
    template = TemplateFile.read(Roots.project().resolve("template.yaml"));
    try (var reader = Files.newBufferedReader(Roots.project().resolve("docs/api/openapi.yaml"))) {
      api = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
    }
  }

  @Test
  void routes_areTheTemplates() {
    Set<String> routes =
        template.routes().keySet().stream()
            .filter(route -> !route.equals(Route.DEFAULT))
            .map(Route::key)
            .collect(Collectors.toSet());
    assertThat(operations().keySet()).isEqualTo(routes);
  }

  @Test
  void tag_isTheFunctionThatOwnsTheRoute() {
    for (FunctionSpec function : template.functions()) {
      for (Route route : function.routes()) {
        if (!route.equals(Route.DEFAULT)) {
          assertThat(operations().get(route.key()).get("tags"))
              .as(route.key())
              .isEqualTo(List.of(function.name()));
        }
      }
    }
  }

  @Test
  @Tag("check-58")
  @Tag("check-59")
  void access_isWhatTheRouteAnswersToEveryKindOfKey() {
    Wired functions = Wired.of(template);
    Map<String, String> keys = keys(functions);
    for (Route route : template.routes().keySet()) {
      if (route.equals(Route.DEFAULT)) {
        continue;
      }
      Set<String> admitted = new TreeSet<>();
      keys.forEach((scope, key) -> {
        Response answer = functions.call(route, key, Map.of());
        if (answer.status() != 401 && !isRefusal(answer)) {
          admitted.add(scope);
        }
      });
      Object access = operations().get(route.key()).get("x-laurel-access");
      if (access.equals("open")) {
        assertThat(admitted).as(route.key()).contains("submit", "read");
      } else {
        assertThat(functions.call(route, "", Map.of()).status()).as(route.key()).isEqualTo(401);
        assertThat(admitted).as(route.key()).containsExactly(access.toString());
      }
    }
  }

  private static boolean isRefusal(Response answer) {
    return answer.status() == 403
        && (answer.text().contains("/forbidden-scope") || answer.text().contains("/operator-only"));
  }

  /// A key for each scope of one issuer, and the operator's, made through the API.
  private static Map<String, String> keys(Wired functions) {
    Map<String, Object> issuer =
        Map.of("name", "A", "url", "https://a.example", "email", "a@a.example");
    Response made = functions.call(new Route("POST", "/v1/issuers"), Wired.OPERATOR_KEY, issuer);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    String first = Json.parse(made.body()).path("key").path("secret").asString();
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("operator", Wired.OPERATOR_KEY);
    for (String scope : List.of("admin", "submit", "grade", "revoke", "read")) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("name", scope);
      body.put("scopes", List.of(scope));
      if (scope.equals("grade")) {
        body.put("assessor", Map.of("name", "B", "email", "b@a.example"));
      }
      Response key = functions.call(new Route("POST", "/v1/keys"), first, body);
      assertThat(key.status()).as(key.text()).isEqualTo(201);
      keys.put(scope, Json.parse(key.body()).path("secret").asString());
    }
    return keys;
  }

  @Test
  void operation_namesItsIdOnceAndTheProblemsOfItsAccess() {
    Set<Object> ids = new TreeSet<>();
    operations()
        .forEach((route, operation) -> {
          assertThat(ids.add(operation.get("operationId"))).as(route).isTrue();
          assertThat(operation.get("summary")).as(route).isNotNull();
          Set<String> answers = map(operation.get("responses")).keySet();
          assertThat(answers).as(route).anyMatch(s -> s.startsWith("2") || s.startsWith("3"));
          assertThat(answers).as(route).contains("503");
          if (!operation.get("x-laurel-access").equals("open")) {
            assertThat(answers).as(route).contains("401", "403");
          }
          if (route.contains("{")) {
            assertThat(answers).as(route).contains("404");
          }
          if (operation.containsKey("requestBody") && route.contains(" /v1/")) {
            assertThat(answers).as(route).contains("400", "413", "415");
          }
        });
  }

  @Test
  void references_lead_somewhere() {
    check(api);
  }

  @Test
  void problems_inDescriptions_areProblemTypes() {
    Set<String> slugs =
        Arrays.stream(ProblemType.values()).map(ProblemType::slug).collect(Collectors.toSet());
    map(map(api.get("components")).get("responses"))
        .values()
        .forEach(response -> {
          if (map(map(response).get("content")).containsKey("application/problem+json")) {
            String description = String.valueOf(map(response).get("description"));
            List<String> named =
                Arrays.stream(description.split("[;,] ?"))
                    .filter(word -> word.matches("[a-z]+(-[a-z]+)*"))
                    .toList();
            assertThat(slugs).containsAll(named);
          }
        });
  }

  private void check(Object node) {
    switch (node) {
      case Map<?, ?> members -> {
        if (members.get("$ref") instanceof String ref) {
          Object at = api;
          for (String step : ref.replaceFirst("^#/", "").split("/")) {
            at = map(at).get(step);
            assertThat(at).as(ref).isNotNull();
          }
        }
        members.values().forEach(this::check);
      }
      case List<?> items -> items.forEach(this::check);
      case null, default -> {}
    }
  }

  private Map<String, Map<String, Object>> operations() {
    Map<String, Map<String, Object>> operations = new LinkedHashMap<>();
    map(api.get("paths"))
        .forEach((path, item) ->
            map(item)
                .forEach((method, operation) -> {
                  if (METHODS.contains(method)) {
                    operations.put(method.toUpperCase(Locale.ROOT) + " " + path, map(operation));
                  }
                }));
    return operations;
  }

  @SuppressWarnings("unchecked") // YAML mappings have text keys
  private static Map<String, Object> map(Object node) {
    return (Map<String, Object>) node;
  }
}
