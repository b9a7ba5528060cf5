package dev.laurel.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.embedded.Durability;
import dev.laurel.json.Json;
import dev.laurel.local.demo.Step;
import dev.laurel.local.demo.Story;
import dev.laurel.verification.Check;
import dev.laurel.verification.VerificationReport;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The whole way of a credential, in this process, over HTTP.
final class StoryTest {
  @TempDir Path folder;

  private final List<String> log = new CopyOnWriteArrayList<>();

  @Test
  @Tag("check-61")
  @Tag("check-77")
  void story_toldTwiceOverARestart_succeedsAndLeavesValidCredentials() throws IOException {
    int port = freePort();
    List<Step> first = tell(port);
    List<Step> second = tell(port);

    assertThat(first).hasSize(17).allMatch(Step::ok, "did what it must");
    assertThat(second).hasSize(17).allMatch(Step::ok, "did what it must");

    VerificationReport report = verified("credential");
    assertThat(report.verdict().text()).isEqualTo("valid");
    assertThat(VerifyCommand.print(report, false, nowhere())).isZero();

    assertThat(report.passed(Check.LOG)).isTrue();
    assertThat(verified("revoked-credential").verdict().text()).isEqualTo("revoked");
    proofOfAnotherCredential_isRefused();
    logIsSoundAndOneFlippedByteIsFound();
    hasNoPersonalDataOrSecretIn(log);
  }

  @Test
  @Tag("check-17")
  void verify_ofDuplicateMembersAndOfUnknownIssuers_saysSo() throws IOException {
    byte[] twice = "{\"name\":\"A\",\"name\":\"B\"}".getBytes(StandardCharsets.UTF_8);
    VerificationReport report =
        VerifyCommand.report(
            twice, Optional.empty(), folder, Optional.empty(), InstantSource.system());
    assertThat(VerifyCommand.print(report, true, nowhere())).isEqualTo(VerifyCommand.NOT_VALID);
  }

