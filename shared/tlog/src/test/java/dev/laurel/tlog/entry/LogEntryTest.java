package dev.laurel.tlog.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.tlog.EntryBundle;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogEntryTest {
  private static final Instant AT = Instant.parse("2026-11-21T22:41:07.5Z");
  private static final String DID = "did:web:example.org:issuers:a";
  private static final String KEY = DID + "#key-1";

  static final List<LogEntry> ALL =
      List.of(
          new Issue(List.of(DID + "#key-2", KEY), new byte[32], AT),
          new Abandon(List.of(KEY), new byte[32], AT),
          new StatusList(List.of(KEY), "https://example.org/lists/1", 3, new byte[64], AT),
          new KeyAdd(DID, KEY, "z6MkExample", List.of(), List.of(new Auth(KEY, new byte[64])), AT),
          new KeyAdd(DID, KEY, "z6MkExample", List.of("eddsa-rdfc-2022"), List.of(), AT),
          new KeyRetire(
              DID, KEY, "z6MkExample", OptionalLong.empty(), "", List.of(), Instant.EPOCH),
          new KeyRetire(
              DID,
              KEY,
              "z6MkExample",
              OptionalLong.of(0),
              "lost \"with\" a \\ backup",
              List.of(new Auth(KEY, new byte[64])),
              AT));

  @Test
  void json_ofIssue_isTheClosedFormAndNothingPersonal() {
    assertThat(ALL.getFirst().json())
        .isEqualTo(
            "{\"at\":1795298400,\"commit\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\","
                + "\"keys\":[\"did:web:example.org:issuers:a#key-1\","
                + "\"did:web:example.org:issuers:a#key-2\"],\"t\":\"issue\",\"v\":1}");
  }

  @Test
  void json_ofRetiredKey_escapesAndSorts() {
    assertThat(ALL.getLast().json())
        .startsWith("{\"at\":1795298400,\"auth\":[{\"method\":\"" + KEY + "\",\"signature\":\"AAA")
        .contains("],\"below\":0,\"did\":\"" + DID + "\",\"method\":\"" + KEY + "\"")
        .endsWith(",\"reason\":\"lost \\\"with\\\" a \\\\ backup\",\"t\":\"key-retire\",\"v\":1}");
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void parse_ofEntry_givesItBack(LogEntry entry) {
    assertThat(LogEntry.parse(entry.bytes())).contains(entry);
    assertThat(entry.id()).isEqualTo(EntryId.of(entry.bytes()));
    assertThat(EntryId.parse(entry.id().hex())).contains(entry.id());
    assertThat(entry.keys()).isNotEmpty().allMatch(key -> key.startsWith(DID + "#"));
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void parse_ofOtherSpelling_isEmpty(LogEntry entry) {
    String json = entry.json();
    List<String> others = new ArrayList<>();
    others.add(" " + json);
    others.add(json + "\n");
    others.add(json.replaceFirst(":", ": "));
    others.add(json.replace("\"v\":1", "\"v\":1.0"));
    others.add(json.replace("\"v\":1", "\"v\":1e0"));
    others.add(json.replace("\"v\":1", "\"v\":2"));
    others.add(json.replace("\"v\":1", "\"v\":1,\"w\":1"));
    others.add(json.replace("\"v\":1", "\"v\":1,\"v\":1"));
    others.add(json.replace("{\"at\"", "{\"aa\":null,\"at\""));
    others.add(json.replaceFirst("\"at\":([0-9]+)", "\"at\":$11"));
    others.add(json.replace("\"at\":", "\"at\":-"));
    others.add(json.replace("did:web", "did\\u003aweb"));
    others.add(json.replace("did:web", "did:w\u00e9b"));
    others.add("[" + json + "]");
    others.removeIf(json::equals);
    for (String other : others) {
      assertThat(LogEntry.parse(other.getBytes(StandardCharsets.UTF_8))).as(other).isEmpty();
    }
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void parse_ofEveryFlippedByte_isAnotherEntryOrEmpty(LogEntry entry) {
    byte[] bytes = entry.bytes();
    for (int i = 0; i < bytes.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        bytes[i] ^= (byte) (1 << bit);
        LogEntry.parse(bytes).ifPresent(other -> assertThat(other.bytes()).isEqualTo(bytes));
        bytes[i] ^= (byte) (1 << bit);
      }
    }
    for (int length = 0; length < bytes.length; length++) {
      assertThat(LogEntry.parse(Arrays.copyOf(bytes, length))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"at\":0,\"commit\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\",\"keys\":[],"
            + "\"t\":\"issue\",\"v\":1}",
        "{\"at\":0,\"commit\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\",\"keys\":[\"\"],"
            + "\"t\":\"issue\",\"v\":1}",
        "{\"at\":0,\"commit\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\","
            + "\"keys\":[\"b\",\"a\"],\"t\":\"issue\",\"v\":1}",
        "{\"at\":0,\"commit\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\","
            + "\"keys\":[\"a\",\"a\"],\"t\":\"issue\",\"v\":1}",
        "{\"at\":0,\"commit\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB\",\"keys\":[\"a\"],"
            + "\"t\":\"issue\",\"v\":1}",
        "{\"at\":0,\"commit\":\"AAAA\",\"keys\":[\"a\"],\"t\":\"issue\",\"v\":1}",
        "{\"at\":0,\"commit\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\",\"keys\":[1],"
            + "\"t\":\"issue\",\"v\":1}",
        "{\"at\":0,\"commit\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\",\"keys\":[\"a\"],"
            + "\"t\":\"revoke\",\"v\":1}",
        "{\"at\":1,\"commit\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\",\"keys\":[\"a\"],"
            + "\"t\":\"issue\",\"v\":1}",
        "{\"at\":9007199254740992,\"commit\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\","
            + "\"keys\":[\"a\"],\"t\":\"issue\",\"v\":1}",
        "{\"at\":0,\"auth\":[],\"did\":\"did:web:a\",\"method\":\"did:web:b#k\","
            + "\"publicKeyMultibase\":\"z\",\"t\":\"key-add\",\"v\":1}",
        "{\"at\":0,\"auth\":[],\"did\":\"did:web:a\",\"method\":\"did:web:a#\","
            + "\"publicKeyMultibase\":\"z\",\"t\":\"key-add\",\"v\":1}",
        "{\"at\":0,\"auth\":[],\"did\":\"did:web:a\",\"method\":\"did:web:a#k\","
            + "\"publicKeyMultibase\":\"z\",\"suites\":[],\"t\":\"key-add\",\"v\":1}",
        "{\"at\":0,\"did\":\"did:web:a\",\"method\":\"did:web:a#k\","
            + "\"publicKeyMultibase\":\"z\",\"t\":\"key-add\",\"v\":1}",
        "{\"at\":0,\"auth\":[],\"did\":\"did:web:a\",\"method\":\"did:web:a#k\","
            + "\"publicKeyMultibase\":\"z\",\"reason\":\"\",\"t\":\"key-retire\",\"v\":1}",
        "{}",
        "null",
        ""
      })
  void parse_ofEntryAgainstTheRules_isEmpty(String json) {
    assertThat(LogEntry.parse(json.getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @Test
  void parse_ofTooManyBytes_isEmpty() {
    assertThat(LogEntry.parse(new byte[EntryBundle.MAX_ENTRY + 1])).isEmpty();
  }

  @Test
  void of_issue_abandonsItsKeysAndCommitment() {
    Issue issue = new Issue(List.of(KEY), new byte[32], AT);
    Abandon abandon = Abandon.of(issue, AT.plusSeconds(7_200));
    assertThat(abandon.keys()).isEqualTo(issue.keys());
    assertThat(abandon.commit()).isEqualTo(issue.commit());
    assertThat(abandon.at()).isEqualTo(Instant.parse("2026-11-22T00:00:00Z"));
  }

  @Test
  void constructor_ofLargestEntry_fitsIntoABundle() {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < LogEntry.MAX_KEYS; i++) {
      keys.add("k" + i + "x".repeat(2_900));
    }
    assertThat(new Issue(keys, new byte[32], AT).bytes().length).isLessThan(EntryBundle.MAX_ENTRY);
  }

  @Test
  void constructor_ofTextBeyondAscii_isRefused() {
    assertThatThrownBy(() -> new Issue(List.of("did:web:\u00e9#k"), new byte[32], AT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ASCII");
    assertThatThrownBy(() -> new Issue(List.of("a\nb"), new byte[32], AT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Issue(List.of("a"), new byte[31], AT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32");
    assertThatThrownBy(() -> new StatusList(List.of("a"), "l", 0, new byte[64], AT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void parseStatement_ofStatement_isTheUnsignedEntry() {
    for (LogEntry entry : ALL) {
      switch (entry) {
        case KeyAdd add -> {
          assertThat(KeyAdd.parseStatement(add.statement())).contains(add.with(List.of()));
          assertThat(KeyRetire.parseStatement(add.statement())).isEmpty();
          assertThat(KeyAdd.parseStatement(add.bytes())).isEmpty();
          assertThat(new String(add.statement(), StandardCharsets.US_ASCII))
              .isEqualTo("laurel/key/v1\0" + add.statementJson())
              .doesNotContain("auth");
        }
        case KeyRetire retire ->
            assertThat(KeyRetire.parseStatement(retire.statement()))
                .contains(retire.with(List.of()));
        case Issue _, Abandon _, StatusList _ ->
            assertThat(KeyAdd.parseStatement(entry.bytes())).isEmpty();
      }
    }
  }

  @Test
  void statement_isNeverAsLongAsHashData() {
    KeyAdd shortest = new KeyAdd("did:", "did:#a", "z", List.of(), List.of(), Instant.EPOCH);
    assertThat(shortest.statement().length).isGreaterThan(StatusList.DIGEST_LENGTH);
  }
}
