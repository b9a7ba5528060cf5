package dev.laurel.credentials.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.json.Json;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Documents that are built to cost much.
@Tag("check-24")
final class WorkLimitTest {
  private static final Canonicalizer CANONICALIZER = new Canonicalizer(Contexts.bundled());

  /// CPU time, so that a busy machine does not fail the test; generous, because the first call in a
  /// process also loads and compiles.
  private static final long BUDGET = 4_000_000_000L;

  private static long cpuTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static Canonicalization canonicalize(String members) {
    JsonNode document =
        Json.parse(
            ("{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","
                    + "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],"
                    + "\"type\":[\"VerifiableCredential\"],"
                    + members
                    + "}")
                .getBytes(StandardCharsets.UTF_8));
    return CANONICALIZER.canonicalize(document);
  }

  private static void assertLimited(Canonicalization outcome) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Canonicalization.Refused.class,
            refused ->
                assertThat(refused.reason()).isEqualTo(Canonicalization.Reason.RESOURCE_LIMIT));
  }

  private static String alike(int count, String element) {
    return "[" + String.join(",", Collections.nCopies(count, element)) + "]";
  }

  private static String subject(int results) {
    return "{\"type\":[\"AchievementSubject\"],\"result\":"
        + alike(results, "{\"type\":[\"Result\"],\"value\":\"x\"}")
        + "}";
  }

  /// Blank nodes that nothing but their order could tell apart: canonicalisation tries the orders.
  @ParameterizedTest
  @ValueSource(ints = {9, 50, 1_000})
  void canonicalize_manyTwins_endsWithinTheBudget(int count) {
    long start = cpuTime();
    assertLimited(canonicalize("\"credentialSubject\":" + alike(2, subject(count))));
    assertThat(cpuTime() - start).isLessThan(BUDGET);
  }

  /// A tree of twins: each level doubles what the level above has to try.
  @Test
  void canonicalize_deepTwins_endsWithinTheBudget() {
    String related = "{\"id\":\"urn:a\",\"type\":[\"Achievement\"]}";
    for (int depth = 0; depth < 11; depth++) {
      related = "{\"type\":[\"Achievement\"],\"related\":[" + related + "," + related + "]}";
    }
    String subject = "{\"type\":[\"AchievementSubject\"],\"achievement\":" + related + "}";
    long start = cpuTime();
    assertThat(canonicalize("\"credentialSubject\":" + subject)).isNotNull();
    assertThat(cpuTime() - start).isLessThan(BUDGET);
  }

  /// RDFC-1.0 test074, ten blank nodes of which each is linked with each: only by naming them could
  /// a document say so, and none may. What is left are trees and lists.
  @Test
  void canonicalize_cliqueOfTenBlankNodes_isRefusedBeforeThereIsAGraph() {
    StringBuilder nodes = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      nodes.append(i == 0 ? "" : ",").append("{\"id\":\"_:e").append(i);
      nodes.append("\",\"type\":[\"Related\"],\"related\":[");
      for (int j = 0; j < 10; j++) {
        nodes.append(j == 0 ? "" : ",").append("{\"id\":\"_:e").append(j).append("\"}");
      }
      nodes.append("]}");
    }
    String subject =
        "{\"type\":[\"AchievementSubject\"],\"achievement\":{\"type\":[\"Achievement\"],"
            + "\"related\":["
            + nodes
            + "]}}";
    long start = cpuTime();
    assertThat(canonicalize("\"credentialSubject\":" + subject))
        .isInstanceOfSatisfying(
            Canonicalization.Refused.class,
            refused ->
                assertThat(refused.reason()).isEqualTo(Canonicalization.Reason.RELATIVE_IRI));
    assertThat(cpuTime() - start).isLessThan(BUDGET);
  }

  @Test
  void canonicalize_someTwins_isCanonical() {
    assertThat(canonicalize("\"credentialSubject\":" + alike(2, subject(4))))
        .isInstanceOf(Canonicalization.Canonical.class);
  }

  @Test
  void canonicalize_tooManyValues_isRefused() {
    assertLimited(canonicalize("\"evidence\":" + alike(DocumentScreen.MAX_VALUES, "{}")));
  }

  @Test
  void canonicalize_largestDocument_endsWithinTheBudget() {
    StringBuilder evidence = new StringBuilder("\"evidence\":[");
    for (int i = 0; i < 2_400; i++) {
      evidence.append(i == 0 ? "" : ",").append("{\"id\":\"urn:e:").append(i);
      evidence.append("\",\"type\":[\"Evidence\"]}");
    }
    long start = cpuTime();
    Canonicalization outcome = canonicalize(evidence + "]");
    assertThat(outcome).isInstanceOf(Canonicalization.Canonical.class);
    assertThat(cpuTime() - start).isLessThan(BUDGET);
  }

  @Test
  void canonicalize_manyTexts_endsWithinTheBudget() {
    StringBuilder tags = new StringBuilder("\"description\":[");
    for (int i = 0; i < 9_500; i++) {
      tags.append(i == 0 ? "\"" : ",\"").append(i).append('"');
    }
    long start = cpuTime();
    Canonicalization outcome = canonicalize(tags + "]");
    assertThat(outcome).isNotNull();
    assertThat(cpuTime() - start).isLessThan(BUDGET);
  }

  /// A list of equal values is a chain of cells that look alike; the library follows it by
  /// recursion.
  @ParameterizedTest
  @ValueSource(ints = {100, 1_000, 9_000})
  void canonicalize_longListOfOneValue_isRefusedWithoutError(int count) {
    String description =
        "{\"type\":[\"ResultDescription\"],\"allowedValue\":" + alike(count, "\"a\"") + "}";
    assertLimited(
        canonicalize(
            "\"credentialSubject\":{\"type\":[\"AchievementSubject\"],\"achievement\":"
                + "{\"type\":[\"Achievement\"],\"resultDescription\":"
                + description
                + "}}"));
  }

  @Test
  void canonicalize_languageTagOfManyParts_isAnswered() {
    assertThat(
            canonicalize(
                "\"name\":{\"@value\":\"x\",\"@language\":\"a" + "-a".repeat(400_000) + "\"}"))
        .isInstanceOf(Canonicalization.Canonical.class);
  }
}
