package dev.laurel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RememberedSignaturesTest {
  private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);

  @BeforeEach
  void install() {
    RememberedSignatures.install();
  }

  @AfterEach
  void remove() {
    RememberedSignatures.remove();
  }

  @Test
  void signatures_areTheJdksOwn() throws GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519", "SunEC").generateKeyPair();
    KeyPair other = KeyPairGenerator.getInstance("Ed25519", "SunEC").generateKeyPair();
    Signature jdk = Signature.getInstance("Ed25519", "SunEC");
    jdk.initSign(pair.getPrivate());
    jdk.update(MESSAGE);
    byte[] expected = jdk.sign();
    for (int i = 0; i < 2; i++) {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      assertThat(signature.getProvider().getName()).isEqualTo("RememberedSignatures");
      signature.update(MESSAGE);
      assertThat(signature.sign()).isEqualTo(expected);
      assertThat(verifies(pair, MESSAGE, expected)).isTrue();
      assertThat(verifies(other, MESSAGE, expected)).isFalse();
      assertThat(verifies(pair, new byte[7], expected)).isFalse();
      assertThat(verifies(pair, MESSAGE, new byte[64])).isFalse();
      assertThat(verifies(pair, MESSAGE, new byte[3])).isFalse();
    }
  }

  private static boolean verifies(KeyPair pair, byte[] message, byte[] bytes)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(pair.getPublic());
    signature.update(message);
    return signature.verify(bytes);
  }

  @Test
  void remove_leavesPairsToTheJdk() throws GeneralSecurityException {
    KeyPair one = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    assertThat(KeyPairGenerator.getInstance("Ed25519").generateKeyPair()).isSameAs(one);
    RememberedSignatures.remove();
    KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    assertThat(other.getPublic()).isNotEqualTo(one.getPublic());
  }
}
