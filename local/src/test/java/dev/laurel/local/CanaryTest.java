package dev.laurel.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.json.Json;
import dev.laurel.local.Running.Tenant;
import dev.laurel.local.template.TemplateFile;
import dev.laurel.notification.Letter;
import dev.laurel.runtime.HttpEvent;
import dev.laurel.runtime.Response;
import dev.laurel.storage.Item;
import dev.laurel.storage.Table;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Check 61: the story, and requests that go wrong in every step, told with words that occur
/// nowhere else. None of them is in a log line, an outbox row or an answer that is an error, and
/// each lies in no row but its own.
final class CanaryTest {
  private static final String OPERATOR = "laurel_operator_" + "ca".repeat(32);
  private static final String NAME = "Canary\u00ae Zwitscher";
  private static final String LOCAL_PART = "canary.zwitscher";
  private static final String EMAIL = LOCAL_PART + "@learners.example";
  private static final String ASSESSOR = "Assessor-Tschilp";
  private static final String TEXT = "Evidence-Piep I did all of it.";
  private static final String FILE = "canary-piep.txt";
  private static final String FEEDBACK = "Feedback-Pfiff well done";

  /// In any of the places where nothing personal and no secret may be.
  private static final List<String> WORDS =
      List.of(
          "Zwitscher",
          LOCAL_PART,
          "zwitscher",
          "Tschilp",
          "tschilp",
          "Piep",
          "piep",
          "Pfiff",
          "ca".repeat(32));

  private static final Pattern MINE = Pattern.compile("/my/([A-Za-z0-9_-]{43})");

  @TempDir Path keys;

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final List<String> secrets = new ArrayList<>(WORDS);
  private PrintStream out;
  private Running world;

