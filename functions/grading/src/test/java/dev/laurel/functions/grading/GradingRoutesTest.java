package dev.laurel.functions.grading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.assessment.Audit;
import dev.laurel.assessment.AwardDetails;
import dev.laurel.assessment.Decision;
import dev.laurel.assessment.SubmissionId;
import dev.laurel.assessment.SubmissionStore;
import dev.laurel.json.Json;
import dev.laurel.runtime.HttpEvent;
import dev.laurel.runtime.Response;
import dev.laurel.storage.Read;
import dev.laurel.storage.Table;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

final class GradingRoutesTest {
  private static final String HIGH =
      "{\"levels\":[{\"criterion\":\"analysis\",\"level\":\"high\",\"feedback\":\"yes\"}]}";

  private final Seeded seeded = new Seeded();

  private static HttpEvent grade(SubmissionId id, String key, String body) {
    return HttpEvent.of("POST", "/v1/submissions/" + id + "/grades").bearer(key).json(body);
  }

  private Response queue(String query, String key) {
    return seeded.edge.answer(HttpEvent.of("GET", "/v1/grading/queue" + query).bearer(key));
  }

  private List<Audit> audit(SubmissionId id) {
    return new SubmissionStore(seeded.items).audit(id);
  }

  @Test
  void queue_askedForMuch_givesPagesThatFitIntoAnAnswer() {
    for (int i = 0; i < GradingQueue.MAX_ITEMS; i++) {
      seeded.submitAnother();
    }
    JsonNode first = Json.parse(queue("?limit=100", Seeded.KEY).body());
    assertThat(first.path("items").size()).isEqualTo(GradingQueue.MAX_ITEMS);
    assertThat(first.path("hasMore").asBoolean()).isTrue();
    String after = "?limit=100&after=" + first.path("next").stringValue();
    JsonNode second = Json.parse(queue(after, Seeded.KEY).body());
    assertThat(second.path("items").size()).isEqualTo(2);
    assertThat(second.path("hasMore").asBoolean()).isFalse();
  }

  @Test
  void queue_showsWorkRubricAndDownloadsButNotTheLearner() {
    Response queue = queue("", Seeded.KEY);
    assertThat(queue.status()).isEqualTo(200);
    JsonNode answer = Json.parse(queue.body());
    assertThat(answer.path("items").size()).isEqualTo(2);
    JsonNode item = answer.path("items").path(0);
    assertThat(item.path("id").asString()).isEqualTo(Seeded.SUBMITTED.text());
    assertThat(item.path("achievement").path("name").asString()).isEqualTo("Data " + Seeded.NASTY);
    assertThat(item.path("rubric").path("criteria").path(0).path("id").asString())
        .isEqualTo("analysis");
    assertThat(item.path("rubric").path("passRule").path("minimumPoints").asInt()).isEqualTo(10);
    assertThat(item.path("evidence").path(0).path("kind").asString()).isEqualTo("link");
    JsonNode text = answer.path("items").path(1).path("evidence").path(0);
    URI download = URI.create(text.path("download").asString());
    assertThat(seeded.objects.download(download))
        .hasValue(Seeded.NASTY.getBytes(StandardCharsets.UTF_8));
    seeded.clock.advance(Duration.ofMinutes(15));
    assertThat(seeded.objects.download(download)).as("after its time").isEmpty();
    assertThat(queue.text()).doesNotContain("zoe@example.org");
  }

  @Test
  @Tag("check-56")
  void queue_pages_areTheCallersAlone() {
    JsonNode first = Json.parse(queue("?limit=1", Seeded.KEY).body());
    assertThat(first.path("hasMore").asBoolean()).isTrue();
    String next = "?limit=1&after=" + first.path("next").asString();
    JsonNode second = Json.parse(queue(next, Seeded.KEY).body());
    assertThat(second.path("items").path(0).path("id").asString()).isEqualTo(Seeded.TEXT.text());
    assertThat(queue(next, Seeded.OTHER_KEY).status()).isEqualTo(400);
    assertThat(Json.parse(queue("", Seeded.OTHER_KEY).body()).path("items").size()).isZero();
  }

