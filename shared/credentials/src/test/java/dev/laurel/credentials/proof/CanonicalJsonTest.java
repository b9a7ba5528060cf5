package dev.laurel.credentials.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.erdtman.jcs.JsonCanonicalizer;
import org.erdtman.jcs.NumberToJSON;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

final class CanonicalJsonTest {
  private static String canonical(String json) {
    return CanonicalJson.write(Json.parse(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void write_sampleOfTheSpecification_isAsPublished() {
    // RFC 8785 section 3.2.3 and 3.2.4.
    assertThat(
            canonical(
                """
                {"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],
                 "string":"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                 "literals":[null,true,false]}\
                """))
        .isEqualTo(
            "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    assertThat(
            canonical(
                "{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,\"\\u0080\":6,"
                    + "\"\\u00f6\":7}"))
        .isEqualTo(
            "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,\"\ud83d\ude00\":5,"
                + "\"\ufb33\":3}");
    assertThat(canonical("{\"b\":[],\"a\":{}}")).isEqualTo("{\"a\":{},\"b\":[]}");
  }

  // RFC 8785 appendix B.
  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0",
    "8000000000000000, 0",
    "0000000000000001, 5e-324",
    "8000000000000001, -5e-324",
    "7fefffffffffffff, 1.7976931348623157e+308",
    "ffefffffffffffff, -1.7976931348623157e+308",
    "4340000000000000, 9007199254740992",
    "c340000000000000, -9007199254740992",
    "4430000000000000, 295147905179352830000",
    "44b52d02c7e14af5, 9.999999999999997e+22",
    "44b52d02c7e14af6, 1e+23",
    "44b52d02c7e14af7, 1.0000000000000001e+23",
    "444b1ae4d6e2ef4e, 999999999999999700000",
    "444b1ae4d6e2ef4f, 999999999999999900000",
    "444b1ae4d6e2ef50, 1e+21",
    "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d, 0.000001",
    "41b3de4355555553, 333333333.3333332",
    "41b3de4355555554, 333333333.33333325",
    "41b3de4355555555, 333333333.3333333",
    "41b3de4355555556, 333333333.3333334",
    "41b3de4355555557, 333333333.33333343",
    "becbf647612f3696, -0.0000033333333333333333",
    "43143ff3c1cb0959, 1424953923781206.2"
  })
  void number_sampleOfTheSpecification_isAsPublished(String bits, String text) {
    assertThat(CanonicalJson.number(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16))))
        .isEqualTo(text);
  }

  @Test
  void number_anyDouble_isWhatAnotherLibrarySays() throws IOException {
    Random random = new Random(8785);
    for (int i = 0; i < 50_000; i++) {
      double value =
          i % 2 == 0 ? Double.longBitsToDouble(random.nextLong()) : random.nextInt(1_000_000) / 1e4;
      if (Double.isFinite(value)) {
        assertThat(CanonicalJson.number(value)).isEqualTo(NumberToJSON.serializeNumber(value));
      }
    }
  }

  @Test
  void write_anyTree_isWhatAnotherLibrarySays() throws IOException {
    Random random = new Random(42);
    for (int i = 0; i < 500; i++) {
      JsonNode tree = object(random, 4);
      String written = CanonicalJson.write(tree);
      assertThat(written).isEqualTo(new JsonCanonicalizer(Json.write(tree)).getEncodedString());
      assertThat(CanonicalJson.write(Json.parse(written.getBytes(StandardCharsets.UTF_8))))
          .isEqualTo(written);
    }
  }

  private static ObjectNode object(Random random, int depth) {
    ObjectNode object = Json.object();
    for (int i = random.nextInt(6); i > 0; i--) {
      object.set(text(random), value(random, depth - 1));
    }
    return object;
  }

  private static JsonNode value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> Json.tree(text(random));
      case 1 -> Json.tree(random.nextInt());
      case 2 -> Json.tree(random.nextInt(100_000) / 1000.0);
      case 3 -> Json.tree(random.nextBoolean());
      case 4 -> Json.parse("null".getBytes(StandardCharsets.UTF_8));
      case 5 -> object(random, depth);
      default -> {
        ArrayNode array = Json.object().putArray("a");
        for (int i = random.nextInt(4); i > 0; i--) {
          array.add(value(random, depth - 1));
        }
        yield array;
      }
    };
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      int point =
          switch (random.nextInt(4)) {
            case 0 -> random.nextInt(0x80);
            case 1 -> 0x80 + random.nextInt(0x700);
            case 2 -> 0xe000 + random.nextInt(0x1ff0);
            default -> 0x1f600 + random.nextInt(80);
          };
      text.appendCodePoint(point);
    }
    return text.toString();
  }

  @Test
  @Tag("check-22")
  void write_loneSurrogate_isRefusedAndNeverWrittenAsAnotherCharacter() {
    for (String text : new String[] {"\ud800", "a\udc00", "\ud800\ud800\udc00"}) {
      assertThatThrownBy(() -> CanonicalJson.write(Json.tree(text)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("surrogate");
      ObjectNode byName = Json.object().put(text, 1);
      assertThatThrownBy(() -> CanonicalJson.write(byName))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(CanonicalJson.objection(byName)).isPresent();
      assertThat(CanonicalJson.objection(Json.object().put("a", text)).orElseThrow().pointer())
          .isEqualTo("/a");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"9007199254740993", "0.1000000000000000055", "1e400"})
  void objection_numberThatReadersChange_isPresent(String number) {
    assertThat(objection(number)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-0.0", "1.50", "1e3", "8.5417", "9007199254740991", "5e-324"})
  void objection_numberThatAllReadersKeep_isEmpty(String number) {
    assertThat(objection(number)).isFalse();
  }

  private static boolean objection(String number) {
    String json = "{\"a\":[" + number + "]}";
    return CanonicalJson.objection(Json.parse(json.getBytes(StandardCharsets.UTF_8))).isPresent();
  }
}
