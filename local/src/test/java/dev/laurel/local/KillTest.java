package dev.laurel.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.Sha256;
import dev.laurel.embedded.Durability;
import dev.laurel.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A server in a process of its own, under load, killed without warning at seeded moments: what it
/// had answered with 2xx is there after each restart, and what was passed ends as one credential.
final class KillTest {
  private static final int KILLS = 20;
  private static final long SEED = 20_261_121;

  /// Longest life between start and kill, after the server answers: long enough for whole ways.
  private static final int MAX_LIFE_MILLIS = 700;

  /// Every fifth life is this much longer: a fresh process needs a second for its first credential,
  /// and only what was issued can be revoked.
  private static final int LONG_LIFE_MILLIS = 2_500;

  /// Longest wait for credentials at the end: an attempt that was cut off is leased for two
  /// minutes, and on a busy machine the next one may have to wait as well.
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  private static final int WRITERS = 4;
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration START = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final ConcurrentLinkedQueue<Process> servers = new ConcurrentLinkedQueue<>();

  @AfterEach
  void leaveNothingBehind() {
    servers.forEach(Process::destroyForcibly);
  }

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ConcurrentLinkedQueue<String> submitted = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> graded = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> handedIn = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> revoked = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> keys = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> achievements = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> toRevoke = new ConcurrentLinkedQueue<>();

  private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();

  private String base = "";
  private String key = "";
  private String assessor = "";
  private String achievement = "";