  @Test
  void queue_empty_isAnEmptyList() {
    assertThat(queue("", Seeded.OTHER_KEY).text()).isEqualTo("{\"items\":[],\"hasMore\":false}");
  }

  @Test
  void grade_passed_answersAndLeavesTheQueue() {
    Response graded = seeded.edge.answer(grade(Seeded.SUBMITTED, Seeded.KEY, HIGH));
    assertThat(graded.status()).isEqualTo(201);
    assertThat(graded.text())
        .isEqualTo(
            "{\"submission\":\""
                + Seeded.SUBMITTED
                + "\",\"attempt\":1,\"outcome\":\"passed\",\"points\":10,\"maximum\":10,"
                + "\"levels\":[{\"criterion\":\"analysis\",\"level\":\"high\",\"points\":10}],"
                + "\"at\":\"2026-03-01T10:00:00Z\"}");
    assertThat(queue("", Seeded.KEY).text()).doesNotContain(Seeded.SUBMITTED.text());
    assertThat(seeded.items.all(Table.OUTBOX))
        .anyMatch(item -> item.key().partition().equals("issuance#" + Seeded.SUBMITTED));
  }

  @Test
  void grade_withDetailsOfTheAward_keepsThemWhereItPasses() {
    String award =
        ",\"award\":{\"creditsEarned\":1.50,\"licenseNumber\":\"L-1\",\"term\":\"Spring\"}}";
    String low = HIGH.replace("high", "low");
    for (String body : List.of(HIGH, low)) {
      SubmissionId id = body.equals(HIGH) ? Seeded.SUBMITTED : Seeded.TEXT;
      String whole = body.substring(0, body.length() - 1) + award;
      assertThat(seeded.edge.answer(grade(id, Seeded.KEY, whole)).status()).isEqualTo(201);
    }

    assertThat(decision(Seeded.SUBMITTED).details())
        .isEqualTo(new AwardDetails("1.5", "L-1", "Spring"));
    assertThat(decision(Seeded.TEXT).details()).isEqualTo(AwardDetails.NONE);
  }

  private Decision decision(SubmissionId id) {
    return new SubmissionStore(seeded.items)
        .whole(id, Read.CONSISTENT)
        .orElseThrow()
        .decision()
        .orElseThrow();
  }

