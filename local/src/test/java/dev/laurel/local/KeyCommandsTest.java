package dev.laurel.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.embedded.Durability;
import dev.laurel.embedded.FileRootKey;
import dev.laurel.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `./laurel keys` beside a server on this machine, from a key's making to its end.
final class KeyCommandsTest {
  private static final String NOBODY = "0".repeat(32);

  @TempDir Path folder;

  private final SecureRandom random = new SecureRandom();
  private String key = "";
  private String did = "";

  private String words(String... arguments) throws IOException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    assertThat(new KeyCommands(folder, random, out).run(List.of(arguments), Map.of(), folder))
        .isZero();
    return said.toString(StandardCharsets.UTF_8);
  }

  private List<JsonNode> keys(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    return words(all.toArray(String[]::new))
        .lines()
        .map(line -> Json.parse(line.getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  private JsonNode key(String... arguments) throws IOException {
    return keys(arguments).getFirst();
  }

  private JsonNode send(LocalServer server, String method, String path, String bearer, String body)
      throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.listening() + path))
            .header("authorization", "Bearer " + bearer)
            .header("content-type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return Json.parse(http.send(request, BodyHandlers.ofByteArray()).body());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String issuer(LocalServer server) throws IOException {
    String body = "{\"name\":\"A\",\"url\":\"https://a.example\",\"email\":\"office@a.example\"}";
    JsonNode made = send(server, "POST", "/v1/issuers", server.operatorKey(), body);
    key = made.at("/key/secret").stringValue();
    did = made.path("did").stringValue();
    return made.path("id").stringValue();
  }

  /// The id of a credential that the issuer's newest key has signed.
  private String credential(LocalServer server) throws IOException {
    String body =
        """
        {"credential":{"@context":["https://www.w3.org/ns/credentials/v2"],
         "type":["VerifiableCredential"],"issuer":"%s","credentialSubject":{"id":"did:example:s","name":"S"}}}
        """
            .formatted(did);
    JsonNode issued = send(server, "POST", "/vc-api/credentials/issue", key, body);
    assertThat(issued.at("/verifiableCredential/proof/0/verificationMethod").stringValue(""))
        .as(issued.toString())
        .endsWith("#own-4");
    String url = issued.at("/verifiableCredential/id").stringValue();
    return url.substring(url.lastIndexOf('/') + 1);
  }

  /// Until another credential stands in its place; whoever runs the test waits with it.
  private void awaitReplaced(LocalServer server, String credential) throws IOException {
    JsonNode found;
    do {
      found = send(server, "GET", "/v1/credentials/" + credential, key, "");
    } while (!found.at("/revocation").has("replacedBy"));
    String next = found.at("/revocation/replacedBy").stringValue();
    assertThat(send(server, "GET", "/v1/credentials/" + next, key, "").path("state").stringValue())
        .isEqualTo("valid");
  }

  private JsonNode didDocument(String issuer) throws IOException {
    return Json.parse(Files.readAllBytes(folder.resolve("public/issuers/" + issuer + "/did.json")));
  }

  @Test
  void keys_fromMakingToEnd_areInALogThatIsSound() throws IOException {
    int port = StoryTest.freePort();
    String origin = "http://localhost:" + port;
    List<String> log = new ArrayList<>();
    PrintStream console = System.out;
    try (LocalServer server =
        LocalServer.start(
            new LocalServer.Start(folder, port, origin, Durability.PROCESS),
            LocalMain.template(),
            InstantSource.system(),
            random,
            line -> {
              synchronized (log) {
                log.add(line);
              }
            })) {
      String issuer = issuer(server);

      JsonNode made = key("create", "--issuer", issuer);
      assertThat(made.path("fragment").asString()).isEqualTo("own-1");
      assertThat(made.path("addedAt").asLong(-1)).as(made.toString()).isNotNegative();
      assertThat(key("create", "--issuer", issuer, "--type", "ml-dsa-44").path("type").asString())
          .isEqualTo("ml-dsa-44");
      JsonNode didKey = key("create", "--issuer", issuer, "--did-key");
      assertThat(didKey.path("did").asString())
          .startsWith("did:key:z6Mk")
          .isEqualTo("did:key:" + didKey.path("publicKeyMultibase").asString());
      assertThat(words("list", "--issuer", issuer))
          .as("a person sees under which DID it issues")
          .contains("issues as " + didKey.path("did").asString());
      assertThat(key("rotate", "--issuer", issuer, "--key", "own-1").path("fragment").asString())
          .isEqualTo("own-4");
      JsonNode retired =
          key("retire", "--issuer", issuer, "--key", "own-1", "--reason", "a new one");
      assertThat(retired.path("retiredAt").asLong(-1))
          .as(retired.toString())
          .isGreaterThan(made.path("addedAt").asLong());
      String signed = credential(server);
      JsonNode lost = key("compromised", "--issuer", issuer, "--key", "own-4");
      assertThat(lost.path("compromisedBelow").asLong())
          .as("the size of the log when it was said")
          .isEqualTo(lost.path("retiredAt").asLong());
      assertThat(
              key("compromised", "--issuer", issuer, "--key", "own-3", "--below", "0")
                  .path("state")
                  .asString())
          .isEqualTo("compromised");

      assertThat(key("reissue", "--issuer", issuer, "--key", "own-4").path("renewed").asLong())
          .as("what it signed: one credential")
          .isEqualTo(1);
      awaitReplaced(server, signed);
      assertThat(key("reissue", "--issuer", issuer, "--key", "own-4").path("renewed").asLong())
          .isZero();
      assertThatThrownBy(() -> keys("reissue", "--issuer", issuer, "--key", "own-2"))
          .as("it still signs")
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("409");
      assertThat(keys("list", "--issuer", issuer))
          .extracting(key -> key.path("fragment").asString() + " " + key.path("state").asString())
          .containsExactly(
              "key-1 active",
              "key-2 active",
              "own-1 retired",
              "own-2 active",
              "own-3 compromised",
              "own-4 compromised");
      JsonNode document = didDocument(issuer);
      assertThat(document.path("assertionMethod").toString())
          .contains("#key-1", "#own-1", "#own-2")
          .doesNotContain("#own-4");
      assertThat(document.path("verificationMethod").toString()).contains("#own-4");
      assertThatThrownBy(() -> keys("retire", "--issuer", issuer, "--key", "own-9"))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("404");
      assertThatThrownBy(() -> keys("create", "--issuer", NOBODY)).hasMessageContaining("404");
    } finally {
      System.setOut(console);
    }
    logIsSound();
    synchronized (log) {
      assertThat(log).noneMatch(line -> line.contains("message-failed") || line.contains("parked"));
    }
  }

  /// Whoever rebuilds the log accepts the entries of all these keys.
  private void logIsSound() throws IOException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    String root = FileRootKey.open(folder.resolve("keys"), "local", random).publicKey().text();
    LogCheckCommand check = new LogCheckCommand(folder, InstantSource.system(), out);
    String where = folder.resolve("public/log").toString();
    assertThat(check.run(List.of(where, "--root", root), folder))
        .as(said.toString(StandardCharsets.UTF_8))
        .isEqualTo(LogCheckCommand.PASSED);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("6 key-add", "3 key-retire");
  }

  @Test
  void keys_badWords_sayWhatIsMissing() throws IOException {
    Map.of(
            List.of("create"), "--issuer",
            List.of("create", "--issuer", "x"), "--issuer",
            List.of("--issuer", NOBODY), "create",
            List.of("create", "--issuer", NOBODY, "--stack", "s"), "--url",
            List.of("create", "--issuer", NOBODY), "operator's key")
        .forEach((arguments, word) ->
            assertThatThrownBy(() -> keys(arguments.toArray(String[]::new)))
                .as("%s", arguments)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(word));
    Files.writeString(folder.resolve("operator-key"), "laurel_operator_" + "0".repeat(64));
    Files.writeString(folder.resolve("origin"), "http://localhost:" + StoryTest.freePort());
    assertThatThrownBy(() -> keys("list", "--issuer", NOBODY))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("./laurel up");
  }
}