  @Test
  @Tag("check-90")
  @Tag("check-93")
  void answered_whateverTheMomentOfTheKill_isThereAfterwards() throws Exception {
    int port = StoryTest.freePort();
    base = "http://127.0.0.1:" + port;
    String origin = "http://localhost:" + port;
    Random random = new Random(SEED);
    Process server = start(port);
    prepare();
    for (int kill = 0; kill < KILLS; kill++) {
      AtomicBoolean stop = new AtomicBoolean();
      List<Thread> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        writers.add(Thread.ofVirtual().start(() -> work(stop)));
      }
      // The load itself is the wait: a process is killed at a moment, not after a step.
      int life = (kill % 5 == 4 ? LONG_LIFE_MILLIS : 1) + random.nextInt(MAX_LIFE_MILLIS);
      boolean ended = server.waitFor(life, TimeUnit.MILLISECONDS);
      assertThat(ended).as("the server ended by itself, kill %d", kill).isFalse();
      server.destroyForcibly().waitFor();
      stop.set(true);
      for (Thread writer : writers) {
        writer.join();
      }
      server = start(port);
      lookUp();
    }
    assertThat(submitted).as("the load did something").hasSizeGreaterThan(KILLS);
    assertThat(graded).isNotEmpty();
    assertThat(keys).isNotEmpty();
    assertThat(achievements).isNotEmpty();
    System.out.printf(
        "%d kills; looked up: %d submissions, %d handed in, %d decisions, %d revocations, %d keys,"
            + " %d achievements%n",
        KILLS,
        submitted.size(),
        handedIn.size(),
        graded.size(),
        revoked.size(),
        keys.size(),
        achievements.size());
    server.destroy();
    assertThat(server.waitFor(30, TimeUnit.SECONDS)).as("it stops when it is asked to").isTrue();
    // In this process from here on, for its clock: a message that a killed process had claimed is
    // tried again minutes later.
    InstantSource later = InstantSource.offset(InstantSource.system(), Duration.ofMinutes(10));
    LocalServer.Start start = new LocalServer.Start(folder, port, origin, Durability.PROCESS);
    try (LocalServer last =
        LocalServer.start(start, LocalMain.template(), later, new SecureRandom(), log::add)) {
      assertThat(last.listening()).isEqualTo(base);
      lookUp();
      awaitCredentials();
    }
  }

  private void prepare() throws Exception {
    String operator = Files.readString(folder.resolve("operator-key")).strip();
    JsonNode issuer =
        must(
            201,
            post(
                "/v1/issuers",
                operator,
                Map.of("name", "Kill", "url", "https://k.example", "email", "k@k.example")));
    key = issuer.path("key").path("secret").asString();
    assessor =
        must(
                201,
                post(
                    "/v1/keys",
                    key,
                    Map.of(
                        "name", "a",
                        "scopes", List.of("grade"),
                        "assessor", Map.of("name", "A", "email", "a@k.example"))))
            .path("secret")
            .asString();
    achievement = must(201, post("/v1/achievements", key, achievementBody())).path("id").asString();
  }

  private static Map<String, Object> achievementBody() {
    Map<String, Object> open = Map.of("id", "open", "name", "Open", "points", 0);
    Map<String, Object> done = Map.of("id", "done", "name", "Done", "points", 1);
    Map<String, Object> rubric =
        Map.of(
            "criteria",
            List.of(Map.of("id", "work", "name", "Work", "levels", List.of(open, done))),
            "passRule",
            Map.of("minimumPoints", 1));
    return Map.of(
        "name",
        "Endurance",
        "description",
        "Survives",
        "criteria",
        Map.of("narrative", "Survive."),
        "rubric",
        rubric);
  }

  /// Keys, achievements, submissions, uploads, decisions and revocations until the server is gone.
  private void work(AtomicBoolean stop) {
    for (int turn = 0; !stop.get(); turn++) {
      try {
        control(turn);
        Optional<String> id = handIn(turn % 2 == 0);
        if (id.isPresent()) {
          Map<String, Object> grade =
              Map.of("levels", List.of(Map.of("criterion", "work", "level", "done")));
          String path = "/v1/submissions/" + id.get() + "/grades";
          if (post(path, assessor, grade).statusCode() == 201) {
            graded.add(id.get());
            toRevoke.add(id.get());
          }
        }
        revokeOne();
      } catch (IOException e) {
        // The server was killed meanwhile: nothing was answered.
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void control(int turn) throws IOException, InterruptedException {
    if (turn % 3 == 0) {
      HttpResponse<String> made =
          post("/v1/keys", key, Map.of("name", "r", "scopes", List.of("read")));
      if (made.statusCode() == 201) {
        keys.add(json(made).path("secret").asString());
      }
    } else if (turn % 3 == 1) {
      HttpResponse<String> made = post("/v1/achievements", key, achievementBody());
      if (made.statusCode() == 201) {
        achievements.add(json(made).path("id").asString());
      }
    }
  }

  /// A submission with a text, or with a file that is uploaded; empty where it did not get through.
  private Optional<String> handIn(boolean file) throws IOException, InterruptedException {
    byte[] work = "I did it.".getBytes(StandardCharsets.UTF_8);
    Map<String, Object> announced =
        Map.of(
            "name",
            "work.txt",
            "mediaType",
            "text/plain",
            "length",
            work.length,
            "sha256",
            HexFormat.of().formatHex(Sha256.of(work)));
    Map<String, Object> evidence =
        file
            ? Map.of("name", "file", "file", announced)
            : Map.of("name", "text", "text", "I did it.");
    HttpResponse<String> made =
        post(
            "/v1/submissions",
            key,
            Map.of(
                "learner", Map.of("name", "L", "email", "l@k.example"),
                "achievement", Map.of("id", achievement, "version", 1),
                "evidence", List.of(evidence)));
    if (made.statusCode() != 201) {
      return Optional.empty();
    }
    String id = json(made).path("id").asString();
    submitted.add(id);
    if (file) {
      JsonNode invitation = json(made).path("uploads").path(0);
      String url = invitation.path("url").asString().replaceFirst("^http://[^/]+", base);
      HttpRequest.Builder put = HttpRequest.newBuilder(URI.create(url));
      invitation
          .path("headers")
          .properties()
          .forEach(header -> put.header(header.getKey(), header.getValue().asString()));
      int stored =
          http.send(
                  put.PUT(HttpRequest.BodyPublishers.ofByteArray(work)).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode();
      if (stored != 200
          || post("/v1/submissions/" + id + "/complete", key, Map.of()).statusCode() != 200) {
        return Optional.empty();
      }
    }
    handedIn.add(id);
    return Optional.of(id);
  }

  private void revokeOne() throws IOException, InterruptedException {
    String submission = toRevoke.poll();
    if (submission == null) {
      return;
    }
    JsonNode award = json(get("/v1/submissions/" + submission, key)).path("credential");
    if (!award.has("id")) {
      toRevoke.add(submission);
      return;
    }
    String id = award.path("id").asString();
    Map<String, Object> body = Map.of("status", "revoked", "reason", "a test");
    if (post("/v1/credentials/" + id + "/status", key, body).statusCode() == 200) {
      revoked.add(id);
    }
  }

  private void lookUp() throws Exception {
    for (String id : submitted) {
      assertThat(get("/v1/submissions/" + id, key).statusCode())
          .as("submission %s", id)
          .isEqualTo(200);
    }
    for (String secret : keys) {
      assertThat(get("/v1/credentials", secret).statusCode()).as("a key").isEqualTo(200);
    }
    for (String id : achievements) {
      assertThat(get("/v1/achievements/" + id, key).statusCode())
          .as("achievement %s", id)
          .isEqualTo(200);
    }
    for (String id : handedIn) {
      assertThat(json(get("/v1/submissions/" + id, key)).path("state").asString())
          .as("evidence of %s", id)
          .isIn("submitted", "passed");
    }
    for (String id : graded) {
      assertThat(json(get("/v1/submissions/" + id, key)).path("state").asString())
          .as("decision of %s", id)
          .isEqualTo("passed");
    }
    for (String id : revoked) {
      assertThat(get("/v1/credentials/" + id, key).body())
          .as("revocation of %s", id)
          .contains("revoked");
    }
  }

  /// Every passed submission ends as one credential, by the sweep if by nothing else.
  private void awaitCredentials() throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (String id : graded) {
      while (true) {
        JsonNode award = json(get("/v1/submissions/" + id, key)).path("credential");
        // Also one whose revocation was done, but not answered any more.
        if (Set.of("published", "revoked").contains(award.path("state").asString(""))) {
          break;
        }
        assertThat(System.nanoTime())
            .as(() -> "the credential of " + id + ": " + award + "\n" + troubles())
            .isLessThan(deadline);
        LockSupport.parkNanos(POLL.toNanos());
      }
    }
  }

  private String troubles() {
    return String.join("\n", log.stream().filter(line -> !line.contains("\"request\"")).toList());
  }

  private Process start(int port) throws Exception {
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx192m",
                "-Dsun.net.httpserver.nodelay=true",
                "-cp",
                System.getProperty("java.class.path"),
                LocalMain.class.getName(),
                "up",
                "--port",
                Integer.toString(port),
                "--data",
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("console.log").toFile()))
            .start();
    servers.add(server);
    long deadline = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < deadline) {
      try {
        if (get("/dev/", "").statusCode() == 200) {
          return server;
        }
      } catch (IOException e) {
        assertThat(server.isAlive()).as(() -> "the server did not start: " + console()).isTrue();
        server.waitFor(20, TimeUnit.MILLISECONDS);
      }
    }
    throw new AssertionError("the server does not answer: " + console());
  }

  private String console() {
    try {
      return Files.readString(folder.resolve("console.log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private HttpResponse<String> get(String path, String bearer)
      throws IOException, InterruptedException {
    return http.send(request(path, bearer).GET().build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String bearer, Map<String, Object> body)
      throws IOException, InterruptedException {
    return http.send(
        request(path, bearer)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path, String bearer) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20));
    return bearer.isEmpty() ? request : request.header("authorization", "Bearer " + bearer);
  }

  private static JsonNode must(int status, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return json(answer);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return Json.read(answer.body(), JsonNode.class);
  }
}
