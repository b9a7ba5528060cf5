package dev.laurel.functions.issuers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SettingsTest {
  @Test
  void settings_missing_listsAll() {
    assertThatThrownBy(() -> Settings.from(Map.of("STAGE", "local")))
        .hasMessageContainingAll(
            "PUBLIC_BASE_URL",
            "OPERATOR_KEY_SHA256",
            "ITEMS_TABLE",
            "SIGNING_KEY_P256",
            "ROOT_KEY");
  }

  @Test
  void settings_productionWithoutEd25519_isRefused() {
    Map<String, String> env = new HashMap<>();
    for (String name :
        List.of(
            "ITEMS_TABLE",
            "OUTBOX_TABLE",
            "EVIDENCE_BUCKET",
            "PUBLIC_BUCKET",
            "SIGNING_KEY_P256",
            "ROOT_KEY")) {
      env.put(name, "x");
    }
    env.put("STAGE", "staging");
    env.put("PUBLIC_BASE_URL", "https://badges.example.org");
    env.put("PUBLIC_OBJECTS_URL", "https://objects.example.org");
    env.put("OPERATOR_KEY_SHA256", "0".repeat(64));
    assertThat(Settings.from(env).publicHost()).isEqualTo("badges.example.org");
    env.put("STAGE", "production");
    assertThatThrownBy(() -> Settings.from(env)).hasMessageContaining("SIGNING_KEY_ED25519");
  }
}
