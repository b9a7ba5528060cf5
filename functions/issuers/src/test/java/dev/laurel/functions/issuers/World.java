package dev.laurel.functions.issuers;

import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.issuers.Achievement;
import dev.laurel.issuers.AchievementContent;
import dev.laurel.issuers.AchievementId;
import dev.laurel.issuers.AchievementRef;
import dev.laurel.issuers.AchievementStore;
import dev.laurel.issuers.AnnouncedImage;
import dev.laurel.issuers.ApiKey;
import dev.laurel.issuers.ApiKeyStore;
import dev.laurel.issuers.Criterion;
import dev.laurel.issuers.Issuer;
import dev.laurel.issuers.IssuerStore;
import dev.laurel.issuers.Level;
import dev.laurel.issuers.PassRule;
import dev.laurel.issuers.Rubric;
import dev.laurel.issuers.Scope;
import dev.laurel.issuers.SigningKeyName;
import dev.laurel.issuers.SigningKeys;
import dev.laurel.runtime.Edge;
import dev.laurel.runtime.Env;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Write;
import dev.laurel.testkit.CountingRandom;
import dev.laurel.testkit.FixedClock;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.testkit.MemoryObjectStore;
import dev.laurel.testkit.TinyPng;
import dev.laurel.verification.published.CredentialOwner;
import dev.laurel.verification.published.PublishedCredential;
import dev.laurel.verification.published.PublishedKey;
import dev.laurel.verification.published.Revocation;
import dev.laurel.verification.published.Suspension;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The function over stores in memory, with two issuers that have everything: keys, achievements,
/// credentials. Ids are digits repeated, so that `events/issuers` can name them.
final class World {
  static final IssuerId A = new IssuerId("a".repeat(32));
  static final IssuerId B = new IssuerId("b".repeat(32));
  static final String KEY_A = key("1");
  static final String KEY_B = key("2");
  static final String READER_A = key("3");
  static final String OPERATOR = "laurel_operator_" + "e".repeat(64);
  static final byte[] PNG = TinyPng.bytes();

  final FixedClock clock = FixedClock.at("2026-11-21T10:00:00Z");
  final MemoryItemStore items = new MemoryItemStore(clock);
  final MemoryObjectStore evidence = new MemoryObjectStore(clock);
  final MemoryObjectStore publicObjects = new MemoryObjectStore(clock);

  final TestRootKey root = new TestRootKey();

  /// Own keys that the key service has, by issuer and fragment.
  final Map<String, Multikey> ownKeys = new HashMap<>();

  World() {
    List<Write> seed = new ArrayList<>();
    EnumSet<Scope> most = EnumSet.complementOf(EnumSet.of(Scope.GRADE));
    seed.add(ApiKeyStore.create(stored("1", A, most)));
    seed.add(ApiKeyStore.create(stored("2", B, most)));
    seed.add(ApiKeyStore.create(stored("3", A, Set.of(Scope.READ))));
    AnnouncedImage image = new AnnouncedImage("image/png", PNG.length, sha256(PNG));
    seed.addAll(AchievementStore.create(achievement("5", A, Optional.empty())));
    seed.addAll(
        AchievementStore.create(
            achievement("6", A, Optional.of(new AnnouncedImage("image/png", 9, "0".repeat(64))))));
    seed.addAll(AchievementStore.create(achievement("7", A, Optional.of(image))));
    seed.addAll(AchievementStore.create(achievement("b", B, Optional.of(image))));
    for (IssuerId issuer : List.of(A, B)) {
      seed.add(
          IssuerStore.create(
              new Issuer(
                  issuer, "Seeded", "https://seeded.example", "a@b.example", "", clock.instant())));
    }
    seed.add(logged("key-1", Cryptosuite.EDDSA_RDFC_2022));
    seed.add(logged("key-2", Cryptosuite.ECDSA_RDFC_2019));
    ownKeys.put(SigningKeyName.of(A, "own-1"), ed25519(7));
    credential("8", A, seed);
    credential("9", B, seed);
    items.write(seed);
    evidence.putIfAbsent(image.uploadName(A), PNG, "image/png");
    evidence.putIfAbsent(image.uploadName(B), PNG, "image/png");
  }

  /// A deployment key of A whose entry is in the log.
  private Write logged(String fragment, Cryptosuite suite) {
    String did = "did:web:localhost%3A8080:issuers:" + A;
    return new PublishedKey(
            A,
            fragment,
            1,
            did + "#" + fragment,
            deploymentKey(fragment).text(),
            List.of(suite.text()),
            "{}",
            List.of(),
            "a".repeat(64))
        .write();
  }

