package dev.laurel.tlog.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.proof.Multikey;
import dev.laurel.tlog.entry.KeyStatements.KnownKey;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyStatementsTest {
  private static final String DID = "did:web:example.org:a";

  private final TestIssuer root = TestIssuer.root();
  private final TestIssuer first = TestIssuer.ed25519(DID + "#key-1");
  private final TestIssuer second = TestIssuer.p256(DID + "#key-2");
  private final TestIssuer third = TestIssuer.ed25519(DID + "#key-3");

  @Test
  void refusal_ofFirstKeySignedByItselfAndRoot_isNone() {
    assertThat(refusal(first.added(first, root))).isEmpty();
    assertThat(refusal(first.added(root, first))).isEmpty();
    assertThat(refusal(second.added(second, root))).isEmpty();
  }

  @Test
  void refusal_ofLaterKeySignedByItselfAndActiveKey_isNone() {
    assertThat(refusal(second.added(second, first), known(first, true))).isEmpty();
    assertThat(refusal(third.added(second, third), known(first, false), known(second, true)))
        .isEmpty();
  }

  @Test
  void refusal_ofFirstKeyWithoutRoot_says() {
    assertThat(refusal(first.added(first, second)).orElseThrow()).contains("root key");
    assertThat(refusal(first.added(first, TestIssuer.root())).orElseThrow()).contains("root key");
    assertThat(refusal(first.added(first)).orElseThrow()).contains("exactly");
    assertThat(refusal(first.added()).orElseThrow()).contains("exactly");
    assertThat(refusal(first.added(first, first)).orElseThrow()).contains("exactly");
    assertThat(refusal(first.added(first, root, second)).orElseThrow()).contains("exactly");
    assertThat(KeyStatements.refusal(first.added(first, root), List.of(), List.of())).isNotEmpty();
  }

  @Test
  void refusal_ofLaterKeyWithoutActiveKey_says() {
    assertThat(refusal(second.added(second, root), known(first, true)).orElseThrow())
        .contains("active key");
    assertThat(refusal(second.added(second, first), known(first, false)).orElseThrow())
        .contains("active key");
    assertThat(refusal(third.added(third, second), known(first, true)).orElseThrow())
        .contains("active key");
  }

  @Test
  void refusal_ofKeyThatIsKnown_says() {
    assertThat(refusal(first.added(first, root), known(first, true)).orElseThrow())
        .contains("already");
    assertThat(refusal(first.added(first, second), known(first, false), known(second, true)))
        .isNotEmpty();
  }

  @Test
  void refusal_ofSignaturesOverAnotherStatement_says() {
    KeyAdd add = first.added(first, root);
    KeyAdd other = second.added(second, root);
    KeyAdd newKeyFails = add.with(List.of(first.sign(other.statement()), add.auth().get(1)));
    KeyAdd rootFails = add.with(List.of(add.auth().get(0), root.sign(other.statement())));
    assertThat(refusal(newKeyFails).orElseThrow()).contains("new key's signature");
    assertThat(refusal(rootFails).orElseThrow()).contains("root key's signature");
    KeyAdd later = second.added(second, first);
    KeyAdd olderFails = later.with(List.of(later.auth().get(0), first.sign(add.statement())));
    assertThat(refusal(olderFails, known(first, true)).orElseThrow()).contains(first.method());
  }

  @Test
  void refusal_ofUnknownKind_says() {
    KeyAdd add =
        new KeyAdd(
            DID,
            first.method(),
            "zExample",
            List.of(),
            first.added(first, root).auth(),
            first.added().at());
    assertThat(refusal(add).orElseThrow()).contains("kind");
  }

  @Test
  void refusal_ofRetiredKey_asksForOneActiveKey() {
    assertThat(retired(first.retired(first), known(first, true))).isEmpty();
    assertThat(retired(first.retired(second), known(first, true), known(second, true))).isEmpty();
    assertThat(retired(first.retired(second), known(first, true), known(second, false)))
        .isNotEmpty();
    assertThat(retired(first.retired(root), known(first, true))).isNotEmpty();
    assertThat(retired(first.retired(), known(first, true))).isNotEmpty();
    assertThat(retired(first.retired(first), known(first, false)).orElseThrow())
        .contains("already");
    assertThat(retired(first.retired(first), known(second, true)).orElseThrow())
        .contains("does not hold");
    KeyRetire forged = first.retired(first);
    assertThat(retired(forged.with(second.retired(first).auth()), known(first, true))).isNotEmpty();
  }

  @Test
  void signedBy_ofEitherAlgorithm_holdsForItsKeyAlone() {
    byte[] statement = first.added().statement();
    for (TestIssuer signer : List.of(first, second)) {
      for (TestIssuer other : List.of(first, second, third)) {
        assertThat(KeyStatements.signedBy(statement, signer.sign(statement), other.key()))
            .isEqualTo(signer == other);
      }
    }
    Auth short1 = new Auth(first.method(), new byte[63]);
    assertThat(KeyStatements.signedBy(statement, short1, first.key())).isFalse();
  }

  private Optional<String> refusal(KeyAdd add, KnownKey... known) {
    List<Multikey> roots = List.of(root.key());
    return KeyStatements.refusal(add, List.of(known), roots);
  }

  private static Optional<String> retired(KeyRetire retire, KnownKey... known) {
    return KeyStatements.refusal(retire, List.of(known));
  }

  private static KnownKey known(TestIssuer issuer, boolean active) {
    return new KnownKey(issuer.method(), issuer.key().text(), active);
  }
}
