package dev.laurel.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.runtime.Response;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Message;
import dev.laurel.testkit.TinyPng;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The story of issuer `a`, told in steps that each begin where the one before ended. Issuer `b` is
/// there from the beginning, with a credential of its own.
final class Story {
  /// One step; it may be told from a copy of the world any number of times.
  record Step(String name, Consumer<CrashWorld> tell) {}

  static final byte[] IMAGE = TinyPng.bytes();
  static final byte[] FILE = bytes("canary-evidence: the bytes of a report");
  static final String TEXT = "canary-evidence: what I would do differently";
  static final String FEEDBACK = "canary-feedback";
  static final String ASSESSOR = "canary-assessor";

  private Story() {}

  private static byte[] bytes(String latin) {
    return latin.getBytes(StandardCharsets.ISO_8859_1);
  }

  /// The name of the learner of a submission; the address is made of it.
  static String learner(String submission) {
    return "Canary-learner-" + submission;
  }

  static String email(String submission) {
    return "canary-" + submission + "@learners.example";
  }

  static String corrected(String submission) {
    return "canary-corrected-" + submission + "@learners.example";
  }

  /// Issuer `b`, undisturbed.
  static void before(CrashWorld world) {
    Setting.register(world, "b");
    Setting.keys(world, "b");
    Setting.achievement(world, "b", false);
    deliverAll(world);
    Awards.integrateAll(world);
    submitText(world, "b", "b1", "");
    grade(world, "b", "b1", "high", 201);
    deliverAll(world);
    Awards.integrateAll(world);
    deliverAll(world);
    Awards.before(world);
  }

  static List<Step> steps() {
    List<Step> steps = new ArrayList<>(Awards.steps());
    steps.add(new Step("register", world -> Setting.register(world, "a")));
    steps.add(new Step("begin", world -> deliver(world, Message.Topic.ISSUANCE)));
    steps.add(new Step("log first key and list", Awards::integrate));
    steps.add(new Step("log second key", Awards::integrate));
    steps.add(new Step("keys", world -> Setting.keys(world, "a")));
    steps.add(new Step("achievement", world -> Setting.achievement(world, "a", true)));
    steps.add(new Step("image", Setting::image));
    steps.add(new Step("read achievement", Setting::readAchievement));
    steps.add(new Step("submit file, text, link", Story::submitFile));
    steps.add(new Step("upload and complete", world -> Uploads.uploadAndComplete(world, "s1")));
    steps.add(new Step("submit s2", world -> submitText(world, "a", "s2", "")));
    steps.add(new Step("submit s3", world -> submitText(world, "a", "s3", "")));
    steps.add(new Step("submit s4", world -> submitText(world, "a", "s4", "")));
    steps.add(new Step("queue", Story::queue));
    steps.add(new Step("grade s4 not yet", world -> grade(world, "a", "s4", "low", 201)));
    steps.add(new Step("resubmit s4", world -> submitText(world, "a", "s5", "s4")));
    steps.add(new Step("grade s1", world -> grade(world, "a", "s1", "high", 201)));
    steps.add(new Step("grade s1 too late", Story::gradeTooLate));
    steps.add(new Step("grade s2", world -> grade(world, "a", "s2", "high", 201)));
    steps.add(new Step("intents of s1 and s2", world -> deliver(world, Message.Topic.ISSUANCE)));
    steps.add(new Step("log and publish s1 and s2", Story::publish));
    steps.add(new Step("grade s3", world -> grade(world, "a", "s3", "high", 201)));
    steps.add(new Step("intent of s3", world -> deliver(world, Message.Topic.ISSUANCE)));
    steps.add(new Step("log s3, signer away", Story::withoutSigner));
    steps.add(new Step("revoke s3 unpublished", Story::revokeUnpublished));
    steps.add(new Step("log revocation of s3", Awards::integrate));
    steps.add(new Step("sweep issuance", Story::sweepIssuance));
    steps.add(new Step("letters", world -> deliver(world, Message.Topic.NOTIFICATION)));
    steps.add(new Step("own page", Story::ownPage));
    steps.add(new Step("share", Story::share));
    steps.add(new Step("look up", Story::lookUp));
    steps.add(new Step("letter again", Story::letterAgain));
    steps.add(new Step("second letter", world -> deliver(world, Message.Topic.NOTIFICATION)));
    steps.add(new Step("revoke s1", Story::revoke));
    steps.add(new Step("log revocation of s1", Awards::integrate));
    steps.add(new Step("look up revoked", Story::lookUpRevoked));
    steps.add(new Step("submit s6", Story::submitLate));
    steps.add(new Step("invitation ends", Uploads::invitationEnds));
    steps.add(new Step("invite again", Uploads::inviteAgain));
    steps.add(new Step("upload late", world -> Uploads.uploadAndComplete(world, "s6")));
    steps.add(new Step("days later", Story::daysLater));
    return steps;
  }

  private static Map<String, Object> file() {
    return Map.of(
        "name",
        "Report",
        "file",
        Map.of(
            "name",
            "report.pdf",
            "mediaType",
            "application/pdf",
            "length",
            FILE.length,
            "sha256",
            Processes.sha256(FILE)));
  }

