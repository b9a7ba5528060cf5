package dev.laurel.functions.issuers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.issuers.AchievementContent;
import dev.laurel.json.Json;
import dev.laurel.runtime.HttpEvent;
import dev.laurel.runtime.Response;
import dev.laurel.storage.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What credentials will carry into the open is refused where it is written, not when it is signed.
final class PublicPartsTest {
  private static final String ADDRESS = "ask lea@example.org";

  private final World world = new World();

  private Response post(String path, String key, JsonNode body) {
    return world.edge().answer(HttpEvent.of("POST", path).bearer(key).json(Json.write(body)));
  }

  private static ObjectNode achievement(int criteria, int levels, String text) {
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < criteria; i++) {
      List<Object> each = new ArrayList<>();
      for (int j = 0; j < levels; j++) {
        each.add(Map.of("name", "level " + j, "description", text, "points", j));
      }
      all.add(Map.of("name", "criterion " + i, "levels", each));
    }
    ObjectNode body = Json.object();
    body.put("name", "Name").put("description", "Description");
    body.putObject("criteria").put("narrative", "Do it.");
    body.set("rubric", Json.tree(Map.of("criteria", all, "passRule", Map.of("minimumPoints", 1))));
    return body;
  }

  private static ObjectNode achievement() {
    return achievement(1, 2, "what it takes");
  }

  private static List<String> pointers(Response response) {
    assertThat(response.status()).as(response.text()).isEqualTo(400);
    return Json.parse(response.body())
        .path("errors")
        .valueStream()
        .map(error -> error.path("pointer").stringValue())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/name",
        "/description",
        "/criteria/narrative",
        "/rubric/criteria/0/name",
        "/rubric/criteria/0/description",
        "/rubric/criteria/0/levels/1/name",
        "/rubric/criteria/0/levels/1/description"
      })
  void postAchievements_addressInAPublicText_isRefusedAtItsPlace(String pointer) {
    ObjectNode body = achievement();
    int last = pointer.lastIndexOf('/');
    ((ObjectNode) body.at(pointer.substring(0, last))).put(pointer.substring(last + 1), ADDRESS);
    Response refused = post("/v1/achievements", World.KEY_A, body);
    assertThat(pointers(refused)).containsExactly(pointer);
    assertThat(refused.text()).contains("e-mail address").doesNotContain("lea@");
  }

  @Test
  void postAchievements_addressInTagsLinksAndAlignments_isRefusedAtItsPlace() {
    ObjectNode body = achievement();
    body.putArray("tags").add("fine").add("lea@example.org");
    ((ObjectNode) body.path("criteria")).put("url", "https://example.org/?to=lea%40example.org");
    body.putArray("alignments")
        .addObject()
        .put("targetName", ADDRESS)
        .put("targetUrl", "https://example.org");
    assertThat(pointers(post("/v1/achievements", World.KEY_A, body)))
        .containsExactlyInAnyOrder("/tags/1", "/criteria/url", "/alignments/0/targetName");
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "description"})
  void postIssuers_addressInAPublicText_isRefusedAtItsPlace(String member) {
    ObjectNode body = Json.object();
    body.put("name", "A").put("url", "https://example.org").put("email", "a@example.org");
    assertThat(post("/v1/issuers", World.OPERATOR, body).status()).isEqualTo(201);
    body.put(member, ADDRESS);
    assertThat(pointers(post("/v1/issuers", World.OPERATOR, body))).containsExactly("/" + member);
  }

  @Test
  void postAchievements_ruleThatEveryGradeMeets_isRefused() {
    ObjectNode body = achievement();
    ((ObjectNode) body.at("/rubric/passRule")).put("minimumPoints", 0);
    assertThat(pointers(post("/v1/achievements", World.KEY_A, body)))
        .containsExactly("/rubric/passRule/minimumPoints");
  }

  @Test
  void postAchievements_unknownRequiredLevels_areNamedEach() {
    ObjectNode body = achievement();
    ((ObjectNode) body.at("/rubric/passRule"))
        .set(
            "requiredLevels",
            Json.tree(
                List.of(
                    Map.of("criterion", "criterion-1", "level", "level-2"),
                    Map.of("criterion", "criterion-9", "level", "level-1"))));
    assertThat(pointers(post("/v1/achievements", World.KEY_A, body)))
        .containsExactly("/rubric/passRule/requiredLevels/1/criterion");
  }

  @Test
  void postAchievements_tooLargeForACredential_isRefusedWithBothNumbers() {
    assertThat(post("/v1/achievements", World.KEY_A, achievement(20, 10, "short")).status())
        .as("the largest rubric in few words")
        .isEqualTo(201);
    Response refused = post("/v1/achievements", World.KEY_A, achievement(20, 10, "d".repeat(150)));
    assertThat(pointers(refused)).containsExactly("");
    assertThat(refused.text())
        .contains("too large", Integer.toString(AchievementContent.MAX_CREDENTIAL_BYTES));
  }

  @Test
  @Tag("check-62")
  @Tag("check-63")
  void complete_underAnIdempotencyKey_isReplayedAndOtherBodiesAreRefused() {
    HttpEvent event =
        HttpEvent.of("POST", "/v1/achievements/" + World.id("7") + "/complete")
            .bearer(World.KEY_A)
            .header("idempotency-key", "k");
    Response first = world.edge().answer(event.json("{\"version\":1}"));
    Response again = world.edge().answer(event.json("{\"version\":1}"));
    assertThat(first.status()).isEqualTo(200);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.headers()).containsEntry("idempotency-replayed", "true");
    assertThat(world.edge().answer(event.json("{\"version\":2}")).status()).isEqualTo(422);
    assertThat(world.items.all(Table.OUTBOX)).isEmpty();
  }
}
