package dev.laurel.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CredentialIdTest {
  @Test
  void random_idsOfOneSource_differAndParse() {
    Random random = new Random(1);
    Set<CredentialId> ids = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      CredentialId id = CredentialId.random(random);
      assertThat(CredentialId.parse(id.toString())).contains(id);
      ids.add(id);
    }
    assertThat(ids).hasSize(10_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0123456789abcdef0123456789abcde",
        "0123456789abcdef0123456789abcdef0",
        "0123456789ABCDEF0123456789abcdef",
        "0123456789abcdef0123456789abcdeg",
        "0123456789abcdef0123456789abcdef\n",
        "../../../../../../../etc/password"
      })
  void parse_otherText_isEmpty(String text) {
    assertThat(CredentialId.parse(text)).isEmpty();
    assertThatThrownBy(() -> new CredentialId(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
