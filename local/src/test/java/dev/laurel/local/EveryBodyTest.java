package dev.laurel.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.json.Json;
import dev.laurel.local.template.Route;
import dev.laurel.local.template.TemplateFile;
import dev.laurel.runtime.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// Every route that takes a body, against bodies that none may take.
final class EveryBodyTest {
  private static final int LIMIT = 1024 * 1024;

  private final TemplateFile template;
  private final Wired functions;

  /// Routes to which an unknown member is part of a document, which they judge as a whole.
  private static final Set<String> DOCUMENTS = Set.of("/verify", "/log-proof");

  private final String issuerKey;
  private final String assessorKey;

  EveryBodyTest() throws IOException {
    template = TemplateFile.read(Roots.project().resolve("template.yaml"));
    functions = Wired.of(template);
    Map<String, String> issuer =
        Map.of("name", "A", "url", "https://a.example", "email", "a@a.example");
    issuerKey =
        secret(functions.call(new Route("POST", "/v1/issuers"), Wired.OPERATOR_KEY, issuer), "key");
    Map<String, Object> assessor =
        Map.of(
            "name",
            "B",
            "scopes",
            List.of("grade"),
            "assessor",
            Map.of("name", "B", "email", "b@a.example"));
    assessorKey = secret(functions.call(new Route("POST", "/v1/keys"), issuerKey, assessor), "");
  }

  @TestFactory
  @Tag("check-17")
  @Tag("check-18")
  @Tag("check-19")
  @Tag("check-20")
  @Tag("check-21")
  @Tag("check-22")
  @Tag("check-75")
  Stream<DynamicTest> post_bodyThatNoRouteTakes_isRefusedByName() {
    return template.routes().keySet().stream()
        .filter(route -> route.method().equals("POST") && !route.path().startsWith("/my"))
        .flatMap(route ->
            bodies(route).entrySet().stream()
                .map(body ->
                    DynamicTest.dynamicTest(
                        route.key() + ": " + body.getKey(),
                        () -> refused(route, body.getKey(), body.getValue()))));
  }

  private void refused(Route route, String what, byte[] body) {
    Response answer = functions.send(route, key(route), body);
    String type = Json.parse(answer.body()).path("type").asString("");
    switch (what) {
      case "larger than the limit" -> assertThat(answer.status()).isEqualTo(413);
      case "unknown member", "list for an object" -> {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text()).contains("\"errors\":[{");
      }
      default -> {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(type).endsWith("/malformed-json");
      }
    }
  }

  private static Map<String, byte[]> bodies(Route route) {
    Map<String, byte[]> bodies = new LinkedHashMap<>();
    bodies.put("not JSON", utf8("{\"name\":"));
    bodies.put("member given twice", utf8("{\"a\":{\"name\":\"A\",\"name\":\"B\"}}"));
    bodies.put("nested 10,000 deep", utf8("[".repeat(10_000)));
    bodies.put("number of a million digits", utf8("{\"a\":" + "9".repeat(1_000_000) + "}"));
    bodies.put("huge exponent", utf8("{\"a\":1e999999999}"));
    bodies.put("half a surrogate pair", utf8("{\"a\":\"\\ud800\"}"));
    bodies.put("overlong UTF-8", new byte[] {'"', (byte) 0xc0, (byte) 0xaf, '"'});
    bodies.put("UTF-16", "{}".getBytes(StandardCharsets.UTF_16));
    bodies.put("larger than the limit", utf8(" ".repeat(LIMIT) + "{}"));
    if (!DOCUMENTS.contains(route.path())) {
      bodies.put("unknown member", utf8("{\"noSuchMember\":1}"));
      bodies.put("list for an object", utf8("[]"));
    }
    return bodies;
  }

  private String key(Route route) {
    if (route.path().startsWith("/v1/issuers")) {
      return Wired.OPERATOR_KEY;
    }
    return switch (route.path()) {
      case "/v1/submissions/{id}/grades" -> assessorKey;
      case "/verify", "/log-proof" -> "";
      default -> issuerKey;
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String secret(Response made, String member) {
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return Json.parse(made.body())
        .at(member.isEmpty() ? "/secret" : "/" + member + "/secret")
        .asString();
  }
}
