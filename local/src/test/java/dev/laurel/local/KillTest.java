package dev.laurel.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.Sha256;
import dev.laurel.embedded.Durability;
import java.io.IOException;
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
import java.util.stream.Stream;
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

  /// Every fifth life is this much longer, and goes on until so many more decisions were answered,
  /// however slow the machine is: a fresh process needs a second for its first credential, and only
  /// what was issued can be revoked.
  private static final int LONG_LIFE_MILLIS = 2_500;

  private static final int LONG_LIFE_DECISIONS = 8;

  /// Longest wait for credentials at the end: an attempt that was cut off is leased for two
  /// minutes, and on a busy machine the next one may have to wait as well.
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  private static final int WRITERS = 4;
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration START = Duration.ofMinutes(2);
  private static final int TROUBLES = 40;

  @TempDir Path folder;

  private final ConcurrentLinkedQueue<Process> servers = new ConcurrentLinkedQueue<>();

  @AfterEach
  void leaveNothingBehind() throws InterruptedException {
    for (Process server : servers) {
      server.destroyForcibly().waitFor();
    }
  }

  private final ConcurrentLinkedQueue<String> submitted = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> graded = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> handedIn = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> revoked = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> keys = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> achievements = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> toRevoke = new ConcurrentLinkedQueue<>();

  private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();

  private KillClient http = new KillClient("", this::troubles);
  private String key = "";
  private String assessor = "";
  private String achievement = "";

  @Test
  @Tag("check-90")
  @Tag("check-93")
  void answered_whateverTheMomentOfTheKill_isThereAfterwards() throws Exception {
    int port = StoryTest.freePort();
    String base = "http://127.0.0.1:" + port;
    http = new KillClient(base, this::troubles);
    String origin = "http://localhost:" + port;
    Random random = new Random(SEED);
    Process server = start(port);
    prepare();
    for (int kill = 0; kill < KILLS; kill++) {
      boolean longLife = kill % 5 == 4;
      int millis = (longLife ? LONG_LIFE_MILLIS : 1) + random.nextInt(MAX_LIFE_MILLIS);
      boolean ended = liveUnderLoad(server, millis, longLife ? LONG_LIFE_DECISIONS : 0);
      assertThat(ended).as(() -> "the server ended by itself: " + troubles()).isFalse();
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
    assertThat(server.waitFor(START.toSeconds(), TimeUnit.SECONDS))
        .as("it stops when it is asked to")
        .isTrue();
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

  /// Kills the server after so many milliseconds and decisions; says whether it had ended before.
  private boolean liveUnderLoad(Process server, int millis, int decisions)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    int enough = graded.size() + decisions;
    AtomicBoolean stop = new AtomicBoolean();
    List<Thread> writers = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      writers.add(Thread.ofVirtual().start(() -> work(stop)));
    }
    // The load itself is the wait: a process is killed at a moment, not after a step.
    boolean ended = server.waitFor(millis, TimeUnit.MILLISECONDS);
    while (!ended && graded.size() < enough && System.nanoTime() < deadline) {
      ended = server.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS);
    }
    server.destroyForcibly().waitFor();
    stop.set(true);
    for (Thread writer : writers) {
      writer.join();
    }
    return ended;
  }

  private void prepare() throws Exception {
    String operator = Files.readString(folder.resolve("operator-key")).strip();
    JsonNode issuer =
        http.must(
            201,
            http.post(
                "/v1/issuers",
                operator,
                Map.of("name", "Kill", "url", "https://k.example", "email", "k@k.example")));
    key = issuer.path("key").path("secret").asString();
    assessor =
        http.must(
                201,
                http.post(
                    "/v1/keys",
                    key,
                    Map.of(
                        "name", "a",
                        "scopes", List.of("grade"),
                        "assessor", Map.of("name", "A", "email", "a@k.example"))))
            .path("secret")
            .asString();
    achievement =
        http.must(201, http.post("/v1/achievements", key, achievementBody())).path("id").asString();
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
          if (http.post(path, assessor, grade).statusCode() == 201) {
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
          http.post("/v1/keys", key, Map.of("name", "r", "scopes", List.of("read")));
      if (made.statusCode() == 201) {
        keys.add(KillClient.json(made).path("secret").asString());
      }
    } else if (turn % 3 == 1) {
      HttpResponse<String> made = http.post("/v1/achievements", key, achievementBody());
      if (made.statusCode() == 201) {
        achievements.add(KillClient.json(made).path("id").asString());
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
        http.post(
            "/v1/submissions",
            key,
            Map.of(
                "learner", Map.of("name", "L", "email", "l@k.example"),
                "achievement", Map.of("id", achievement, "version", 1),
                "evidence", List.of(evidence)));
    if (made.statusCode() != 201) {
      return Optional.empty();
    }
    String id = KillClient.json(made).path("id").asString();
    submitted.add(id);
    if (file) {
      JsonNode invitation = KillClient.json(made).path("uploads").path(0);
      if (http.upload(invitation, work).statusCode() != 200
          || http.post("/v1/submissions/" + id + "/complete", key, Map.of()).statusCode() != 200) {
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
    HttpResponse<String> asked = http.get("/v1/submissions/" + submission, key);
    String id =
        asked.statusCode() == 200
            ? KillClient.json(asked).path("credential").path("id").asString("")
            : "";
    if (id.isEmpty()) {
      toRevoke.add(submission);
      return;
    }
    Map<String, Object> body = Map.of("status", "revoked", "reason", "a test");
    if (http.post("/v1/credentials/" + id + "/status", key, body).statusCode() == 200) {
      revoked.add(id);
    }
  }

  private void lookUp() throws Exception {
    for (String id : submitted) {
      must("/v1/submissions/" + id, key);
    }
    for (String secret : keys) {
      must("/v1/credentials", secret);
    }
    for (String id : achievements) {
      must("/v1/achievements/" + id, key);
    }
    for (String id : handedIn) {
      assertThat(must("/v1/submissions/" + id, key).path("state").asString(""))
          .as("evidence of %s", id)
          .isIn("submitted", "passed");
    }
    for (String id : graded) {
      assertThat(must("/v1/submissions/" + id, key).path("state").asString(""))
          .as("decision of %s", id)
          .isEqualTo("passed");
    }
    for (String id : revoked) {
      assertThat(must("/v1/credentials/" + id, key).toString())
          .as("revocation of %s", id)
          .contains("revoked");
    }
  }

  private JsonNode must(String path, String bearer) throws IOException, InterruptedException {
    return http.must(200, http.get(path, bearer));
  }

  /// Every passed submission ends as one credential, by the sweep if by nothing else.
  private void awaitCredentials() throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (String id : graded) {
      while (true) {
        JsonNode award = must("/v1/submissions/" + id, key).path("credential");
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

  /// What the servers said last, but for the requests.
  private String troubles() {
    List<String> lines =
        Stream.concat(console().lines(), log.stream())
            .filter(line -> !line.contains("\"request\""))
            .toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - TROUBLES), lines.size()));
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
        if (http.get("/dev/", "").statusCode() == 200) {
          return server;
        }
      } catch (IOException e) {
        assertThat(server.isAlive()).as(() -> "the server did not start: " + troubles()).isTrue();
        server.waitFor(20, TimeUnit.MILLISECONDS);
      }
    }
    throw new AssertionError("the server does not answer: " + troubles());
  }

  private String console() {
    try {
      return Files.readString(folder.resolve("console.log"));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