  @BeforeEach
  void listen() throws Exception {
    out = System.out;
    System.setOut(
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8) {
          @Override
          public void println(String line) {
            log.add(line);
          }
        });
    TemplateFile template = TemplateFile.read(Roots.project().resolve("template.yaml"));
    world = new Running(template, keys.resolve("keys"), OPERATOR);
  }

  @AfterEach
  void stopListening() {
    System.setOut(out);
  }

  @Test
  @Tag("check-61")
  void story_andItsFailures_leaveNoCanaryWhereNoneMayBe() {
    Tenant issuer = world.tenant("Plain Issuer");
    secret(issuer.key());
    Map<String, Object> assessor =
        Map.of(
            "name",
            "a",
            "scopes",
            List.of("grade"),
            "assessor",
            Map.of("name", ASSESSOR, "email", "tschilp@assessors.example"));
    String grader =
        world.must(201, "POST", "/v1/keys", issuer.key(), assessor).path("secret").stringValue();
    secret(grader);
    String achievement =
        world
            .must(201, "POST", "/v1/achievements", issuer.key(), Running.achievement("Birds"))
            .path("id")
            .stringValue();

    mistakes(issuer.key(), achievement);
    String submission = submit(issuer.key(), achievement);
    grade(submission, grader);
    String credential =
        world
            .must(200, "GET", "/v1/submissions/" + submission, issuer.key(), null)
            .at("/credential/id")
            .stringValue();
    mail(credential, issuer.key());
    mine(world.letters.getLast());
    lookUp(credential);
    world.must(
        200,
        "POST",
        "/v1/credentials/" + credential + "/status",
        issuer.key(),
        Map.of("status", "revoked", "reason", "a test"));
    world.clock.advance(Duration.ofDays(1));
    world.sweep();

    // The words were there to be found.
    assertThat(world.letters.getFirst().to()).isEqualTo(EMAIL);
    assertThat(log).hasSizeGreaterThan(35);
    assertThat(world.outbox).hasSizeGreaterThan(2);
    assertThat(world.errors).hasSizeGreaterThan(12);
    for (String word : secrets) {
      assertThat(log).as("log lines").noneMatch(line -> line.contains(word));
      assertThat(world.outbox).as("outbox rows").noneMatch(row -> row.contains(word));
      assertThat(world.errors).as("errors").noneMatch(answer -> answer.contains(word));
    }
    staysInItsOwnRows();
  }

  private void secret(String key) {
    secrets.add(key);
    secrets.add(key.substring(key.lastIndexOf('_') + 1));
  }

  /// What callers get wrong with personal data or secrets in their hands.
  private void mistakes(String key, String achievement) {
    Map<String, Object> good = submission(achievement);
    List<Map<String, Object>> bad = new ArrayList<>();
    bad.add(Map.of("name", NAME, "email", EMAIL + "\r\nBcc: x@y.example"));
    bad.add(Map.of("name", NAME.repeat(30), "email", EMAIL));
    bad.add(Map.of("name", NAME + " " + EMAIL, "email", EMAIL));
    bad.add(Map.of("name", List.of(NAME), "email", Map.of("at", EMAIL)));
    bad.add(Map.of("name", NAME, "email", "\u00fc" + EMAIL));
    for (Map<String, Object> learner : bad) {
      Map<String, Object> body = new LinkedHashMap<>(good);
      body.put("learner", learner);
      refused(400, "POST", "/v1/submissions", key, body);
    }
    String text = Json.write(good);
    refused(400, "POST", "/v1/submissions", key, text.substring(0, text.length() - 1));
    refused(400, "POST", "/v1/submissions", key, text.replace(NAME + "\"", NAME));
    refused(400, "POST", "/v1/submissions", key, text.replace(TEXT, TEXT + "\\ud800"));
    refused(400, "POST", "/v1/submissions?key=" + key, key, good);
    refused(401, "POST", "/v1/submissions", key.substring(0, key.length() - 1), good);
    refused(401, "POST", "/v1/submissions", OPERATOR + "0", good);
    refused(403, "POST", "/v1/issuers", key, Map.of("name", NAME));
    refused(404, "GET", "/v1/submissions/" + LOCAL_PART, key, null);
    refused(404, "GET", "/my/" + LOCAL_PART, "", null);
    Response form =
        world.call(
            HttpEvent.of("POST", "/v1/submissions")
                .bearer(key)
                .body("text/plain", text.getBytes(StandardCharsets.UTF_8)));
    assertThat(form.status()).isEqualTo(415);
    refused(400, "POST", "/verify", "", "{\"name\":\"" + NAME + "\",\"name\":\"" + EMAIL + "\"}");
  }

  private void refused(int status, String method, String target, String key, Object body) {
    Response answer = world.call(method, target, key, body);
    assertThat(answer.status()).as(method + ": " + answer.text()).isEqualTo(status);
  }

  private static Map<String, Object> submission(String achievement) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("learner", Map.of("name", NAME, "email", EMAIL));
    body.put("achievement", Map.of("id", achievement, "version", 1));
    body.put(
        "evidence",
        List.of(
            Map.of("name", "Essay", "text", TEXT),
            Map.of(
                "name",
                "File",
                "file",
                Map.of(
                    "name",
                    FILE,
                    "mediaType",
                    "text/plain",
                    "length",
                    3,
                    "sha256",
                    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"))));
    return body;
  }

  private String submit(String key, String achievement) {
    HttpEvent event =
        HttpEvent.of("POST", "/v1/submissions")
            .bearer(key)
            .header("idempotency-key", "once")
            .json(Json.write(submission(achievement)));
    JsonNode made = Json.parse(world.call(event).body());
    assertThat(world.call(event).headers()).containsEntry("idempotency-replayed", "true");
    String id = made.path("id").stringValue();
    refused(409, "POST", "/v1/submissions/" + id + "/complete", key, "{}");
    world.evidence.names().stream()
        .filter(name -> name.contains(id))
        .forEach(name -> assertThat(name).doesNotContain("piep"));
    upload(id);
    world.must(200, "POST", "/v1/submissions/" + id + "/complete", key, "{}");
    return id;
  }

  /// Under the name that the invitation's row knows, as a presigned PUT would store it.
  private void upload(String submission) {
    Item invitation =
        world.items.all(Table.ITEMS).stream()
            .filter(row -> row.key().partition().equals("SUB#" + submission))
            .filter(row -> row.key().sort().startsWith("INVITATION#"))
            .findFirst()
            .orElseThrow();
    String name = Json.read(invitation.body(), JsonNode.class).path("object").stringValue();
    world.evidence.putIfAbsent(
        new dev.laurel.storage.ObjectName(name), new byte[] {'a', 'b', 'c'}, "text/plain");
  }

  private void grade(String submission, String grader) {
    Map<String, Object> grade = new LinkedHashMap<>(Running.grade("done"));
    grade.put("feedback", FEEDBACK);
    String path = "/v1/submissions/" + submission + "/grades";
    refused(400, "POST", path, grader, Map.of("levels", FEEDBACK));
    world.must(201, "POST", path, grader, grade);
    refused(409, "POST", path, grader, grade);
  }

  private void mail(String credential, String key) {
    String path = "/v1/credentials/" + credential + "/mail";
    refused(400, "POST", path, key, Map.of("email", "no address " + EMAIL));
    world.must(202, "POST", path, key, Map.of("email", EMAIL));
    assertThat(world.letters).hasSize(2);
  }

  /// The learner's own page, by the link of the mail.
  private void mine(Letter letter) {
    Matcher link = MINE.matcher(letter.text());
    assertThat(link.find()).isTrue();
    String token = link.group(1);
    secrets.add(token);
    assertThat(world.call("GET", "/my/" + token, "", null).status()).isEqualTo(200);
    HttpEvent enter =
        HttpEvent.of("POST", "/my/" + token)
            .header("origin", Running.BASE)
            .body("application/x-www-form-urlencoded", new byte[0]);
    Response entered = world.call(enter);
    assertThat(entered.status()).as(entered.text()).isEqualTo(303);
    String cookie = entered.cookies().getFirst().replaceAll(";.*", "");
    secrets.add(cookie.substring(cookie.indexOf('=') + 1));
    Response page = world.call(HttpEvent.of("GET", "/my").cookie(cookie));
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains("Zwitscher");
  }

  private void lookUp(String credential) {
    refused(403, "GET", "/credentials/" + credential + ".json", "", null);
    refused(403, "GET", "/credentials/" + credential + ".json?share=" + LOCAL_PART, "", null);
  }

  /// Who may hold what is in [dev.laurel.assessment.Learner], the decision, the credential and its
  /// recipient; idempotency, audit, usage, lists and keys hold nothing of it.
  private void staysInItsOwnRows() {
    List<String> homes =
        List.of(
            "LEARNER",
            "ASSESSOR",
            "SUBMISSION",
            "DECISION",
            "RECIPIENT",
            "PUBLISHED",
            "INTENT#di#1");
    for (Item row : world.items.all(Table.ITEMS)) {
      boolean home = homes.contains(row.key().sort());
      for (String word : secrets) {
        assertThat(home || !(row.key() + " " + row.body()).contains(word))
            .as("%s in row %s", word, row.key())
            .isTrue();
      }
    }
  }
}
