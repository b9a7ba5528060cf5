package dev.laurel.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.baking.Baked;
import dev.laurel.credentials.baking.Baking;
import dev.laurel.credentials.openbadges.AchievementCredential;
import dev.laurel.credentials.openbadges.CredentialSchema;
import dev.laurel.credentials.openbadges.RefreshService;
import dev.laurel.embedded.Durability;
import dev.laurel.json.Json;
import dev.laurel.local.judged.RandomBadge;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Every form in which a credential is issued, asked for over HTTP from a running server, accepted
/// by its own verifier, and left in `target/judged/forms` for other people's, with what they fetch
/// in `target/judged/site`.
final class FormsTest {
  private static final Path OUT = Path.of("target", "judged");
  private static final long SEED = 20_261_122;

  @TempDir Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private final SecureRandom random = new SecureRandom();
  private final RandomGenerator drawing = new SplittableRandom(SEED);
  private LocalServer server;
  private String origin;
  private String issuer;
  private String key;
  private int number;

  /// What the server said; nobody else hears it.
  private final List<String> log = new CopyOnWriteArrayList<>();

  @Test
  void everyForm_issuedOverHttp_isAcceptedByTheVerifyRoutes() throws Exception {
    int port = StoryTest.freePort();
    origin = "http://localhost:" + port;
    PrintStream console = System.out;
    try (LocalServer running =
        LocalServer.start(
            new LocalServer.Start(folder, port, origin, Durability.PROCESS),
            LocalMain.template(),
            InstantSource.system(),
            random,
            log::add)) {
      server = running;
      register();
      String web = "did:web:localhost%3A" + port + ":issuers:" + issuer;

      for (String suite :
          List.of("eddsa-rdfc-2022", "ecdsa-rdfc-2019", "eddsa-jcs-2022", "ecdsa-jcs-2019")) {
        JsonNode badge = issue(badge(web), Map.of("cryptosuite", suite));
        assertThat(badge.at("/proof/0/cryptosuite").stringValue()).isEqualTo(suite);
        write("forms/" + suite + ".json", Json.bytes(badge));
      }
      JsonNode badge = issue(badge(web), Map.of());
      bake("json", Json.write(badge));
      for (String hint : List.of("did", "url", "jwk")) {
        String jwt = enveloped(issue(badge(web), Map.of("format", "vc-jwt", "keyHint", hint)));
        write("forms/vc-jwt-" + hint + ".jwt", jwt.getBytes(StandardCharsets.US_ASCII));
        if (hint.equals("jwk")) {
          bake("jwt", jwt);
        }
      }
      String sdJwt = enveloped(issue(badge(web), Map.of("format", "dc+sd-jwt")));
      assertThat(sdJwt.split("~", -1).length).isGreaterThan(2);
      write("forms/sd-jwt.txt", sdJwt.getBytes(StandardCharsets.US_ASCII));
      write(
          "forms/endorsement.json",
          Json.bytes(
              issue(
                  Endorser.unsigned(web, "https://judged.example/endorsed", "Well made."),
                  Map.of())));

      write("forms/endorsed.json", Json.bytes(endorsed(web)));
      write("forms/refresh-and-schema.json", Json.bytes(issue(extended(web), Map.of())));
      write("forms/renewed.json", Json.bytes(renewed(issue(extended(web), Map.of()))));
      underDidKeys();

      keys("create", "--issuer", issuer, "--type", "ml-dsa-44");
      JsonNode both = issue(badge(web), Map.of());
      assertThat(both.path("proof").size()).isEqualTo(2);
      assertThat(both.at("/proof/1/cryptosuite").stringValue()).isEqualTo("mldsa44-rdfc-2024");
      write("forms/eddsa-and-mldsa.json", Json.bytes(both));
      ObjectNode stripped = both.deepCopy().asObject();
      stripped.withArray("/proof").remove(1);
      HttpResponse<byte[]> refused =
          post("/vc-api/credentials/verify", Map.of("verifiableCredential", stripped), "");
      assertThat(refused.statusCode()).as("a stripped proof").isEqualTo(400);

      site("issuers/" + issuer + "/did.json", "issuers/" + issuer + "/did.json");
      site("issuers/" + issuer + "/keys/key-2", "issuers/" + issuer + "/keys/key-2");
      write("site/origin", origin.getBytes(StandardCharsets.US_ASCII));
    } finally {
      System.setOut(console);
    }
  }