  static Multikey deploymentKey(String fragment) {
    byte[] point = new byte[33];
    point[0] = 2;
    return fragment.equals("key-1")
        ? new Multikey(KeyAlgorithm.ED25519, new byte[32])
        : new Multikey(KeyAlgorithm.P256, point);
  }

  static Multikey ed25519(int first) {
    byte[] raw = new byte[32];
    raw[0] = (byte) first;
    return new Multikey(KeyAlgorithm.ED25519, raw);
  }

  Edge edge() {
    return edge(items);
  }

  Edge edge(ItemStore store) {
    SigningKeys keys =
        new SigningKeys() {
          @Override
          public List<DeploymentKey> publicKeys() {
            return List.of(
                new DeploymentKey("key-1", deploymentKey("key-1")),
                new DeploymentKey("key-2", deploymentKey("key-2")));
          }

          @Override
          public Optional<Multikey> own(IssuerId issuer, String fragment) {
            return Optional.ofNullable(ownKeys.get(SigningKeyName.of(issuer, fragment)));
          }
        };
    return Wiring.edge(
        settings(), store, evidence, publicObjects, keys, root, clock, new CountingRandom());
  }

  static Settings settings() {
    return new Settings(
        Env.Stage.LOCAL,
        "http://localhost:8080",
        "http://localhost:8080/public",
        sha256(OPERATOR.getBytes(StandardCharsets.US_ASCII)),
        "laurel",
        "laurel-outbox",
        "evidence",
        "public",
        "",
        "alias/p256",
        "alias/root",
        "local");
  }

  static String id(String digit) {
    return digit.repeat(32);
  }

  private static String key(String digit) {
    return "laurel_" + id(digit) + "_" + "c".repeat(64);
  }

  private ApiKey stored(String digit, IssuerId issuer, Set<Scope> scopes) {
    String hash = sha256(key(digit).getBytes(StandardCharsets.US_ASCII));
    return new ApiKey(id(digit), issuer, "seed", scopes, hash, clock.instant());
  }

  private Achievement achievement(String digit, IssuerId issuer, Optional<AnnouncedImage> image) {
    List<Level> levels = List.of(new Level("low", "Low", "", 0), new Level("high", "High", "", 5));
    AchievementContent content =
        new AchievementContent(
            "Seeded",
            "Description",
            "Narrative",
            "",
            AchievementContent.DEFAULT_TYPE,
            List.of(),
            List.of(),
            "",
            0,
            image.orElse(null),
            new Rubric(List.of(new Criterion("c", "C", "", levels)), new PassRule(5, Map.of(), 0)));
    return new Achievement(
        new AchievementRef(new AchievementId(id(digit)), 1),
        issuer,
        content.hash(),
        content,
        image.isPresent() ? Achievement.ImageState.AWAITED : Achievement.ImageState.NONE,
        clock.instant());
  }

  private void credential(String digit, IssuerId issuer, List<Write> seed) {
    CredentialId id = CredentialId.parse(id(digit)).orElseThrow();
    Instant now = clock.instant();
    seed.add(
        new CredentialOwner(
                id, issuer, id("4"), "Seeded", id("5"), 1, id("0"), 7, now.minusSeconds(60))
            .create());
    String document =
        "{\"validFrom\":\"2026-11-21T09:59:00Z\",\"validUntil\":\"2027-11-21T09:59:00Z\",\"x\":1.50}";
    seed.add(new PublishedCredential(id, issuer, now, document).create());
  }

  void revoke(String digit) {
    CredentialId id = CredentialId.parse(id(digit)).orElseThrow();
    items.write(List.of(new Revocation(id, clock.instant(), "by mistake", id("9")).create()));
  }

  /// A renewal of the credential, on its way.
  void renew(String digit, String next) {
    items.write(
        List.of(
            new CredentialOwner(
                    new CredentialId(id(next)),
                    A,
                    id("3"),
                    "Seeded",
                    id("5"),
                    1,
                    id("0"),
                    8,
                    clock.instant(),
                    id(digit))
                .create()));
  }

  void suspend(String digit, boolean suspended) {
    CredentialId id = CredentialId.parse(id(digit)).orElseThrow();
    long version = suspended ? 1 : 2;
    items.write(
        List.of(new Suspension(id, suspended, clock.instant(), "is looked at", version).write()));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
