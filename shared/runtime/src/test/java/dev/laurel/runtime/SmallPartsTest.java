package dev.laurel.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.storage.Cursor;
import dev.laurel.storage.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Page tokens, settings, routes, priming and the table of problems.
final class SmallPartsTest {
  private static final Page<String> FIRST = new Page<>(List.of("x"), new Cursor("here"));

  @Test
  void pageTokens_next_leadsOn() {
    String token = PageTokens.next(World.get(World.A, Map.of()), "q", FIRST).orElseThrow();
    List<Cursor> seen = new ArrayList<>();
    PageTokens.read(
        World.get(World.A, Map.of("after", token, "limit", "7")),
        "q",
        (limit, after) -> {
          assertThat(limit).isEqualTo(7);
          seen.add(after);
          return FIRST;
        });
    assertThat(seen).containsExactly(new Cursor("here"));
    assertThat(
            PageTokens.next(World.get(World.A, Map.of()), "q", new Page<>(List.of(), Cursor.START)))
        .isEmpty();
  }

  @Tag("check-56")
  @Test
  void pageTokens_ofAnotherIssuerOrQuery_isRefused() {
    String token = PageTokens.next(World.get(World.A, Map.of()), "q", FIRST).orElseThrow();
    Map<String, String> query = Map.of("after", token);
    assertThatThrownBy(() -> PageTokens.read(World.get(World.B, query), "q", (l, a) -> FIRST))
        .hasMessage("invalid-request");
    assertThatThrownBy(() -> PageTokens.read(World.get(World.A, query), "other", (l, a) -> FIRST))
        .hasMessage("invalid-request");
  }

  @Test
  void pageTokens_cursorThatTheStoreRefuses_is400() {
    String token = PageTokens.next(World.get(World.A, Map.of()), "q", FIRST).orElseThrow();
    assertThatThrownBy(() ->
            PageTokens.read(
                World.get(World.A, Map.of("after", token)),
                "q",
                (l, a) -> {
                  throw new IllegalArgumentException("cursor");
                }))
        .hasMessage("invalid-request");
  }

  @Tag("check-70")
  @ParameterizedTest
  @ValueSource(strings = {"-1", "0", "1e9", "abc", "101", "", "1000000000", "٣", "+5", " 5"})
  void limit_outOfRange_is400(String limit) {
    assertThatThrownBy(() -> PageTokens.limit(World.get(World.A, Map.of("limit", limit))))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().errors().getFirst().parameter()).isEqualTo("limit"));
  }

  @Tag("check-70")
  @ParameterizedTest
  @ValueSource(strings = {"", "x", "!!!!", "eA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void after_notAToken_is400(String after) {
    assertThatThrownBy(
            () -> PageTokens.read(World.get(World.A, Map.of("after", after)), "q", (l, a) -> FIRST))
        .hasMessage("invalid-request");
  }

  @Test
  void env_severalErrors_areListedAtOnceWithoutValues() {
    Env env = Env.of(Map.of("STAGE", "prod", "BASE", "ftp://x", "HASH", "s3cret", "BLANK", " "));
    env.stage();
    env.url("BASE");
    env.text("MISSING");
    env.text("BLANK");
    env.text("HASH", Pattern.compile("[0-9]+"), "a number");
    assertThat(env.text("OPTIONAL", "other")).isEqualTo("other");
    assertThatThrownBy(env::end)
        .hasMessageContainingAll("STAGE", "BASE", "MISSING", "BLANK", "HASH must be a number")
        .hasMessageNotContaining("s3cret");
    assertThat(env.names())
        .containsExactly("BASE", "BLANK", "HASH", "MISSING", "OPTIONAL", "STAGE");
  }

  @Test
  void env_endpointOverrideInProduction_isRefused() {
    Env env = Env.of(Map.of("STAGE", "production", "AWS_ENDPOINT_URL_KMS", "http://127.0.0.1:1"));
    assertThat(env.stage()).isEqualTo(Env.Stage.PRODUCTION);
    assertThatThrownBy(env::end).hasMessageContaining("AWS_ENDPOINT_URL_KMS");
    Env staging = Env.of(Map.of("STAGE", "staging", "AWS_ENDPOINT_URL", "http://127.0.0.1:1"));
    staging.stage();
    staging.end();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8080/",
        "https://a@b",
        "https://a?b",
        "localhost",
        "https://a#b"
      })
  void env_urlWithMoreThanABase_isRefused(String url) {
    Env env = Env.of(Map.of("U", url));
    env.url("U");
    assertThatThrownBy(env::end).hasMessageContaining("U must be");
  }

  @Test
  void router_match_prefersLiteralSegments() {
    Set<String> keys =
        Set.of("GET /a/{x}", "GET /a/b", "GET /a/{x}/c", "ANY /any", "GET /g/{rest+}", "$default");
    assertThat(Router.match(keys, "GET", "/a/b").orElseThrow().routeKey()).isEqualTo("GET /a/b");
    Router.Match match = Router.match(keys, "GET", "/a/z%C3%A9/c").orElseThrow();
    assertThat(match.routeKey()).isEqualTo("GET /a/{x}/c");
    assertThat(match.parameters()).containsEntry("x", "zé");
    assertThat(Router.match(keys, "PUT", "/any").orElseThrow().routeKey()).isEqualTo("ANY /any");
    assertThat(Router.match(keys, "GET", "/g/1/2").orElseThrow().parameters())
        .containsEntry("rest", "1/2");
    assertThat(Router.match(keys, "PUT", "/a/b").orElseThrow().routeKey()).isEqualTo("$default");
    assertThat(Router.match(Set.of("GET /a"), "GET", "/b")).isEmpty();
  }

  @Test
  void router_routeTwiceOrOdd_isRefused() {
    Router.Builder builder = Router.builder().open("GET /a", r -> Response.noContent());
    assertThatThrownBy(() -> builder.open("GET /a", r -> Response.noContent()))
        .hasMessageContaining("twice");
    assertThatThrownBy(() -> builder.open("get /a", r -> Response.noContent()))
        .hasMessageContaining("route key");
  }

  @Test
  void priming_failingStep_doesNotStopTheRest() {
    List<String> ran = new ArrayList<>();
    Priming.before(
            () -> {
              throw new IllegalStateException("cold");
            },
            () -> ran.add("second"))
        .run();
    assertThat(ran).containsExactly("second");
  }

  @Test
  void problems_tableInDocs_isTheEnum() throws Exception {
    Path table = Path.of(System.getenv("LAUREL_ROOT"), "docs", "problems.md");
    Pattern row =
        Pattern.compile("\\| `([a-z-]+)` \\| (\\d{3}) \\| ([^|]+) \\| [^|]+ \\| [^|]+ \\|");
    List<String> rows =
        Files.readAllLines(table).stream()
            .map(row::matcher)
            .filter(java.util.regex.Matcher::matches)
            .map(m -> m.group(1) + " " + m.group(2) + " " + m.group(3))
            .toList();
    List<String> types = new ArrayList<>();
    for (ProblemType type : ProblemType.values()) {
      types.add(type.slug() + " " + type.status() + " " + type.title());
    }
    assertThat(rows).isEqualTo(types);
    assertThat(Files.readString(table)).contains(ProblemType.BASE);
  }
}
