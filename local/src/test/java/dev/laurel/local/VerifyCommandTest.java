package dev.laurel.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.credentials.baking.BadgeDrawing;
import dev.laurel.credentials.baking.Baked;
import dev.laurel.credentials.baking.Baking;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./laurel verify` over the credential of a throwaway did:key, in several forms.
final class VerifyCommandTest {
  private static final InstantSource CLOCK = () -> Instant.parse("2026-11-22T12:00:00Z");

  @TempDir Path folder;
  private byte[] credential = {};
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeEach
  void writeCredential() throws IOException {
    try (InputStream in =
        dev.laurel.functions.verification.Settings.class.getResourceAsStream("priming.json")) {
      credential = in.readAllBytes();
    }
    Files.write(folder.resolve("credential.json"), credential);
  }

  private int verify(String... arguments) throws IOException {
    said.reset();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    return VerifyCommand.run(VerifyCommand.options(List.of(arguments)), folder, folder, CLOCK, out);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void run_json_saysEveryCheck() throws IOException {
    assertThat(verify("credential.json")).isEqualTo(VerifyCommand.VALID);
    assertThat(said()).startsWith("valid (json, checked 2026-11-22T12:00:00Z)").contains("✓ proof");
    assertThat(verify("credential.json", "--json")).isEqualTo(VerifyCommand.VALID);
    assertThat(said()).startsWith("{\"verdict\":\"valid\"").contains("\"form\":\"json\"");
  }

  @Test
  @Tag("check-82")
  void run_bakedSvg_takesTheCredentialOut() throws IOException {
    byte[] drawing = BadgeDrawing.of("did:web:x", "School", "Botany");
    Baked baked = Baking.bake(drawing, new String(credential, StandardCharsets.UTF_8));
    Files.write(folder.resolve("badge.svg"), ((Baked.Done) baked).image());
    assertThat(verify("badge.svg")).isEqualTo(VerifyCommand.VALID);
    assertThat(said()).startsWith("valid (svg/json");
  }

  @Test
  @Tag("check-81")
  void run_fileThatIsNoCredential_isNotValid() throws IOException {
    for (String content : new String[] {"", "a.b.c", "<svg/>", "\u0089PNG\r\n\u001a\n", "[]"}) {
      Files.write(folder.resolve("x"), content.getBytes(StandardCharsets.ISO_8859_1));
      assertThat(verify("x")).as(content).isNotEqualTo(VerifyCommand.VALID);
    }
  }

  @Test
  void run_withFilesAndAddress_comparesThem() throws IOException {
    Files.writeString(folder.resolve("other.pdf"), "not the diary");
    assertThat(verify("credential.json", "--evidence", "other.pdf", "--evidence", "other.pdf"))
        .isEqualTo(VerifyCommand.NOT_VALID);
    assertThat(said()).contains("✗ evidence");
    assertThat(verify("credential.json", "--email", "grace@example.org"))
        .isEqualTo(VerifyCommand.NOT_VALID);
    assertThat(said()).contains("✗ recipient").doesNotContain("grace@example.org");
  }

  @Test
  void run_explained_tellsWhatOthersWouldSay() throws IOException {
    assertThat(verify("credential.json", "--explain")).isEqualTo(VerifyCommand.VALID);
    assertThat(said()).containsAnyOf("Other readers would object:", "Nothing is known");
    verify("credential.json", "--explain", "--json");
    assertThat(said()).contains("\"interop\":[");
  }

  @Test
  void run_withoutOneFile_isRefused() {
    assertThatThrownBy(() -> verify()).isInstanceOf(StartRefused.class);
    assertThatThrownBy(() -> verify("a", "b")).isInstanceOf(StartRefused.class);
    assertThatThrownBy(() -> verify("missing.json"))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("missing.json");
    assertThatThrownBy(() -> verify("credential.json", "--evidence", "missing.pdf"))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("missing.pdf");
    assertThatThrownBy(() -> verify("credential.json", "--fetch")).isInstanceOf(StartRefused.class);
  }
}
