package dev.laurel.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.ProofOptions;
import dev.laurel.credentials.proof.ProofVerifier;
import dev.laurel.issuance.Linted;
import dev.laurel.issuance.PreparedCredential;
import dev.laurel.issuance.SignerUnavailable;
import dev.laurel.issuers.SigningKeys.DeploymentKey;
import dev.laurel.storage.IssuerId;
import dev.laurel.testkit.Fresh;
import dev.laurel.tlog.entry.KeyAdd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FileKeysTest {
  private final SecureRandom random = new SecureRandom();

  @TempDir private Path folder;

  private FileKeys open() {
    return FileKeys.open(folder.resolve("keys"), "local", random);
  }

  @Test
  void open_firstTime_makesBothKeysAndKeepsThem() {
    List<DeploymentKey> made = open().publicKeys();
    assertThat(made).extracting(DeploymentKey::fragment).containsExactly("key-1", "key-2");
    assertThat(made)
        .extracting(key -> key.key().algorithm())
        .containsExactly(KeyAlgorithm.ED25519, KeyAlgorithm.P256);
    assertThat(open().publicKeys()).isEqualTo(made);
  }

  @Test
  void open_fromManyThreadsAtOnce_allSeeTheSameKeys() {
    List<List<DeploymentKey>> seen = Fresh.inParallel(8, n -> open().publicKeys());
    assertThat(Set.copyOf(seen)).hasSize(1);
    assertThat(open().publicKeys()).isEqualTo(seen.getFirst());
  }

  @Test
  void open_files_areForTheOwnerAloneAndSayLocal() throws Exception {
    open();
    Path keys = folder.resolve("keys");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)))
        .isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(keys)) {
      assertThat(files.toList())
          .extracting(file -> file.getFileName().toString())
          .containsExactlyInAnyOrder("LOCAL", "key-1.pem", "key-2.pem");
    }
    for (String name : List.of("LOCAL", "key-1.pem", "key-2.pem")) {
      Path file = keys.resolve(name);
      assertThat(Files.readString(file)).startsWith("LOCAL");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"EDDSA_RDFC_2022", "ECDSA_RDFC_2019"})
  void sign_eachSuite_isVerifiedByThePublishedKey(Cryptosuite suite) {
    FileKeys keys = open();
    DeploymentKey key = keys.publicKeys().get(suite.ordinal());
    byte[] hashData = new byte[64];
    hashData[5] = 7;
    byte[] signature = keys.sign(prepared(suite, key.fragment(), hashData));
    ProofVerifier verifier = new ProofVerifier();
    assertThat(verifier.verify(suite, key.key(), hashData, signature)).isTrue();
    hashData[5] = 8;
    assertThat(verifier.verify(suite, key.key(), hashData, signature)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"EDDSA_RDFC_2022", "ECDSA_RDFC_2019"})
  void sign_keyEntryOfEachSuite_isVerifiedByThePublishedKey(Cryptosuite suite) {
    FileKeys keys = open();
    DeploymentKey key = keys.publicKeys().get(suite.ordinal());
    String did = "did:web:example.org";
    KeyAdd entry =
        new KeyAdd(
            did,
            did + "#" + key.fragment(),
            key.key().text(),
            List.of(),
            List.of(),
            Instant.parse("2026-11-21T12:00:00Z"));
    byte[] signature = keys.sign(Linted.keyEntry(entry, suite, entry.method()));
    assertThat(new ProofVerifier().verify(suite, key.key(), entry.statement(), signature)).isTrue();
  }

  @Test
  void sign_unknownOrUnfitKey_isRefusedForGood() {
    FileKeys keys = open();
    for (String fragment : List.of("key-2", "key-3")) {
      PreparedCredential prepared = prepared(Cryptosuite.EDDSA_RDFC_2022, fragment, new byte[64]);
      assertThatThrownBy(() -> keys.sign(prepared))
          .isInstanceOfSatisfying(
              SignerUnavailable.class, refused -> assertThat(refused.retryable()).isFalse());
    }
  }

  private static PreparedCredential prepared(Cryptosuite suite, String fragment, byte[] hashData) {
    String method = "did:web:example.org#" + fragment;
    Instant created = Instant.parse("2026-11-21T12:00:00Z");
    return Linted.of(hashData, new ProofOptions(suite, method, created));
  }

  private static final IssuerId ISSUER = new IssuerId("0f".repeat(16));

  private Multikey make(String fragment, KeyAlgorithm algorithm) {
    return OwnFileKeys.make(folder.resolve("keys"), "local", ISSUER, fragment, algorithm, random);
  }

  @ParameterizedTest
  @EnumSource(names = {"ED25519", "P256", "ML_DSA_44"})
  void own_madeWhileOpen_isFoundAndSigns(KeyAlgorithm algorithm) throws Exception {
    FileKeys keys = open();
    assertThat(keys.own(ISSUER, "own-1")).isEmpty();

    Multikey made = make("own-1", algorithm);

    assertThat(made.algorithm()).isEqualTo(algorithm);
    assertThat(make("own-1", algorithm)).as("made once").isEqualTo(made);
    assertThat(keys.own(ISSUER, "own-1")).contains(made);
    assertThat(open().own(ISSUER, "own-1")).contains(made);
    assertThat(keys.publicKeys()).as("the deployment's are others").hasSize(2);
    Cryptosuite suite = Cryptosuite.of(algorithm);
    byte[] hashData = new byte[64];
    Instant created = Instant.parse("2026-11-21T12:00:00Z");
    String web = "did:web:example.org:issuers:" + ISSUER + "#own-1";
    String key = "did:key:" + made.text() + "#" + made.text();
    for (String method : List.of(web, key)) {
      byte[] signature = keys.sign(Linted.of(hashData, new ProofOptions(suite, method, created)));
      assertThat(new ProofVerifier().verify(suite, made, hashData, signature)).as(method).isTrue();
    }
    Path file = folder.resolve("keys/own/" + ISSUER + "/own-1.pem");
    assertThat(Files.readString(file)).startsWith("LOCAL");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void own_otherIssuersOrNames_areNotFound() {
    make("own-1", KeyAlgorithm.ED25519);
    FileKeys keys = open();
    assertThat(keys.own(new IssuerId("0e".repeat(16)), "own-1")).isEmpty();
    for (String name : List.of("own-2", "../own-1", "own-1.pem", "")) {
      assertThat(keys.own(ISSUER, name)).as(name).isEmpty();
    }
    PreparedCredential unfit =
        Linted.of(
            new byte[64],
            new ProofOptions(
                Cryptosuite.ECDSA_RDFC_2019,
                "did:web:example.org:issuers:" + ISSUER + "#own-1",
                Instant.EPOCH));
    assertThatThrownBy(() -> keys.sign(unfit)).isInstanceOf(SignerUnavailable.class);
  }

  @Test
  void make_inProduction_underABadNameOrOverAnotherType_isRefused() {
    make("own-1", KeyAlgorithm.ED25519);
    assertThatThrownBy(() -> make("own-1", KeyAlgorithm.P256))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another kind");
    assertThatThrownBy(() -> make("../x", KeyAlgorithm.P256))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() ->
            OwnFileKeys.make(
                folder.resolve("other"),
                "production",
                ISSUER,
                "own-1",
                KeyAlgorithm.ED25519,
                random))
        .isInstanceOf(IllegalStateException.class);
    assertThat(folder.resolve("other")).doesNotExist();
  }

  @Test
  void open_stageProduction_isRefusedAndMakesNothing() {
    assertThatThrownBy(() -> FileKeys.open(folder.resolve("keys"), "production", random))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("production");
    assertThat(folder.resolve("keys")).doesNotExist();
  }

  @Test
  void open_fileThatIsNoKeyOfOurs_isRefused() throws Exception {
    open();
    Path file = folder.resolve("keys/key-1.pem");
    String good = Files.readString(file);
    for (String bad :
        List.of(
            "",
            good.replace("LOCAL", "OTHER"),
            good.substring(0, good.length() / 2),
            good.replace("MC4CAQ", "AAAAAA"),
            Files.readString(folder.resolve("keys/key-2.pem")))) {
      Files.writeString(file, bad);
      assertThatThrownBy(this::open)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("key-1");
    }
  }
}
