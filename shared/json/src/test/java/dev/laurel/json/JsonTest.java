package dev.laurel.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
  record Row(
      String zebra,
      int apple,
      List<String> tags,
      Map<String, Integer> points,
      Set<Colour> colours,
      Instant at,
      String none) {
    Row {
      tags = List.copyOf(tags);
      points = Map.copyOf(points);
      colours = Set.copyOf(colours);
    }
  }

  enum Colour {
    RED
  }

  @Test
  void write_recordWithEmptyParts_keepsOrderAndOmitsEmptyCollections() {
    Row row =
        new Row("z", 1, List.of(), Map.of(), Set.of(), Instant.parse("2026-01-02T03:04:05Z"), "");
    assertThat(Json.write(row))
        .isEqualTo("{\"zebra\":\"z\",\"apple\":1,\"at\":\"2026-01-02T03:04:05Z\",\"none\":\"\"}");
    assertThat(Json.read(Json.write(row), Row.class)).isEqualTo(row);
  }

  @Test
  void read_fullRecord_isWhatWasWritten() {
    Row row =
        new Row(
            "é®\uD83C\uDF93",
            7,
            List.of("a"),
            Map.of("x", 2),
            Set.of(Colour.RED),
            Instant.parse("2026-01-02T03:04:05.123456789Z"),
            "");
    assertThat(Json.read(Json.write(row), Row.class)).isEqualTo(row);
  }

  @Test
  void read_unknownMemberAndAbsentNumber_isTolerated() {
    Row row = Json.read("{\"zebra\":\"z\",\"later\":[1],\"none\":\"\"}", Row.class);
    assertThat(row.apple()).isZero();
    assertThat(row.tags()).isEmpty();
  }

  @Test
  void read_damagedRow_doesNotRepeatItsContent() {
    assertThatThrownBy(() -> Json.read("{\"apple\":\"secret@example.org\"}", Row.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Row")
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  @Test
  void parse_text_keepsDigitsAndCharacters() {
    assertThat(
            Json.parse("{\"a\":1.10,\"b\":\"é\\uD83C\\uDF93\"}".getBytes(StandardCharsets.UTF_8))
                .toString())
        .isEqualTo("{\"a\":1.10,\"b\":\"é\uD83C\uDF93\"}");
  }

  @Tag("check-17")
  @Test
  void parse_duplicateMember_namesIt() {
    assertThatThrownBy(() -> parse("{\"a\":{\"x/y\":[{\"n\":1,\"\\u006e\":2}]}}"))
        .asInstanceOf(InstanceOfAssertFactories.type(JsonRefused.class))
        .satisfies(e -> assertThat(e.pointer()).startsWith("/a/x~1y/0"))
        .satisfies(e -> assertThat(e).hasMessageContaining("twice"));
  }

  @Tag("check-18")
  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void parse_tenThousandDeep_isRefused(String open) {
    assertThatThrownBy(() -> parse(open.repeat(10_000)))
        .isInstanceOf(JsonRefused.class)
        .hasMessageContaining("64");
  }

  @Test
  void parse_depthOfLimit_isTaken() {
    assertThat(parse("[".repeat(64) + "]".repeat(64)).isArray()).isTrue();
    assertThatThrownBy(() -> parse("[".repeat(65) + "]".repeat(65)))
        .isInstanceOf(JsonRefused.class);
  }

  @Test
  void parse_numberLongerWhenWritten_isRefused() {
    String digits = "7".repeat(96);
    assertThatThrownBy(() -> parse("{\"a\":" + digits + "e1}"))
        .isInstanceOf(JsonRefused.class)
        .hasMessageContaining("longer than 100");
    String written = Json.write(parse("[" + digits + "e0]"));
    assertThat(Json.write(parse(written))).isEqualTo(written);
  }

  @Tag("check-19")
  @ParameterizedTest
  @ValueSource(
      strings = {"1e999999999", "1e401", "-1E-401", "0e999", "1e99999999999", "[1e2147483648]"})
  void parse_hugeExponent_isRefused(String number) {
    assertThatThrownBy(() -> parse(number)).isInstanceOf(JsonRefused.class);
  }

  @Tag("check-19")
  @Test
  void parse_millionDigits_isRefused() {
    assertThatThrownBy(() -> parse("9".repeat(1_000_000))).isInstanceOf(JsonRefused.class);
    assertThatThrownBy(() -> parse("0." + "9".repeat(1_000_000))).isInstanceOf(JsonRefused.class);
  }

  @Tag("check-21")
  @Test
  void parse_otherEncodings_areRefused() {
    refuse(new byte[] {'"', (byte) 0xff, '"'});
    refuse(new byte[] {'"', (byte) 0xc0, (byte) 0xaf, '"'});
    refuse(new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'});
    refuse("\uFEFF{}".getBytes(StandardCharsets.UTF_8));
    refuse("{}".getBytes(StandardCharsets.UTF_16));
    refuse("{}".getBytes(StandardCharsets.UTF_16LE));
    refuse("{}".getBytes(StandardCharsets.UTF_16BE));
    refuse("{}".getBytes(java.nio.charset.Charset.forName("UTF-32LE")));
  }

  @Tag("check-22")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"x\\udc00\"}",
        "{\"a\":\"\\udc00\\ud800\"}",
        "{\"a\":\"\\ud800\\ud800\\udc00\"}"
      })
  void parse_loneSurrogate_isRefusedWithPointer(String text) {
    assertThatThrownBy(() -> parse(text))
        .asInstanceOf(InstanceOfAssertFactories.type(JsonRefused.class))
        .extracting(JsonRefused::pointer)
        .isEqualTo("/a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{} {}",
        "[1,]",
        "{'a':1}",
        "NaN",
        "01",
        "// x\n{}",
        "\"\n\"",
        "{\"a\"}",
        "\"\\ud8"
      })
  void parse_notJson_isRefused(String text) {
    assertThatThrownBy(() -> parse(text)).isInstanceOf(JsonRefused.class);
  }

  @Test
  void parse_brokenText_doesNotRepeatIt() {
    assertThatThrownBy(() -> parse("{\"name\": Jane}"))
        .hasMessageContaining("line 1")
        .hasMessageNotContaining("Jane");
  }

  private static void refuse(byte[] bytes) {
    assertThatThrownBy(() -> Json.parse(bytes)).isInstanceOf(JsonRefused.class);
  }

  private static tools.jackson.databind.JsonNode parse(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Member names and their number are the sender's choice: places must not be written until one is
  /// told. Bytes are counted, so that no clock decides: writing them all would take 20 GB.
  @Test
  void parse_longNamesOverManyValues_costsNoMoreThanItsLength() {
    String name = "x".repeat(40_000);
    String text =
        ("{\"" + name + "\":").repeat(5) + "[1" + ",1".repeat(99_999) + "]" + "}".repeat(5);
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    Json.parse(utf8);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(200_000_000L);
  }

  @Test
  void toString_placeFarDown_isAJsonPointer() {
    assertThat(Pointer.ROOT.at("a/b").at(3).at("~").toString()).isEqualTo("/a~1b/3/~0");
    assertThat(Pointer.ROOT.toString()).isEmpty();
  }

  @Test
  void toString_placeWithLongNames_isCut() {
    Pointer far = Pointer.ROOT.at("a");
    for (int i = 0; i < 20; i++) {
      far = far.at("~".repeat(5_000)).at(i);
    }
    assertThat(far.toString()).startsWith("/a/~0~0").endsWith("\u2026").hasSize(Pointer.MAX_LENGTH);
    assertThat(Pointer.ROOT.at("b".repeat(Pointer.MAX_LENGTH - 1)).toString())
        .hasSize(Pointer.MAX_LENGTH)
        .endsWith("b");
  }
}
