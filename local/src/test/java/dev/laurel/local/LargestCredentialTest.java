package dev.laurel.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.house.NoEmailAddress;
import dev.laurel.issuers.Endorsement;
import dev.laurel.issuers.PublicText;
import dev.laurel.json.Json;
import dev.laurel.local.template.TemplateFile;
import dev.laurel.runtime.Response;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What the edges take, issuance signs: nothing is refused when it is too late to mend.
final class LargestCredentialTest {
  private static final String WIDE = "\ud83c\udf93";

  @TempDir Path keys;

  private String did = "";

  @Test
  void largestOfEverything_passed_isPublished() throws Exception {
    TemplateFile template = TemplateFile.read(Roots.project().resolve("template.yaml"));
    Running world = new Running(template, keys.resolve("keys"), Wired.OPERATOR_KEY);
    String key = issuer(world);
    String achievement = "";
    for (int length = 60; achievement.isEmpty(); length--) {
      Response made = world.call("POST", "/v1/achievements", key, achievement(length));
      if (made.status() == 201) {
        achievement = Json.parse(made.body()).path("id").stringValue();
      }
    }
    String url = Running.BASE + "/achievements/" + achievement + "/versions/1";
    for (int i = 0; i < Endorsement.MAX_PER_SUBJECT; i++) {
      endorse(world, key, "urn:uuid:i" + i, did);
      endorse(world, key, "urn:uuid:a" + i, url);
    }
    String submission = "";
    for (int length = 600; submission.isEmpty(); length -= 5) {
      Response made = world.call("POST", "/v1/submissions", key, submission(achievement, length));
      if (made.status() == 201) {
        submission = Json.parse(made.body()).path("id").stringValue();
      }
    }
    List<Object> levels = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      levels.add(Map.of("criterion", "criterion-" + i, "level", "level-10"));
    }
    String path = "/v1/submissions/" + submission;
    world.must(201, "POST", path + "/grades", key, Map.of("levels", levels));
    JsonNode credential = world.must(200, "GET", path, key, null).path("credential");
    assertThat(credential.path("state").stringValue("none")).isEqualTo("published");
    String id = credential.path("id").stringValue();
    assertThat(world.call("GET", "/v1/credentials/" + id, key, null).body().length)
        .as("it is a large one")
        .isGreaterThan(150 * 1024);
  }

  /// With the longest comment, each character of which takes four bytes in a row.
  private static void endorse(Running world, String key, String id, String subject) {
    Endorser endorser = new Endorser();
    for (int length = 4_000; ; length -= 5) {
      JsonNode endorsement = endorser.endorsement(id, subject, "\"".repeat(length));
      if (Json.bytes(endorsement).length <= Endorsement.MAX_BYTES) {
        world.must(201, "POST", "/v1/endorsements", key, Map.of("endorsement", endorsement));
        return;
      }
    }
  }

  private String issuer(Running world) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", WIDE.repeat(200));
    body.put("url", "https://t.example/" + "u".repeat(1_980));
    body.put("email", "o@t.example");
    body.put("description", WIDE.repeat(2_000));
    JsonNode made = world.must(201, "POST", "/v1/issuers", Wired.OPERATOR_KEY, body);
    did = "did:web:localhost%3A8080:issuers:" + made.path("id").stringValue();
    String first = made.at("/key/secret").stringValue();
    Map<String, Object> all =
        Map.of(
            "name", "all",
            "scopes", List.of("admin", "submit", "grade", "revoke", "read"),
            "assessor", Map.of("name", "As", "email", "assessor@t.example"));
    return world.must(201, "POST", "/v1/keys", first, all).path("secret").stringValue();
  }

  private static Map<String, Object> achievement(int length) {
    List<Object> criteria = new ArrayList<>();
    List<Object> required = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      List<Object> levels = new ArrayList<>();
      for (int j = 1; j <= 10; j++) {
        levels.add(Map.of("name", "L" + j, "description", "\"".repeat(length), "points", j * 100));
      }
      criteria.add(Map.of("name", "C" + i, "levels", levels));
      required.add(Map.of("criterion", "criterion-" + i, "level", "level-10"));
    }
    Map<String, Object> body = new LinkedHashMap<>(Running.achievement(WIDE.repeat(200)));
    Map<String, Object> rule = Map.of("minimumPoints", 20_000, "requiredLevels", required);
    body.put("rubric", Map.of("criteria", criteria, "passRule", rule));
    return body;
  }

  private static Map<String, Object> submission(String achievement, int length) {
    List<Object> evidence = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      evidence.add(
          Map.of(
              "name", "E" + i,
              "description", WIDE.repeat(length),
              "link", "https://example.org/" + "l".repeat(200) + i));
    }
    return Map.of(
        "learner", Map.of("name", WIDE.repeat(200), "email", "l@t.example"),
        "achievement", Map.of("id", achievement, "version", 1),
        "evidence", evidence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lea@example.org",
        "lea.b+c@mail.example.org",
        "l\u00e9a@b\u00fccher.example",
        "https://a.example/?x=lea@b.example",
        "xx@yy.zz@aa.bb"
      })
  void address_refusedByIssuance_isRefusedAtTheEdgeToo(String text) {
    byte[] document = Json.bytes(Map.of("name", text));
    assertThat(new NoEmailAddress().check(new Candidate(Json.parse(document), document.length)))
        .isNotEmpty();
    assertThat(PublicText.holdsAddress(text)).isTrue();
  }
}
