package dev.laurel.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.SignatureEngine;
import dev.laurel.json.Json;
import dev.laurel.tlog.Checkpoint;
import dev.laurel.tlog.Note;
import dev.laurel.tlog.TilePath;
import dev.laurel.tlog.TreeExtension;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.tlog.entry.Issue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `logcheck` and `monitor` over a small log in a folder.
final class LogCommandsTest {
  private static final String ORIGIN = "log.example";
  private static final String OURS = "did:web:a.example";
  private static final KeyPair KEY = key();

  @TempDir Path folder;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
  private final List<Issue> entries =
      List.of(entry(OURS, 1), entry("did:web:a.example.evil", 2), entry(OURS, 3));

  @BeforeEach
  void write() throws IOException {
    writeLog(folder.resolve("log"), entries);
    Files.writeString(folder.resolve("log.vkey"), vkey().text() + "\n");
  }

  private LogCheckCommand logcheck() {
    return new LogCheckCommand(folder, InstantSource.fixed(Instant.EPOCH), out);
  }

  private int logcheck(String... arguments) throws IOException {
    return logcheck().run(List.of(arguments), folder);
  }

  private int monitor(String... arguments) throws IOException {
    return new MonitorCommand(logcheck(), folder, out).run(List.of(arguments), folder);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void logcheck_soundLog_saysWhatItChecked() throws IOException {
    assertThat(logcheck("log")).isZero();
    assertThat(said()).contains("the log is sound (size 3", "signatures hold", "3 issue");
  }

  @Test
  void logcheck_anotherKey_isNotSound() throws IOException {
    VerifierKey other = VerifierKey.ed25519(ORIGIN, raw(key()));
    assertThat(logcheck("log", "--key", other.text(), "--json")).isEqualTo(1);
    assertThat(Json.parse(said.toByteArray()).path("passed").asBoolean()).isFalse();
  }

  @Test
  void logcheck_olderCheckpointOfAFork_isNotSound() throws IOException {
    writeLog(folder.resolve("fork"), List.of(entry(OURS, 9)));
    writeLog(folder.resolve("earlier"), entries.subList(0, 2));
    assertThat(logcheck("log", "--older", "earlier/checkpoint")).isZero();
    assertThat(logcheck("log", "--older", "fork/checkpoint")).isEqualTo(1);
    assertThat(said()).contains("NOT sound");
  }

  @Test
  void logcheck_whatCannotBeBegun_isRefusedWithWhatToDo() {
    refused("Name one log");
    refused("There is no folder", "nowhere");
    refused("--key", "log", "--data", "nowhere");
    refused("neither a vkey nor a file", "log", "--key", "odd");
    refused("There is no file", "log", "--older", "none");
    refused("no tlog-policy", "log", "--policy", "log/checkpoint");
    refused("goes with --include", "log", "--log-proof", "x");
    refused("no tlog-proof", "log", "--include", "a.json", "--log-proof", "log/checkpoint");
    refused("no Multikey", "log", "--root", "z");
  }

  private void refused(String message, String... arguments) {
    assertThatThrownBy(() -> logcheck(arguments))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining(message);
  }

  @Test
  void monitor_everythingExpected_isQuiet() throws IOException {
    Files.writeString(
        folder.resolve("expect"),
        "# asked for\n" + entries.get(0).id().hex() + "\n\n" + commit(entries.get(2)) + "\n");
    assertThat(monitor("log", "--issuer", OURS, "--expect", "expect")).isZero();
    assertThat(said()).contains("2 entries", "0 not asked for, 0 asked for and missing");
  }

  @Test
  void monitor_entryThatNobodyAskedForAndOneThatIsMissing_areNamed() throws IOException {
    String missing = "f".repeat(64);
    Files.writeString(folder.resolve("expect"), entries.get(0).id().hex() + "\n" + missing);
    assertThat(monitor("log", "--issuer", OURS, "--expect", "expect")).isEqualTo(1);
    assertThat(said()).contains("entry 2, not asked for: " + entries.get(2).id(), missing);
    said.reset();
    assertThat(monitor("log", "--issuer", OURS, "--expect", "expect", "--json")).isEqualTo(1);
    JsonNode json = Json.parse(said.toByteArray());
    assertThat(json.at("/unexpected/0/index").asInt()).isEqualTo(2);
    assertThat(json.at("/unexpected/0/entry/t").asString()).isEqualTo("issue");
    assertThat(json.at("/missing/0").asString()).isEqualTo(missing);
    assertThat(json.at("/log/passed").asBoolean()).isTrue();
  }

  @Test
  void monitor_logThatIsNotSound_countsForNothing() throws IOException {
    Files.writeString(
        folder.resolve("expect"), entries.get(0).id().hex() + "\n" + entries.get(2).id().hex());
    Path tile = folder.resolve("log/tile/0/000.p/3");
    byte[] bytes = Files.readAllBytes(tile);
    bytes[5] ^= 1;
    Files.write(tile, bytes);
    assertThat(monitor("log", "--issuer", OURS, "--expect", "expect")).isEqualTo(1);
    assertThat(said()).contains("0 not asked for", "NOT sound");
  }

  @Test
  void monitor_withoutIssuerOrExpectations_isRefused() throws IOException {
    Files.writeString(folder.resolve("odd"), "not an id");
    for (String[] arguments :
        new String[][] {
          {"log", "--expect", "odd"},
          {"log", "--issuer", OURS},
          {"log", "--issuer", OURS + "#key-1", "--expect", "odd"},
          {"log", "--issuer", OURS, "--expect", "odd"},
          {"log", "--issuer", OURS, "--expect", "none"},
        }) {
      assertThatThrownBy(() -> monitor(arguments)).isInstanceOf(StartRefused.class);
    }
  }

  @Test
  void proofBeside_fileName_replacesTheSuffixAlone() {
    assertThat(VerifyCommand.proofBeside("a.b/credential.json"))
        .isEqualTo("a.b/credential.log-proof");
    assertThat(VerifyCommand.proofBeside("a.b/credential")).isEqualTo("a.b/credential.log-proof");
    assertThat(VerifyCommand.proofBeside("x.y.json")).isEqualTo("x.y.log-proof");
  }

  private static String commit(Issue issue) {
    return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(issue.commit());
  }

  private static Issue entry(String did, int number) {
    byte[] commit = new byte[32];
    commit[0] = (byte) number;
    return new Issue(List.of(did + "#key-1"), commit, Instant.EPOCH);
  }

  private static void writeLog(Path log, List<Issue> entries) throws IOException {
    List<byte[]> bytes = new ArrayList<>();
    entries.forEach(entry -> bytes.add(entry.bytes()));
    TreeExtension tree = TreeExtension.of(0, path -> new byte[0], bytes);
    for (Map.Entry<TilePath, byte[]> tile : tree.tiles().entrySet()) {
      Path file = log.resolve(tile.getKey().text());
      Files.createDirectories(file.getParent());
      Files.write(file, tile.getValue());
    }
    Checkpoint checkpoint = new Checkpoint(ORIGIN, tree.size(), tree.root());
    byte[] signature =
        SignatureEngine.sign(KeyAlgorithm.ED25519, KEY.getPrivate(), vkey().message(checkpoint, 0));
    Note note = new Note(checkpoint.text(), List.of(vkey().signature(0, signature)));
    Files.write(log.resolve("checkpoint"), note.bytes());
  }

  private static VerifierKey vkey() {
    return VerifierKey.ed25519(ORIGIN, raw(KEY));
  }

  private static byte[] raw(KeyPair pair) {
    return Multikey.fromSpki(pair.getPublic().getEncoded()).raw();
  }

  private static KeyPair key() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