  static void submitFile(CrashWorld world) {
    List<Object> evidence =
        List.of(
            file(),
            Map.of("name", "Reflection", "text", TEXT),
            Map.of("name", "Site", "link", "https://work.example/site"));
    submit(world, "a", "s1", evidence, "");
  }

  private static void submitLate(CrashWorld world) {
    submit(world, "a", "s6", List.of(file()), "");
  }

  static void submitText(CrashWorld world, String who, String name, String previous) {
    submit(world, who, name, List.of(Map.of("name", "Reflection", "text", TEXT)), previous);
  }

  private static void submit(
      CrashWorld world, String who, String name, List<Object> evidence, String previous) {
    Map<String, Object> body = new HashMap<>();
    String person = previous.isEmpty() ? name : previous;
    body.put("learner", Map.of("name", learner(person), "email", email(person)));
    body.put("achievement", Map.of("id", world.fact(who + ".achievement"), "version", 1));
    body.put("evidence", evidence);
    if (!previous.isEmpty()) {
      body.put("resubmissionOf", world.fact(previous));
    }
    Response answer =
        new StoryClient(world)
            .post("submission", "/v1/submissions", world.fact(who + ".key"), name, body);
    JsonNode made = StoryClient.json(answer, 201);
    String id = made.path("id").asString();
    world.facts.put(name, id);
    world.facts.put(name + ".upload", made.at("/uploads/0/url").asString(""));
    world.promise(
        "submission " + name,
        w -> w.has("SUB#" + id, "SUBMISSION") && w.has("SUB#" + id, "LEARNER"));
    if (!previous.isEmpty()) {
      world.promise(
          "resubmission", w -> w.text("SUB#" + w.fact(previous), "SUBMISSION", "next").equals(id));
    }
  }

  private static void queue(CrashWorld world) {
    StoryClient client = new StoryClient(world);
    Response queue = client.get("grading", "/v1/grading/queue", world.fact("a.assessor"));
    StoryClient.json(queue, 200);
    assertThat(queue.text())
        .contains(world.fact("s1"), world.fact("s4"))
        .doesNotContain(world.fact("b1"), "canary-s1@");
  }

  static Response graded(CrashWorld world, String who, String name, String level, String attempt) {
    Map<String, Object> body =
        Map.of(
            "levels",
            List.of(Map.of("criterion", "work", "level", level, "feedback", FEEDBACK)),
            "feedback",
            FEEDBACK);
    return new StoryClient(world)
        .post(
            "grading",
            "/v1/submissions/" + world.fact(name) + "/grades",
            world.fact(who + ".assessor"),
            attempt + "-" + name,
            body);
  }

  static void grade(CrashWorld world, String who, String name, String level, int status) {
    JsonNode decided = StoryClient.json(graded(world, who, name, level, "grade"), status);
    String outcome = decided.path("outcome").asString();
    assertThat(outcome).isEqualTo(level.equals("high") ? "passed" : "not-yet");
    String partition = "SUB#" + world.fact(name);
    world.promise(
        "decision on " + name,
        w ->
            w.text(partition, "SUBMISSION", "state").equals(outcome)
                && w.text(partition, "DECISION", "outcome")
                    .equalsIgnoreCase(outcome.replace('-', '_')));
  }

  private static void gradeTooLate(CrashWorld world) {
    StoryClient.json(graded(world, "a", "s1", "low", "late"), 409);
    String partition = "SUB#" + world.fact("s1");
    world.promise(
        "audit of the late attempt",
        w ->
            w.rows("AUDIT#").stream()
                .anyMatch(row ->
                    row.key().partition().equals(partition)
                        && TracedItems.text(row, "result").equals("TOO_LATE")));
  }

  /// Every waiting message of the topic, each twice: in order, then in reverse.
  static void deliver(CrashWorld world, Message.Topic topic) {
    List<ItemKey> keys =
        world.outbox().stream()
            .filter(key -> key.partition().startsWith(topic.text() + "#"))
            .toList();
    boolean reversed = world.facts.containsKey("reversed");
    world.stream(reversed ? keys.reversed() : keys);
    world.stream(reversed ? keys : keys.reversed());
  }

  static void deliverAll(CrashWorld world) {
    deliver(world, Message.Topic.ISSUANCE);
    deliver(world, Message.Topic.NOTIFICATION);
  }

  private static void publish(CrashWorld world) {
    Awards.integrate(world);
    credential(world, "s1");
    credential(world, "s2");
  }

  private static void withoutSigner(CrashWorld world) {
    world.signer.down(true);
    Awards.integrate(world);
    world.signer.down(false);
    credential(world, "s3");
  }

  /// The issuer asks what became of it; empty where nothing has begun yet.
  private static void credential(CrashWorld world, String name) {
    String path = "/v1/submissions/" + world.fact(name);
    Response answer = new StoryClient(world).get("submission", path, world.fact("a.key"));
    JsonNode found = StoryClient.json(answer, 200);
    world.facts.put(name + ".credential", found.at("/credential/id").asString(""));
  }