  /// Under keys that are DIDs themselves, as conformance clients make them.
  private void underDidKeys() throws Exception {
    String edwards = keys("create", "--issuer", issuer, "--did-key").path("did").stringValue();
    String p256 =
        keys("create", "--issuer", issuer, "--type", "p256", "--did-key").path("did").stringValue();
    JsonNode badge = issue(badge(edwards), Map.of());
    write("forms/did-key-ed25519.json", Json.bytes(badge));
    write("forms/did-key-p256.json", Json.bytes(issue(badge(p256), Map.of())));
    String jwt = enveloped(issue(badge(p256), Map.of("format", "vc-jwt")));
    write("forms/did-key-vc-jwt.jwt", jwt.getBytes(StandardCharsets.US_ASCII));
    String sdJwt = enveloped(issue(badge(p256), Map.of("format", "dc+sd-jwt")));
    write("forms/did-key-sd-jwt.txt", sdJwt.getBytes(StandardCharsets.US_ASCII));
    HttpResponse<byte[]> noKey =
        post(
            "/vc-api/credentials/issue",
            Map.of("credential", badge(edwards), "options", Map.of("format", "vc-jwt")),
            key);
    assertThat(noKey.statusCode()).as("a key that cannot make it").isEqualTo(400);

    String page = text(get(badge.path("id").stringValue(), "text/html"));
    assertThat(page).contains("Valid.</strong>").contains("under the checkpoint of size");
    endorsementIsRevoked(edwards);
  }

  /// A document under an id of the client's own, which names it when its status changes.
  private void endorsementIsRevoked(String did) throws Exception {
    String id = "urn:uuid:" + java.util.UUID.randomUUID();
    JsonNode issued =
        issue(
            Endorser.unsigned(did, "https://judged.example/endorsed", "Well made.").put("id", id),
            Map.of());
    Map<String, Object> revoked =
        Map.of(
            "credentialId",
            id,
            "credentialStatus",
            List.of(
                Map.of(
                    "type", "BitstringStatusListEntry",
                    "statusPurpose", "revocation",
                    "status", "1")));
    assertThat(post("/vc-api/credentials/status", revoked, key).statusCode()).isEqualTo(200);
    HttpResponse<byte[]> refused =
        post("/vc-api/credentials/verify", Map.of("verifiableCredential", issued), "");
    assertThat(refused.statusCode()).as(text(refused)).isEqualTo(400);
    assertThat(text(refused)).contains("REVOKED");
  }

  private void register() throws Exception {
    JsonNode answer = issuer("Forms");
    issuer = answer.path("id").stringValue();
    key = answer.at("/key/secret").stringValue();
  }

  private JsonNode issuer(String name) throws Exception {
    return created(
        "/v1/issuers",
        Map.of("name", name, "url", "https://f.example", "email", "office@f.example"),
        server.operatorKey());
  }

