package dev.laurel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Two objects with one id are one node of the graph that is signed: what they say could change
/// places under a signature that holds.
@Tag("check-2")
final class SharedIdsTest {
  private final Samples samples = new Samples();

  private Check terms(Consumer<ObjectNode> beforeSigning) {
    return samples.verify(samples.signed(beforeSigning)).check(Check.TERMS).orElseThrow();
  }

  private static ObjectNode achievement(ObjectNode document) {
    return (ObjectNode) document.path("credentialSubject").path("achievement");
  }

  private static ObjectNode evidence(ObjectNode document, int nth) {
    return (ObjectNode) ((ArrayNode) document.path("evidence")).get(nth);
  }

  @Test
  void verify_evidenceUnderTheAchievementsId_isRefusedEitherWayRound() {
    Check check =
        terms(document ->
            evidence(document, 0).put("id", achievement(document).path("id").asString()));
    assertThat(check.result()).isEqualTo(CheckResult.FAILED);
    assertThat(check.type()).isEqualTo(CheckType.AMBIGUOUS_ID.uri());
    assertThat(check.detail()).contains("/credentialSubject/achievement").contains("/evidence/0");
  }

  @Test
  void verify_twoThingsOfOneTypeThatSayDifferentThings_isRefused() {
    Check check =
        terms(document -> {
          ObjectNode copy = evidence(document, 0).deepCopy();
          evidence(document, 0).put("id", "https://learner.example/work");
          copy.put("id", "https://learner.example/work").put("name", "Another");
          ((ArrayNode) document.path("evidence")).add(copy);
        });
    assertThat(check.type()).isEqualTo(CheckType.AMBIGUOUS_ID.uri());
  }

  @Test
  void verify_issuerNamedAgainByIdAndType_isAccepted() {
    Check check =
        terms(document ->
            achievement(document)
                .putObject("creator")
                .put("id", document.path("issuer").path("id").asString())
                .set("type", document.path("issuer").path("type").deepCopy()));
    assertThat(check.result()).isEqualTo(CheckResult.PASSED);
  }

  @Test
  void verify_relatedResourceWithTheWordsOfItsImage_isRefused() {
    Check check =
        terms(document ->
            ((ObjectNode) document.path("relatedResource").path(0)).put("name", "Moved here"));
    assertThat(check.type()).isEqualTo(CheckType.AMBIGUOUS_ID.uri());
  }
}