  @Test
  void origin_onceFixed_refusesAnotherAndSaysWhatToDo() throws IOException {
    try (DataFolder data = DataFolder.open(folder)) {
      data.fixOrigin("http://localhost:8080");
      data.fixOrigin("http://localhost:8080");
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> data.fixOrigin("http://localhost:9090"))
          .isInstanceOf(StartRefused.class)
          .hasMessageContainingAll("http://localhost:8080", "http://localhost:9090", "--data");
    }
  }

  @Test
  void folder_inUse_refusesASecondServerAndSaysWhatToDo() throws IOException {
    try (DataFolder data = DataFolder.open(folder)) {
      assertThat(data.path()).exists();
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> DataFolder.open(folder))
          .isInstanceOf(StartRefused.class)
          .hasMessageContainingAll("in use", "--data", "--port");
    }
  }

  @Test
  void operatorKey_isMadeOnceForItsOwnerAlone() throws IOException {
    try (DataFolder data = DataFolder.open(folder)) {
      String key = data.operatorKey(new SecureRandom());
      assertThat(key).matches("laurel_operator_[0-9a-f]{64}");
      assertThat(data.operatorKey(new SecureRandom())).isEqualTo(key);
      assertThat(Files.getPosixFilePermissions(folder.resolve("operator-key")))
          .isEqualTo(java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
      assertThat(Files.getPosixFilePermissions(folder))
          .isEqualTo(java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
    }
  }

  private VerificationReport verified(String name) throws IOException {
    return VerifyCommand.report(
        folder.resolve("demo/" + name + ".json"), folder, Optional.empty(), InstantSource.system());
  }

  private void proofOfAnotherCredential_isRefused() throws IOException {
    byte[] credential = Files.readAllBytes(folder.resolve("demo/credential.json"));
    byte[] other = Files.readAllBytes(folder.resolve("demo/second-credential.log-proof"));
    byte[] broken = "no proof".getBytes(StandardCharsets.UTF_8);
    assertThat(verdict(credential, Optional.of(other))).isEqualTo("not-valid");
    assertThat(verdict(credential, Optional.of(broken))).isEqualTo("could-not-be-checked");
    assertThat(verdict(credential, Optional.empty())).isEqualTo("could-not-be-checked");
  }

  private String verdict(byte[] credential, Optional<byte[]> proof) throws IOException {
    return VerifyCommand.report(credential, proof, folder, Optional.empty(), InstantSource.system())
        .verdict()
        .text();
  }

  private void logIsSoundAndOneFlippedByteIsFound() throws IOException {
    LogCheckCommand command = new LogCheckCommand(folder, InstantSource.system(), nowhere());
    Path log = folder.resolve("public/log");
    List<String> credential = List.of("--include", "demo/credential.json");
    List<String> sound = new ArrayList<>(List.of(log.toString()));
    assertThat(command.run(sound, folder)).isEqualTo(LogCheckCommand.PASSED);
    sound.addAll(credential);
    sound.addAll(List.of("--older", log.resolve("checkpoint").toString(), "--json"));
    assertThat(command.run(sound, folder)).isEqualTo(LogCheckCommand.PASSED);
    List<Path> files;
    try (Stream<Path> walk = Files.walk(log)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    assertThat(files).hasSizeGreaterThan(2);
    for (Path file : files) {
      byte[] good = Files.readAllBytes(file);
      byte[] bad = good.clone();
      bad[bad.length / 2] ^= 1;
      Files.write(file, bad);
      assertThat(command.run(List.of(log.toString()), folder))
          .as(file.toString())
          .isEqualTo(LogCheckCommand.FAULTY);
      Files.write(file, good);
    }
    assertThat(command.run(List.of(log.toString()), folder)).isEqualTo(LogCheckCommand.PASSED);
  }

  private List<Step> tell(int port) throws IOException {
    String origin = "http://localhost:" + port;
    List<Step> told = new ArrayList<>();
    PrintStream out = System.out;
    try (PrintStream lines = captured()) {
      System.setOut(lines);
      try (LocalServer server =
              LocalServer.start(
                  new LocalServer.Start(folder, port, origin, Durability.PROCESS),
                  LocalMain.template(),
                  InstantSource.system(),
                  new SecureRandom(),
                  log::add);
          Story story =
              new Story(
                  origin,
                  server.listening(),
                  server.operatorKey(),
                  LogKeyFile.of(folder),
                  folder.resolve("demo"),
                  told::add)) {
        story.tell();
      }
    } finally {
      System.setOut(out);
    }
    told.stream().filter(step -> !step.ok()).forEach(step -> out.println(step.line(0)));
    return told;
  }

  /// Check 61: names, addresses, evidence and keys of the story are in no log line.
  private void hasNoPersonalDataOrSecretIn(List<String> lines) throws IOException {
    String key = Files.readString(folder.resolve("operator-key")).strip();
    List<String> canaries =
        List.of(
            "Ada Quist",
            "ada.quist@",
            "Ines Moreau",
            "ines.moreau@",
            "Zoë",
            "zoe@learners",
            "What I would do differently",
            "field-report",
            "laurel_",
            key,
            "/my/",
            "share=");
    assertThat(lines).isNotEmpty();
    // A route may be named, a token may not.
    Stream<String> telling =
        lines.stream()
            .map(line -> line.replace("/my/{token}", ""))
            .filter(line -> canaries.stream().anyMatch(line::contains));
    assertThat(telling).isEmpty();
    JsonNode access = Json.parse(lines.getLast().getBytes(StandardCharsets.UTF_8));
    assertThat(access.isObject()).isTrue();
  }

  private PrintStream captured() {
    return new PrintStream(java.io.OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8) {
      @Override
      public void println(String line) {
        log.add(line);
      }
    };
  }

  private static PrintStream nowhere() {
    return new PrintStream(java.io.OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }

  static int freePort() throws IOException {
    byte[] loopback = {127, 0, 0, 1};
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByAddress(loopback))) {
      return free.getLocalPort();
    }
  }
}
