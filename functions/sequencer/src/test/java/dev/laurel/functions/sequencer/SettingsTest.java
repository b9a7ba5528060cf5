package dev.laurel.functions.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.tlog.VerifierKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SettingsTest {
  private static final String WITNESS = VerifierKey.cosigner("w.example", new byte[32]).text();

  private static Map<String, String> env(String... pairs) {
    Map<String, String> env =
        new HashMap<>(
            Map.of(
                "STAGE", "production",
                "LOG_TABLE", "t",
                "LOG_BUCKET", "b",
                "LOG_URL", "https://log.example/2026",
                "LOG_KEY_ED25519", "arn:ed",
                "ROOT_KEY", "arn:root"));
    for (int i = 0; i < pairs.length; i += 2) {
      env.put(pairs[i], pairs[i + 1]);
    }
    return env;
  }

  @Test
  void from_withTheDefaults_needsNeitherMlDsaNorWitnesses() {
    Settings settings = Settings.from(env());
    assertThat(settings.origin()).isEqualTo("log.example/2026");
    assertThat(settings.logKeyMlDsa44()).isEmpty();
    assertThat(settings.witnesses()).isEmpty();
  }

  @Test
  void from_withWitnesses_readsKeyAndUrlOfEach() {
    String text = WITNESS + " https://w.example/w | " + WITNESS + " http://127.0.0.1:9000/";
    assertThat(Settings.from(env("WITNESSES", text)).witnesses())
        .extracting(witness -> witness.key().name() + " " + witness.url())
        .containsExactly("w.example https://w.example/w", "w.example http://127.0.0.1:9000");
  }

  @Test
  void from_witnessThatCannotBeAskedSafely_isRefused() {
    String log = VerifierKey.ed25519("w.example", new byte[32]).text();
    for (String bad :
        List.of(
            WITNESS,
            WITNESS + " http://w.example",
            WITNESS + " ftp://w.example",
            WITNESS + " https://w.example?a=b",
            WITNESS + " https:///w",
            WITNESS + " https://w.example extra",
            log + " https://w.example",
            "w.example+00000000+AA== https://w.example",
            WITNESS + " https://w.example||")) {
      assertThatThrownBy(() -> Settings.from(env("WITNESSES", bad + "|x")))
          .as(bad)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("WITNESSES");
    }
  }

  @Test
  void from_productionWithoutRootKey_isRefused() {
    assertThatThrownBy(() -> Settings.from(env("ROOT_KEY", ""))).hasMessageContaining("ROOT_KEY");
    assertThat(Settings.from(env("ROOT_KEY", "", "STAGE", "emulator")).rootKey()).isEmpty();
  }

  @Test
  void from_everythingMissing_namesAllAtOnce() {
    assertThatThrownBy(() -> Settings.from(Map.of("STAGE", "staging")))
        .hasMessageContainingAll("LOG_TABLE", "LOG_BUCKET", "LOG_URL", "LOG_KEY_ED25519");
  }
}