  /// A badge of a submission whose issuer and achievement another issuer of this server endorses.
  private JsonNode endorsed(String web) throws Exception {
    JsonNode achievement = created("/v1/achievements", Running.achievement("Endorsed"), key);
    String id = achievement.path("id").stringValue();
    String first = key;
    JsonNode guild = issuer("Guild");
    String other = "did:web:" + origin.substring(7).replace(":", "%3A") + ":issuers:";
    other += guild.path("id").stringValue();
    key = guild.at("/key/secret").stringValue();
    List<JsonNode> endorsements =
        List.of(
            issue(Endorser.unsigned(other, web, "We hire from there."), Map.of()),
            issue(
                Endorser.unsigned(
                    other, origin + "/achievements/" + id + "/versions/1", "We hire for it."),
                Map.of()));
    key = first;
    String path = "issuers/" + guild.path("id").stringValue() + "/did.json";
    site(path, path);
    for (JsonNode endorsement : endorsements) {
      created("/v1/endorsements", Map.of("endorsement", endorsement), key);
    }
    Map<String, Object> all =
        Map.of(
            "name", "all",
            "scopes", List.of("submit", "grade", "admin", "read"),
            "assessor", Map.of("name", "As", "email", "assessor@f.example"));
    String grader = created("/v1/keys", all, key).path("secret").stringValue();
    Map<String, Object> submission =
        Map.of(
            "learner", Map.of("name", "Ada Quist", "email", "ada@learners.example"),
            "achievement", Map.of("id", id, "version", 1),
            "evidence", List.of(Map.of("name", "Work", "text", "I did it.")));
    String submitted = created("/v1/submissions", submission, grader).path("id").stringValue();
    created("/v1/submissions/" + submitted + "/grades", Running.grade("done"), grader);
    String credential =
        created("/v1/issuance", Map.of("submission", submitted), grader)
            .path("credential")
            .stringValue();
    HttpRequest get =
        HttpRequest.newBuilder(URI.create(origin + "/v1/credentials/" + credential))
            .header("authorization", "Bearer " + grader)
            .build();
    JsonNode badge =
        Json.parse(http.send(get, HttpResponse.BodyHandlers.ofByteArray()).body())
            .path("credential");
    assertThat(badge.at("/issuer/endorsement/0")).isEqualTo(endorsements.get(0));
    assertThat(badge.at("/credentialSubject/achievement/endorsement/0"))
        .isEqualTo(endorsements.get(1));
    JsonNode report = Json.parse(post("/verify", badge, "").body());
    assertThat(report.path("verdict").stringValue()).as(report.toString()).isEqualTo("valid");
    assertThat(report.path("endorsements").size()).isEqualTo(2);
    String list = badge.at("/credentialStatus/statusListCredential").stringValue();
    site(list.substring(origin.length() + 1), list.substring(origin.length() + 1));
    return badge;
  }

  private JsonNode created(String path, Object body, String bearer) throws Exception {
    HttpResponse<byte[]> answer = post(path, body, bearer);
    assertThat(answer.statusCode()).as("%s %s %s", path, text(answer), log).isEqualTo(201);
    return Json.parse(answer.body());
  }

  private ObjectNode badge(String did) {
    ObjectNode badge = RandomBadge.draw(drawing, did, ++number, "https://unused.example/list", 1);
    badge.remove("credentialStatus");
    badge.remove("id");
    badge.withObject("/credentialSubject").put("id", "did:example:learner" + number);
    // Something to disclose or not.
    badge.putArray("evidence").addObject().put("name", "Report").putArray("type").add("Evidence");
    return badge;
  }

  /// A badge with what the context of the extensions defines.
  private ObjectNode extended(String did) {
    ObjectNode badge = badge(did);
    badge
        .putArray("@context")
        .add(AchievementCredential.CREDENTIALS_CONTEXT)
        .add(AchievementCredential.OPEN_BADGES_CONTEXT)
        .add(AchievementCredential.EXTENSIONS_CONTEXT);
    badge.set("refreshService", Json.tree(RefreshService.at(origin + "/refreshed")));
    badge.putArray("credentialSchema").add(Json.tree(CredentialSchema.ACHIEVEMENT));
    return badge;
  }

