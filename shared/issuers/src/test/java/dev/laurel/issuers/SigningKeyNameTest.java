package dev.laurel.issuers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.storage.IssuerId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SigningKeyNameTest {
  private static final String ISSUER = "0f".repeat(16);
  private static final String DID = "did:web:localhost%3A8080:issuers:" + ISSUER;

  @Test
  void ofMethod_eachKindOfMethod_namesItsKey() {
    assertThat(SigningKeyName.ofMethod(DID + "#key-1")).isEqualTo("key-1");
    assertThat(SigningKeyName.ofMethod(DID + "#own-12"))
        .isEqualTo(ISSUER + "/own-12")
        .isEqualTo(SigningKeyName.of(new IssuerId(ISSUER), "own-12"));
    assertThat(SigningKeyName.ofMethod("did:key:z6MkA#z6MkA")).isEqualTo("z6MkA");
  }

  @Test
  void ofMethod_anotherMethod_isRefused() {
    for (String method :
        List.of(
            "",
            "own-1",
            "#own-1",
            "did:web:example.org#own-1",
            "did:key:z6MkA#z6MkB",
            "did:key:z6MkA#key-1",
            "did:example:" + ISSUER + "#own-1",
            "https://example.org/" + ISSUER + "#own-1")) {
      assertThatThrownBy(() -> SigningKeyName.ofMethod(method))
          .as(method)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void isFragment_ownNames_andNoOthers() {
    assertThat(List.of("own-1", "own-9", "own-20")).allMatch(SigningKeyName::isFragment);
    assertThat(List.of("own-0", "own-21", "own-01", "own-", "own-1 ", "key-1", "Own-1", ""))
        .noneMatch(SigningKeyName::isFragment);
    assertThat(SigningKeyName.order("own-10")).isGreaterThan(SigningKeyName.order("own-9"));
    assertThat(SigningKeyName.order("key-2")).isZero();
  }
}
