package dev.laurel.credentials.openbadges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.json.Json;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class IdentityObjectTest {
  @Test
  void hashedEmail_ofTheSpecification_isItsHash() {
    IdentityObject identity = IdentityObject.hashedEmail("a@example.com", "Kosher");
    assertThat(identity.identityHash())
        .isEqualTo("sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399");
    assertThat(Json.write(identity))
        .isEqualTo(
            "{\"type\":\"IdentityObject\",\"hashed\":true,\"identityHash\":\""
                + identity.identityHash()
                + "\",\"identityType\":\"emailAddress\",\"salt\":\"Kosher\"}");
  }

  @Test
  void name_isPlainAndSaysSo() {
    assertThat(Json.write(IdentityObject.name("Zoë \"Z\"")))
        .isEqualTo(
            "{\"type\":\"IdentityObject\",\"hashed\":false,\"identityHash\":\"Zoë \\\"Z\\\"\","
                + "\"identityType\":\"name\"}");
  }

  @Test
  void digestMultibase_ofADigest_isReadBackInBothAlphabets() {
    byte[] digest = HexFormat.of().parseHex("ab".repeat(32));
    assertThat(DigestMultibase.of(digest)).startsWith("zQm");
    assertThat(DigestMultibase.parse(DigestMultibase.of(digest))).contains(digest);
    assertThat(DigestMultibase.parse("uEiCrq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urqw"))
        .contains(digest);
    assertThat(DigestMultibase.parse("zQm")).isEmpty();
    assertThat(DigestMultibase.parse(dev.laurel.credentials.MultibaseText.base58(digest)))
        .isEmpty();
  }
}
