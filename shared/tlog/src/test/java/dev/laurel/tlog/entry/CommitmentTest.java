package dev.laurel.tlog.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.tlog.entry.Commitment.Form;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommitmentTest {
  private static final byte[] SALT = new byte[32];
  private static final Form FORM = new Form("eddsa-rdfc-2022", "did:web:a#k", new byte[64]);

  static {
    Arrays.fill(SALT, (byte) 7);
  }

  @Test
  void of_oneForm_isTheHashOfTheStatedBytes() throws Exception {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes("laurel/commit/v1\0".getBytes(StandardCharsets.US_ASCII));
    message.writeBytes(SALT);
    message.writeBytes(
        "\5issue\0\16https://a.ex/c\1\0\17eddsa-rdfc-2022\0\13did:web:a#k\0\100"
            .getBytes(StandardCharsets.US_ASCII));
    message.writeBytes(new byte[64]);
    assertThat(Commitment.of(SALT, Issue.TYPE, "https://a.ex/c", List.of(FORM)))
        .isEqualTo(MessageDigest.getInstance("SHA-256").digest(message.toByteArray()));
  }

  @Test
  void of_anyOtherPart_isAnotherCommitment() {
    byte[] salt = SALT.clone();
    salt[31] ^= 1;
    byte[] hash = new byte[64];
    hash[63] = 1;
    Form other = new Form("ecdsa-rdfc-2019", "did:web:a#k", new byte[64]);
    Set<String> all = new HashSet<>();
    all.add(hex(SALT, "issue", "id", FORM));
    all.add(hex(salt, "issue", "id", FORM));
    all.add(hex(SALT, "issu", "eid", FORM));
    all.add(hex(SALT, "issue", "ie", FORM));
    all.add(hex(SALT, "issue", "id", FORM, FORM));
    all.add(hex(SALT, "issue", "id", FORM, other));
    all.add(hex(SALT, "issue", "id", other, FORM));
    all.add(hex(SALT, "issue", "id", other));
    all.add(hex(SALT, "issue", "id", new Form("eddsa-rdfc-2022", "did:web:a#k", hash)));
    all.add(hex(SALT, "issue", "id", new Form("eddsa-rdfc-2022", "did:web:a#l", new byte[64])));
    all.add(hex(SALT, "issue", "id", new Form("eddsa-rdfc-202", "2did:web:a#k", new byte[64])));
    assertThat(all).hasSize(11);
  }

  @Test
  void of_partsOutOfBounds_isRefused() {
    assertThatThrownBy(() -> Commitment.of(new byte[31], "issue", "id", List.of(FORM)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("salt");
    assertThatThrownBy(() -> Commitment.of(SALT, "issue", "id", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Commitment.of(SALT, "issue", "id", Collections.nCopies(256, FORM)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Commitment.of(SALT, "issue", "x".repeat(65_536), List.of(FORM)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String hex(byte[] salt, String type, String id, Form... forms) {
    return HexFormat.of().formatHex(Commitment.of(salt, type, id, List.of(forms)));
  }
}