  private static void revokeUnpublished(CrashWorld world) {
    revoke(world, "s3");
  }

  private static void revoke(CrashWorld world) {
    revoke(world, "s1");
  }

  private static void revoke(CrashWorld world, String name) {
    String id = world.fact(name + ".credential");
    Map<String, Object> body = Map.of("status", "revoked", "reason", "Issued by mistake");
    Response answer =
        new StoryClient(world)
            .post(
                "issuance",
                "/v1/credentials/" + id + "/status",
                world.fact("a.key"),
                "revoke-" + name,
                body);
    StoryClient.json(answer, 200);
    world.promise(
        "revocation of " + name,
        w -> w.text("CRED#" + id, "REVOCATION", "reason").equals("Issued by mistake"));
  }

  private static void sweepIssuance(CrashWorld world) {
    world.clock.advance(Duration.ofMinutes(3));
    world.sweep("issuance");
  }

  private static void ownPage(CrashWorld world) {
    StoryClient client = new StoryClient(world);
    String token =
        world.mailer.sent().stream()
            .filter(sent -> sent.to().equals(email("s1")))
            .toList()
            .getLast()
            .token();
    Response arrival = client.mine("/my/" + token, "");
    assertThat(arrival.status()).isEqualTo(200);
    assertThat(arrival.text()).doesNotContain(learner("s1"));
    Response entered = client.form("/my/" + token, "", "");
    assertThat(entered.status()).isEqualTo(303);
    String cookie = entered.cookies().getFirst();
    world.facts.put("cookie", cookie.substring(0, cookie.indexOf(';')));
    Response page = client.mine("/my", world.fact("cookie"));
    assertThat(page.text()).contains(learner("s1"));
    Matcher key = Pattern.compile("name=\"key\" value=\"([^\"]+)\"").matcher(page.text());
    assertThat(key.find()).isTrue();
    world.facts.put("form key", key.group(1));
  }

  private static void share(CrashWorld world) {
    Response page =
        new StoryClient(world)
            .form("/my", world.fact("cookie"), "action=share&key=" + world.fact("form key"));
    Matcher link = Pattern.compile("\\?share=([A-Za-z0-9_-]{43})").matcher(page.text());
    assertThat(link.find()).as(page.text()).isTrue();
    world.facts.put("share", link.group(1));
    String partition = "CRED#" + world.fact("s1.credential");
    String hash = Processes.sha256(bytes(link.group(1)));
    world.promise("share link", w -> w.text(partition, "VISIBILITY", "shareHash").equals(hash));
  }

  private static void lookUp(CrashWorld world) {
    StoryClient client = new StoryClient(world);
    String path = "/credentials/" + world.fact("s1.credential");
    String shared = path + "?share=" + world.fact("share");
    String json = "application/vc+ld+json";
    assertThat(client.open("verification", path, json).status()).isEqualTo(403);
    assertThat(client.open("verification", shared, json).status()).isEqualTo(200);
    assertThat(client.page(path).text()).doesNotContain(learner("s1"));
    assertThat(client.page(shared).text()).contains(learner("s1"));
    String did = "/issuers/" + world.fact("a") + "/did.json";
    assertThat(client.open("verification", did, json).status()).isEqualTo(200);
    String key = world.fact("a.key");
    Response list = client.get("issuers", "/v1/credentials", key);
    assertThat(list.text()).contains(world.fact("s1.credential"));
    assertThat(list.text()).doesNotContain(world.fact("b1"));
    StoryClient.json(
        client.get("issuers", "/v1/credentials/" + world.fact("s1.credential"), key), 200);
    Response proof = client.open("verification", path + "/log-proof", "text/plain");
    assertThat(proof.status()).isEqualTo(200);
    assertThat(proof.text()).startsWith("c2sp.org/tlog-proof@v1\nindex ");
  }

  private static void letterAgain(CrashWorld world) {
    String id = world.fact("s2.credential");
    Response answer =
        new StoryClient(world)
            .post(
                "notification",
                "/v1/credentials/" + id + "/mail",
                world.fact("a.key"),
                "mail-again",
                Map.of("email", corrected("s2")));
    StoryClient.json(answer, 202);
    world.promise(
        "corrected address",
        w -> w.text("CRED#" + id, "RECIPIENT", "email").equals(corrected("s2")));
  }

  private static void lookUpRevoked(CrashWorld world) {
    StoryClient client = new StoryClient(world);
    String path = "/credentials/" + world.fact("s1.credential");
    assertThat(client.page(path).text()).contains("evoked");
    String list = world.text("CRED#" + world.fact("s1.credential"), "OWNER", "statusList");
    Response signed = client.open("verification", "/status-lists/" + list, "application/json");
    StoryClient.json(signed, 200);
  }

  private static void daysLater(CrashWorld world) {
    world.clock.advance(Duration.ofDays(4));
    world.sweep("issuance");
    world.sweep("sequencer");
    world.sweep("issuance");
    world.sweep("notification");
    world.sweep("submission");
  }
}