  /// The credential issued again: it holds, the old one no longer does, and the old one's refresh
  /// address leads to it as far as it may be seen.
  private JsonNode renewed(JsonNode old) throws Exception {
    String url = old.path("id").stringValue();
    String path = "/v1/credentials/" + url.substring(url.lastIndexOf('/') + 1);
    HttpResponse<byte[]> made = post(path + "/renewal", Map.of(), key);
    assertThat(made.statusCode()).as(text(made)).isEqualTo(201);
    HttpRequest look =
        HttpRequest.newBuilder(
                URI.create(
                    origin + "/v1/credentials/" + Json.parse(made.body()).path("id").stringValue()))
            .header("authorization", "Bearer " + key)
            .build();
    JsonNode next =
        Json.parse(http.send(look, HttpResponse.BodyHandlers.ofByteArray()).body())
            .path("credential");
    assertThat(
            post("/vc-api/credentials/verify", Map.of("verifiableCredential", next), "")
                .statusCode())
        .isEqualTo(200);
    assertThat(
            post("/vc-api/credentials/verify", Map.of("verifiableCredential", old), "")
                .statusCode())
        .as("replaced")
        .isEqualTo(400);
    HttpRequest refresh =
        HttpRequest.newBuilder(URI.create(url + "/refresh"))
            .header("accept", "application/json")
            .build();
    assertThat(http.send(refresh, HttpResponse.BodyHandlers.discarding()).statusCode())
        .as("private as the new one is")
        .isEqualTo(403);
    return next;
  }

  /// The issued credential, which the verify route accepts; its status list is kept for others.
  private JsonNode issue(ObjectNode credential, Map<String, String> options) throws Exception {
    HttpResponse<byte[]> answer =
        post(
            "/vc-api/credentials/issue", Map.of("credential", credential, "options", options), key);
    assertThat(answer.statusCode()).as("%s %s %s", options, text(answer), log).isEqualTo(201);
    JsonNode issued = Json.parse(answer.body()).path("verifiableCredential");
    HttpResponse<byte[]> verified =
        post("/vc-api/credentials/verify", Map.of("verifiableCredential", issued), "");
    assertThat(verified.statusCode()).as(options + ": " + text(verified)).isEqualTo(200);
    String list = issued.at("/credentialStatus/statusListCredential").asString("");
    if (list.startsWith(origin)) {
      String path = list.substring(origin.length() + 1);
      site(path, path);
    }
    return issued;
  }

  private static String enveloped(JsonNode issued) {
    assertThat(issued.path("type").toString()).contains("EnvelopedVerifiableCredential");
    String data = issued.path("id").stringValue();
    return data.substring(data.indexOf(',') + 1);
  }

  private void bake(String name, String credential) throws IOException {
    String svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0"
            + " 0h9v9z\"/></svg>";
    write("forms/" + name + ".svg", baked(svg.getBytes(StandardCharsets.UTF_8), credential));
    write("forms/" + name + ".png", baked(png(), credential));
  }

  private static byte[] baked(byte[] image, String credential) {
    if (Baking.bake(image, credential) instanceof Baked.Done(byte[] done)) {
      return done;
    }
    throw new AssertionError(Baking.bake(image, credential).toString());
  }

  /// One black pixel.
  private static byte[] png() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    chunk(out, "IHDR", new byte[] {0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0});
    chunk(out, "IDAT", new byte[] {0x78, 0x01, 0x63, 0x60, 0, 0, 0, 2, 0, 1});
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeBytes(java.nio.ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(name);
    out.writeBytes(data);
    out.writeBytes(java.nio.ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  private JsonNode keys(String... arguments) throws IOException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    List<String> all = new java.util.ArrayList<>(List.of(arguments));
    all.add("--json");
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    assertThat(new KeyCommands(folder, random, out).run(all, Map.of(), folder)).isZero();
    return Json.parse(said.toByteArray());
  }

  private void site(String path, String file) throws Exception {
    write("site/" + file, get(origin + "/" + path, "*/*").body());
  }

  private HttpResponse<byte[]> get(String url, String accept) throws Exception {
    HttpRequest get = HttpRequest.newBuilder(URI.create(url)).header("accept", accept).build();
    HttpResponse<byte[]> answer = http.send(get, HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).as(url).isEqualTo(200);
    return answer;
  }

  private HttpResponse<byte[]> post(String path, Object body, String bearer) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(origin + path))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)));
    if (!bearer.isEmpty()) {
      // As conformance clients send it, and as everyone else does.
      boolean vcApi = path.startsWith("/vc-api/");
      request.header(vcApi ? "x-api-key" : "authorization", vcApi ? bearer : "Bearer " + bearer);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static void write(String name, byte[] bytes) throws IOException {
    Path file = OUT.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }
}