  @ParameterizedTest
  @Tag("check-75")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"levels\":[{\"criterion\":\"a\",\"level\":\"high\"}]} | /levels/0/criterion",
        "{\"levels\":[{\"criterion\":\"analysis\",\"level\":\"top\"}]} | /levels/0/level",
        "{\"levels\":[{\"criterion\":\"analysis\",\"level\":5}]} | /levels/0/level",
        "{\"levels\":{}} | /levels",
        "{\"levels\":[{\"criterion\":\"analysis\",\"level\":\"low\"},"
            + "{\"criterion\":\"analysis\",\"level\":\"high\"}]} | /levels/1/criterion",
        "{\"levels\":[{\"criterion\":\"analysis\",\"level\":\"low\"}],\"points\":9} | /points",
        "{\"levels\":[],\"award\":5} | /award",
        "{\"levels\":[],\"award\":{\"creditsEarned\":-1}} | /award/creditsEarned",
        "{\"levels\":[],\"award\":{\"licenseNumber\":\"a@example.org\"}} | /award/licenseNumber",
        "{\"levels\":[],\"award\":{\"role\":\"x\"}} | /award/role",
      })
  void grade_thatDoesNotFit_namesThePlace(String body, String pointer) {
    Response refused = seeded.edge.answer(grade(Seeded.SUBMITTED, Seeded.KEY, body));
    assertThat(refused.status()).isEqualTo(400);
    List<String> pointers = new ArrayList<>();
    Json.parse(refused.body())
        .path("errors")
        .forEach(error -> pointers.add(error.path("pointer").asString()));
    assertThat(pointers).contains(pointer);
    assertThat(audit(Seeded.SUBMITTED)).isEmpty();
  }

  @Test
  @Tag("check-58")
  void grade_ownSubmission_isForbiddenAndAudited() {
    Response refused = seeded.edge.answer(grade(Seeded.SUBMITTED, Seeded.LEARNERS_KEY, HIGH));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text()).contains("self-assessment");
    assertThat(audit(Seeded.SUBMITTED))
        .extracting(Audit::result)
        .containsExactly(Audit.Result.SELF_ASSESSMENT);
  }

  @Test
  @Tag("check-58")
  void everyRoute_withAKeyOfAnotherRole_isForbidden() {
    assertThat(seeded.edge.answer(grade(Seeded.SUBMITTED, Seeded.SUBMIT_KEY, HIGH)).status())
        .isEqualTo(403);
    assertThat(queue("", Seeded.SUBMIT_KEY).status()).isEqualTo(403);
    assertThat(audit(Seeded.SUBMITTED)).isEmpty();
  }

  @Test
  @Tag("check-55")
  void grade_anotherIssuers_isAnsweredLikeNone() {
    Response theirs = seeded.edge.answer(grade(Seeded.SUBMITTED, Seeded.OTHER_KEY, HIGH));
    SubmissionId none = new SubmissionId("0".repeat(32));
    Response missing = seeded.edge.answer(grade(none, Seeded.OTHER_KEY, HIGH));
    assertThat(theirs.status()).isEqualTo(404);
    assertThat(theirs.body()).isEqualTo(missing.body());
    assertThat(audit(Seeded.SUBMITTED)).isEmpty();
  }

  @Test
  @Tag("check-62")
  void grade_sameKeyFiveTimes_oneDecisionOneAuditSameAnswer() {
    HttpEvent event = grade(Seeded.SUBMITTED, Seeded.KEY, HIGH).header("idempotency-key", "k");
    String first = seeded.edge.answer(event).text();
    for (int i = 0; i < 4; i++) {
      assertThat(seeded.edge.answer(event).text()).isEqualTo(first);
    }
    assertThat(audit(Seeded.SUBMITTED)).hasSize(1);
  }

  @Test
  @Tag("check-63")
  void grade_sameKeyOtherBody_isRefused() {
    HttpEvent event = grade(Seeded.SUBMITTED, Seeded.KEY, HIGH).header("idempotency-key", "k");
    seeded.edge.answer(event);
    HttpEvent other =
        grade(Seeded.SUBMITTED, Seeded.KEY, HIGH.replace("high", "low"))
            .header("idempotency-key", "k");
    assertThat(seeded.edge.answer(other).status()).isEqualTo(422);
  }

  @Test
  @Tag("check-67")
  void grade_refusedFirst_doesNotBurnTheKey() {
    HttpEvent event = grade(Seeded.SUBMITTED, Seeded.KEY, HIGH).header("idempotency-key", "k");
    assertThat(seeded.edge.answer(event.json("{}")).status()).isEqualTo(400);
    assertThat(seeded.edge.answer(event).status()).isEqualTo(201);
  }

  @Test
  @Tag("check-91")
  @Tag("check-92")
  void grade_byTwoAssessorsInManyThreads_oneDecisionEveryAttemptAudited() throws Exception {
    List<Callable<Integer>> clicks = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      String key = i % 2 == 0 ? Seeded.KEY : Seeded.SECOND_KEY;
      String body = i % 2 == 0 ? HIGH : HIGH.replace("high", "low");
      clicks.add(() -> seeded.edge.answer(grade(Seeded.SUBMITTED, key, body)).status());
    }
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      for (Future<Integer> status : threads.invokeAll(clicks)) {
        statuses.add(status.get());
      }
    }
    assertThat(Collections.frequency(statuses, 201)).isEqualTo(1);
    assertThat(Collections.frequency(statuses, 409)).isEqualTo(15);
    assertThat(audit(Seeded.SUBMITTED)).hasSize(16);
  }
}
