package dev.laurel.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.laurel.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FieldsTest {
  private static Problem refused(String body, Consumer<Fields> reading) {
    Fields fields = Fields.of(World.json(body));
    reading.accept(fields);
    return catchThrowableOfType(ProblemException.class, fields::end).problem();
  }

  private static List<String> pointers(Problem problem) {
    return problem.errors().stream().map(FieldError::pointer).toList();
  }

  @Tag("check-75")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"n\":\"5\"}|/n",
        "{\"n\":5.0}|/n",
        "{\"n\":5e0}|/n",
        "{\"n\":11}|/n",
        "{\"n\":99999999999999999999}|/n",
        "{\"n\":true}|/n",
        "{\"n\":[5]}|/n",
        "{}|/n",
        "{\"n\":null}|/n",
        "{\"n\":5,\"more\":1}|/more",
        "{\"n\":5,\"a/b~c\":1}|/a~1b~0c"
      })
  void integer_notOne_namesThePlace(String body, String pointer) {
    Problem problem = refused(body, f -> f.integer("n", 1, 10));
    assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST);
    assertThat(pointers(problem)).containsExactly(pointer);
  }

  @Test
  void optionalAmount_number_isTheShortestTextOfPlainDigits() {
    for (List<String> each :
        List.of(
            List.of("1.50", "1.5"),
            List.of("0", "0"),
            List.of("0.00", "0"),
            List.of("1e2", "100"),
            List.of("100", "100"),
            List.of("0.25", "0.25"),
            List.of("null", ""))) {
      Fields fields = Fields.of(World.json("{\"n\":" + each.getFirst() + "}"));
      assertThat(fields.optionalAmount("n", 100, 2)).isEqualTo(each.getLast());
      fields.end();
    }
  }

  @Tag("check-75")
  @ParameterizedTest
  @ValueSource(strings = {"\"5\"", "-1", "-0.5", "100.01", "1.005", "1e9", "true", "[5]", "{}"})
  void optionalAmount_notOne_namesIt(String amount) {
    assertThat(pointers(refused("{\"n\":" + amount + "}", f -> f.optionalAmount("n", 100, 2))))
        .containsExactly("/n");
  }

  @Tag("check-75")
  @ParameterizedTest
  @ValueSource(strings = {"{\"o\":[]}", "{\"o\":\"x\"}", "{\"o\":5}", "{}"})
  void object_notOne_namesIt(String body) {
    assertThat(pointers(refused(body, f -> f.object("o").text("inner", 5)))).containsExactly("/o");
  }

  @Tag("check-75")
  @Test
  void choice_unknownValue_listsTheKnownOnes() {
    Problem problem = refused("{\"c\":\"blue\"}", f -> f.choice("c", Map.of("red", 1)));
    assertThat(problem.errors()).containsExactly(new FieldError("/c", "must be one of red"));
  }

  @Test
  void end_manyErrors_listsAllWithNestedPointers() {
    String body =
        "{\"list\":[{\"name\":5},{\"name\":\"ok\",\"odd\":1},7],\"texts\":[\"a\",2],\"c\":[\"x\",\"x\"]}";
    Problem problem =
        refused(
            body,
            f -> {
              f.objects("list", 1, 5).forEach(each -> each.text("name", 10));
              f.texts("texts", 3, 3);
              f.choices("c", 1, Map.of("x", 1, "y", 2));
              f.text("missing", 5);
            });
    assertThat(pointers(problem))
        .containsExactlyInAnyOrder(
            "/list/0/name", "/list/1/odd", "/list/2", "/texts/1", "/c/1", "/missing");
    assertThat(problem.detail()).contains("6");
  }

  @Tag("check-23")
  @Test
  void text_controlCharacters_areRefusedInClearWords() {
    for (int c = 0; c <= 0x1f; c++) {
      String body = Json.write(Map.of("name", "a" + (char) c + "b"));
      Problem problem = refused(body, f -> f.text("name", 10));
      assertThat(problem.errors().getFirst().detail()).contains("control characters");
    }
    for (int c : new int[] {0x7f, 0x80, 0x85, 0x9f}) {
      String body = Json.write(Map.of("name", "a" + (char) c + "b"));
      assertThat(pointers(refused(body, f -> f.text("name", 10)))).containsExactly("/name");
    }
    Problem problem = refused(Json.write(Map.of("t", "a\fb")), f -> f.lines("t", 10));
    assertThat(pointers(problem)).containsExactly("/t");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\n\tb", "a\r\nb\r\n", "a\rb", "a\u2028b"})
  void lines_anyLineEnd_survives(String text) {
    Fields fields = Fields.of(World.json(Json.write(Map.of("t", text))));
    assertThat(fields.lines("t", 10)).isEqualTo(text);
    fields.end();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\u00a0\u00a0",
        "\u3000",
        "\u200b",
        "\u200d\u200c",
        "\ufeff",
        "\u3164",
        "\u2800"
      })
  void text_thatShowsNothing_isRefused(String name) {
    Problem problem = refused(Json.write(Map.of("name", name)), f -> f.text("name", 10));
    assertThat(problem.errors().getFirst().detail()).contains("must not be empty");
  }

  @Tag("check-77")
  @ParameterizedTest
  @ValueSource(strings = {"a\u2028b", "a\u2029b", "invoice\u202efdp", "\u202ax", "\u202dx"})
  void text_thatBreaksOrTurnsTheLine_isRefused(String name) {
    Problem problem = refused(Json.write(Map.of("name", name)), f -> f.text("name", 20));
    assertThat(problem.errors().getFirst().detail()).contains("U+202E");
  }

  @Test
  void refuseTexts_atAnyDepth_namesEachPlaceAndNoOther() {
    Problem problem =
        refused(
            "{\"a\":\"bad\",\"b\":[\"ok\",{\"c/d\":\"bad\",\"n\":5}],\"free\":\"bad\"}",
            f -> {
              f.text("a", 10);
              f.objects("b", 0, 5);
              f.text("free", 10);
              f.refuseTexts("bad"::equals, "must be good", "a", "b", "absent");
            });
    assertThat(problem.errors())
        .contains(
            new FieldError("/a", "must be good"), new FieldError("/b/1/c~1d", "must be good"));
    assertThat(pointers(problem)).doesNotContain("/free");
  }

  @Tag("check-75")
  @Test
  void none_takesNothingOrAnEmptyObject() {
    Fields.none(World.json("{}"));
    Fields.none(World.json(""));
    assertThatThrownBy(() -> Fields.none(World.json("{"))).isInstanceOf(ProblemException.class);
    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> Fields.none(World.json("{\"x\":1}")));
    assertThat(pointers(refused.problem())).containsExactly("/x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ünïcode® Ltd.",
        "شهادة",
        "🎓👩‍🎓",
        "e\u0301",
        "\"quoted\" 'name'",
        "<script>alert(1)</script>",
        "\\ / &amp;"
      })
  void text_anyScript_survives(String name) {
    Fields fields = Fields.of(World.json(Json.write(Map.of("name", name))));
    assertThat(fields.text("name", 100)).isEqualTo(name);
    fields.end();
  }

  @Test
  void text_length_countsCodePoints() {
    Fields fields = Fields.of(World.json(Json.write(Map.of("name", "🎓".repeat(10)))));
    assertThat(fields.text("name", 10)).hasSize(20);
    fields.end();
    assertThat(
            pointers(refused(Json.write(Map.of("name", "🎓".repeat(11))), f -> f.text("name", 10))))
        .containsExactly("/name");
    assertThat(pointers(refused("{\"name\":\" \"}", f -> f.optionalText("name", 10))))
        .containsExactly("/name");
  }

  @Test
  void optionals_absentOrNull_areTheirDefaults() {
    Fields fields = Fields.of(World.json("{\"a\":null}"));
    assertThat(fields.optionalText("a", 5)).isEmpty();
    assertThat(fields.optionalInteger("b", 1, 5, 3)).isEqualTo(3);
    assertThat(fields.flag("c", true)).isTrue();
    assertThat(fields.optionalObject("d")).isEmpty();
    assertThat(fields.objects("e", 0, 5)).isEmpty();
    assertThat(fields.optionalUrl("f")).isEmpty();
    assertThat(fields.optionalChoice("g", Map.of("x", 1))).isEmpty();
    assertThat(fields.optionalParsed("h", 5, Optional::of, "x")).isEmpty();
    fields.end();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://example.org", "javascript:alert(1)", "data:text/html,x", "//example.org",
            "example.org",
        "https://", "https:///x", "https://u:p@example.org", "https://exämple.org", "https://a b",
        "https://example.org:99999/", "http://[::1", "mailto:a@b.c", "https://example.org/\u200b"
      })
  void url_notAbsoluteHttp_isRefused(String url) {
    assertThat(pointers(refused(Json.write(Map.of("u", url)), f -> f.url("u"))))
        .containsExactly("/u");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org",
        "http://localhost:8080/a?b=c#d",
        "HTTPS://EXAMPLE.org/%C3%A9"
      })
  void url_absolute_isTakenAsItIs(String url) {
    Fields fields = Fields.of(World.json(Json.write(Map.of("u", url))));
    assertThat(fields.url("u")).isEqualTo(url);
    fields.end();
  }

  @Test
  void email_refusedByTheRoom_namesTheField() {
    Problem problem = refused("{\"e\":\"x\"}", f -> f.email("e", text -> text.contains("@")));
    assertThat(problem.errors().getFirst().detail()).contains("e-mail").doesNotContain("x\"");
  }

  @Tag("check-71")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json; charset=utf-16",
        "application/jsonx"
      })
  void of_otherMediaType_is415(String mediaType) {
    Map<String, String> headers =
        mediaType.isEmpty() ? Map.of() : Map.of("content-type", mediaType);
    assertThatThrownBy(() -> Fields.of(World.request(World.A, headers, "{}")))
        .hasMessage("unsupported-media-type");
  }

  @Test
  void of_jsonWithCharset_isTaken() {
    Fields.of(
            World.request(World.A, Map.of("content-type", "Application/JSON; charset=UTF-8"), "{}"))
        .end();
  }

  @Tag("check-17")
  @Tag("check-18")
  @Tag("check-22")
  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"a\":1,\"a\":2}", "{\"a\":\"\\ud800\"}", "{} x"})
  void of_malformed_is400WithPlace(String body) {
    ProblemException e =
        catchThrowableOfType(ProblemException.class, () -> Fields.of(World.json(body)));
    assertThat(e.problem().type()).isEqualTo(ProblemType.MALFORMED_JSON);
    assertThat(e.problem().errors()).hasSize(1);
  }

  @Tag("check-18")
  @Test
  void of_tenThousandDeep_is400() {
    assertThatThrownBy(() -> Fields.of(World.json("{\"a\":" + "[".repeat(10_000))))
        .hasMessage("malformed-json");
  }

  @Test
  void of_list_isRefused() {
    assertThatThrownBy(() -> Fields.of(World.json("[]"))).hasMessage("invalid-request");
  }

  @Test
  void end_manyUnknownMembers_areCapped() {
    StringBuilder body = new StringBuilder("{\"m0\":1");
    for (int i = 1; i < 500; i++) {
      body.append(",\"m").append(i).append("\":1");
    }
    Problem problem = refused(body.append('}').toString(), f -> {});
    assertThat(problem.errors()).hasSize(Fields.MAX_ERRORS);
    assertThat(new String(problem.toJsonBytes(), StandardCharsets.UTF_8)).contains("\"errors\"");
  }
}
