package dev.laurel.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.testkit.FixedClock;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.tlog.Note;
import dev.laurel.tlog.NoteSignature;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.tlog.entry.Auth;
import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.entry.KeyStatements;
import dev.laurel.tlog.sequencing.Committed;
import dev.laurel.tlog.sequencing.CommittedHead;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The keys of the log and the root key, in files.
final class FileLogKeysTest {
  private static final String ORIGIN = "localhost:8080/log";

  private final SecureRandom random = new SecureRandom();
  private final FixedClock clock = FixedClock.at("2026-11-21T10:00:00Z");

  @TempDir private Path folder;

  private FileLogKeys open() {
    return FileLogKeys.open(folder.resolve("keys"), "local", ORIGIN, random);
  }

  private FileRootKey root() {
    return FileRootKey.open(folder.resolve("keys"), "local", random);
  }

  private CommittedHead head() {
    return Committed.head(new MemoryItemStore(clock), ORIGIN);
  }

  @Test
  void open_firstTime_makesBothKeysAndKeepsThem() throws Exception {
    List<VerifierKey> made = open().keys();
    assertThat(made)
        .extracting(VerifierKey::type)
        .containsExactly(VerifierKey.ED25519, VerifierKey.ML_DSA_44);
    assertThat(made).extracting(VerifierKey::name).containsOnly(ORIGIN);
    assertThat(open().keys()).isEqualTo(made);
    for (String name : List.of("log-ed25519.pem", "log-mldsa44.pem")) {
      Path file = folder.resolve("keys").resolve(name);
      assertThat(Files.readString(file)).startsWith("LOCAL");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void sign_eachKey_isVerifiedByItsVerifierKey() {
    FileLogKeys keys = open();
    CommittedHead head = head();
    Note note = new Note(head.checkpoint().text(), List.of());
    for (VerifierKey key : keys.keys()) {
      NoteSignature signature = key.signature(head.time().getEpochSecond(), keys.sign(key, head));
      assertThat(key.verify(note, head.checkpoint(), signature)).isTrue();
    }
  }

  @Test
  void sign_withAForeignKey_isRefused() {
    VerifierKey foreign = VerifierKey.ed25519(ORIGIN, new byte[32]);
    assertThatThrownBy(() -> open().sign(foreign, head()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void open_stageProduction_isRefusedAndMakesNothing() {
    Path keys = folder.resolve("keys");
    assertThatThrownBy(() -> FileLogKeys.open(keys, "production", ORIGIN, random))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> FileRootKey.open(keys, "production", random))
        .isInstanceOf(IllegalStateException.class);
    assertThat(keys).doesNotExist();
  }

  @Test
  void open_keysThatChangedPlaces_areRefused() throws Exception {
    open();
    Path ed25519 = folder.resolve("keys/log-ed25519.pem");
    Files.copy(folder.resolve("keys/log-mldsa44.pem"), folder.resolve("other"));
    Files.delete(ed25519);
    Files.move(folder.resolve("other"), ed25519);
    assertThatThrownBy(this::open).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void rootKey_signsStatementsOfFirstKeys() {
    FileRootKey root = root();
    assertThat(root.publicKey().algorithm()).isEqualTo(KeyAlgorithm.ED25519);
    assertThat(root().publicKey()).isEqualTo(root.publicKey());
    String did = "did:web:localhost%3A8080:issuers:" + "a".repeat(32);
    KeyAdd entry =
        new KeyAdd(
            did,
            did + "#key-1",
            root.publicKey().text(),
            List.of("eddsa-rdfc-2022"),
            List.of(),
            clock.instant());
    Auth auth = new Auth("did:key:x#x", root.sign(entry));
    assertThat(KeyStatements.signedBy(entry.statement(), auth, root.publicKey())).isTrue();
  }
}
