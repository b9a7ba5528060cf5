package dev.laurel.functions.verification;

import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.Sha256;
import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.did.NamedKey;
import dev.laurel.credentials.openbadges.Achievement;
import dev.laurel.credentials.openbadges.AchievementCredential;
import dev.laurel.credentials.openbadges.AchievementSubject;
import dev.laurel.credentials.openbadges.Alignment;
import dev.laurel.credentials.openbadges.BitstringStatusListEntry;
import dev.laurel.credentials.openbadges.Criteria;
import dev.laurel.credentials.openbadges.DigestMultibase;
import dev.laurel.credentials.openbadges.Evidence;
import dev.laurel.credentials.openbadges.IdentityObject;
import dev.laurel.credentials.openbadges.Profile;
import dev.laurel.credentials.openbadges.Result;
import dev.laurel.credentials.openbadges.ResultDescription;
import dev.laurel.credentials.openbadges.RubricCriterionLevel;
import dev.laurel.credentials.proof.Canonicalizer;
import dev.laurel.credentials.proof.Contexts;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.DataIntegrity;
import dev.laurel.credentials.proof.HashResult;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.ProofOptions;
import dev.laurel.credentials.proof.SignatureEngine;
import dev.laurel.credentials.status.Bitstring;
import dev.laurel.credentials.status.StatusListCredential;
import dev.laurel.runtime.Edge;
import dev.laurel.runtime.Env;
import dev.laurel.runtime.HttpEvent;
import dev.laurel.runtime.Response;
import dev.laurel.storage.Condition;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.Read;
import dev.laurel.storage.Write;
import dev.laurel.testkit.Faults;
import dev.laurel.testkit.FaultyItemStore;
import dev.laurel.testkit.FixedClock;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.verification.DeploymentUrls;
import dev.laurel.verification.published.CapabilityToken;
import dev.laurel.verification.published.CredentialOwner;
import dev.laurel.verification.published.PublishedCredential;
import dev.laurel.verification.published.PublishedDid;
import dev.laurel.verification.published.PublishedDocument;
import dev.laurel.verification.published.PublishedLogRef;
import dev.laurel.verification.published.PublishedStatusList;
import dev.laurel.verification.published.Recipient;
import dev.laurel.verification.published.Revocation;
import dev.laurel.verification.published.Visibility;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The function over a store with one issuer and credentials of every kind.
final class Seeded {
  static final DeploymentUrls URLS = new DeploymentUrls("http://localhost:8080");
  static final IssuerId ISSUER = new IssuerId("0".repeat(31) + "1");
  static final String LIST = "0".repeat(31) + "2";
  static final CredentialId PRIVATE = new CredentialId("a".repeat(32));
  static final CredentialId SHARED = new CredentialId("b".repeat(32));
  static final CredentialId OPEN = new CredentialId("c".repeat(32));
  static final CredentialId REVOKED = new CredentialId("d".repeat(32));
  static final CredentialId CHANGED = new CredentialId("e".repeat(32));
  static final CredentialId EXPIRED = new CredentialId("f".repeat(32));
  static final CredentialId OLD = new CredentialId("8".repeat(32));
  static final CredentialId UNPUBLISHED = new CredentialId("9".repeat(32));
  static final CapabilityToken SHARE = new CapabilityToken("s".repeat(43));
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  static final Did DID = Did.parse(URLS.did(ISSUER)).orElseThrow();
  static final String NAME = "Ada Łovelace";

  private static final DataIntegrity INTEGRITY =
      new DataIntegrity(new Canonicalizer(Contexts.bundled()));

  final FixedClock clock = new FixedClock(NOW);
  final MemoryItemStore items = new MemoryItemStore(clock);
  final Faults faults = new Faults();
  final Map<String, byte[]> images = new HashMap<>();
  final Edge edge;
  private final SeededLog log = new SeededLog(items, clock);
  private static final KeyPair KEY = key("Ed25519");
  static final KeyPair P256 = key("secp256r1");

  Seeded() {
    this(NAME, "Field Botany");
  }

  Seeded(String name, String achievement) {
    edge =
        Wiring.edge(
            new Settings(
                Env.Stage.LOCAL,
                URLS.base(),
                "http://localhost:8080/public",
                "laurel",
                "laurel-log",
                false,
                List.of(ISSUER),
                List.of("GET /v1/submissions/{id}", "POST /v1/submissions", "$default")),
            new FaultyItemStore(items, faults),
            image -> Optional.ofNullable(images.get(image)),
            clock);
    DidDocument did =
        DidDocument.issuer(
            DID,
            List.of(
                new NamedKey("key-1", Multikey.fromSpki(KEY.getPublic().getEncoded())),
                new NamedKey("key-2", Multikey.fromSpki(P256.getPublic().getEncoded()))));
    put(new PublishedDid(ISSUER, 1, text(did.toJsonBytes())).write());
    put(new PublishedStatusList(LIST, ISSUER, 1, text(list())).write());
    Instant end = Instant.parse("2028-11-01T10:00:00Z");
    publish(PRIVATE, 1, name, achievement, end);
    publish(SHARED, 2, name, achievement, end);
    publish(OPEN, 3, name, achievement, end);
    publish(REVOKED, 4, name, achievement, end);
    publish(CHANGED, 5, name, achievement, end);
    publish(EXPIRED, 6, name, achievement, NOW.minusSeconds(86_400));
    put(owner(UNPUBLISHED, 7).create());
    log.integrate();
    putOld(name, achievement, end);
    put(Visibility.hidden(SHARED).sharedBy(SHARE).write());
    for (CredentialId id : List.of(OPEN, REVOKED, CHANGED, EXPIRED, OLD)) {
      put(Visibility.hidden(id).opened(true).write());
    }
    put(new Revocation(REVOKED, NOW.minusSeconds(60), "Copied work").create());
  }

  private void publish(CredentialId id, int index, String name, String achievement, Instant until) {
    put(owner(id, index).create());
    byte[] signed = sign(credential(id, index, name, achievement, until).toJsonBytes());
    put(log.add(id, signed));
    String document = text(signed);
    if (id.equals(CHANGED)) {
      document = document.replace("Good work", "Best work");
    }
    put(new PublishedCredential(id, ISSUER, NOW, document).create());
    put(Recipient.of(id, name, "ada@example.org").write());
  }

  /// One more credential whose document has an id of its own, open to everyone and in the log.
  void publishUnder(String documentId, CredentialId id, int index) {
    byte[] named =
        text(credential(id, index, NAME, "Field Botany", NOW.plusSeconds(86_400)).toJsonBytes())
            .replace(URLS.credential(id), documentId)
            .getBytes(StandardCharsets.UTF_8);
    byte[] signed = sign(named);
    put(owner(id, index).create());
    put(log.add(id, signed));
    put(new PublishedCredential(id, ISSUER, NOW, text(signed)).create());
    put(new PublishedDocument(LIST, index, id).create(SeededLog.name(signed)));
    put(Visibility.hidden(id).opened(true).write());
    log.integrate();
  }

  /// From a time without a log.
  private void putOld(String name, String achievement, Instant until) {
    put(owner(OLD, 8).create());
    byte[] signed = sign(credential(OLD, 8, name, achievement, until).toJsonBytes());
    put(new PublishedCredential(OLD, ISSUER, NOW.minusSeconds(1), text(signed)).create());
    put(Recipient.of(OLD, name, "ada@example.org").write());
  }

  /// Takes a credential's place in the log away, as if nobody had logged it.
  void forget(CredentialId id) {
    put(new Write.Delete(PublishedLogRef.key(id), Condition.versionIs(1)));
  }

  /// The published bytes of a credential.
  byte[] document(CredentialId id) {
    return PublishedCredential.from(
            items.get(PublishedCredential.key(id), Read.CONSISTENT).orElseThrow())
        .bytes();
  }

  private static CredentialOwner owner(CredentialId id, int index) {
    return new CredentialOwner(
        id, ISSUER, "5".repeat(32), "Field Botany", "6".repeat(32), 1, LIST, index, NOW);
  }

  Response get(String target, String accept) {
    return edge.answer(HttpEvent.of("GET", target).header("accept", accept));
  }

  Response post(String target, String mediaType, byte[] body) {
    return edge.answer(HttpEvent.of("POST", target).body(mediaType, body));
  }

  Response page(CredentialId id) {
    return page(id, "");
  }

  Response page(CredentialId id, String query) {
    return get(
        "/credentials/" + id.text() + query,
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
  }

  /// Makes a row one that no version of the program wrote.
  void damage() {
    Item row = items.get(PublishedCredential.key(OPEN), Read.CONSISTENT).orElseThrow();
    put(Write.update(Item.of(row.key(), row.version() + 1, "[]")));
  }

  /// Puts the document of another credential into a row.
  void replaceDocument(CredentialId id, CredentialId by) {
    Item row = items.get(PublishedCredential.key(id), Read.CONSISTENT).orElseThrow();
    Item other = items.get(PublishedCredential.key(by), Read.CONSISTENT).orElseThrow();
    put(Write.update(Item.of(row.key(), row.version() + 1, other.body())));
  }

  /// Puts other bytes into the row of a credential.
  void replaceDocument(CredentialId id, byte[] by) {
    Item row = items.get(PublishedCredential.key(id), Read.CONSISTENT).orElseThrow();
    PublishedCredential old = PublishedCredential.from(row);
    String body =
        new PublishedCredential(id, old.issuer(), old.published(), text(by)).item().body();
    put(Write.update(Item.of(row.key(), row.version() + 1, body)));
  }

  /// Changes the name that the issuer's list shows.
  void replaceOwnerName(CredentialId id, String name) {
    Item row = items.get(owner(id, 3).create().key(), Read.CONSISTENT).orElseThrow();
    String body = row.body().replace("Field Botany", name);
    put(Write.update(Item.of(row.key(), row.version() + 1, body)));
  }

  void put(Write write) {
    items.write(List.of(write));
  }

  byte[] sign(byte[] unsigned) {
    ProofOptions options =
        new ProofOptions(Cryptosuite.EDDSA_RDFC_2022, DID.text() + "#key-1", NOW);
    HashResult.Hashed hashed = (HashResult.Hashed) INTEGRITY.hash(unsigned, options);
    return DataIntegrity.attach(
        unsigned,
        options,
        SignatureEngine.sign(KeyAlgorithm.ED25519, KEY.getPrivate(), hashed.hashData()));
  }

  private byte[] list() {
    return sign(
        new StatusListCredential(
                URLS.statusList(LIST),
                DID.text(),
                StatusListCredential.REVOCATION,
                Bitstring.empty(),
                NOW.minusSeconds(3600),
                NOW.plusSeconds(86_400))
            .toJsonBytes());
  }

  static AchievementCredential credential(
      CredentialId id, int index, String name, String achievementName, Instant until) {
    String achievementId = URLS.base() + "/achievements/" + "6".repeat(32) + "/versions/1";
    List<ResultDescription> criteria = new ArrayList<>();
    List<Result> results = new ArrayList<>();
    for (String criterion : List.of("Field diary", "Map of one hectare", "Talk to the group")) {
      String url = achievementId + "#" + criterion.replace(' ', '-');
      criteria.add(
          new ResultDescription(
              url,
              criterion,
              "RubricCriterionLevel",
              null,
              null,
              List.of(),
              List.of(level(url, "Fair", "1"), level(url, "Good", "2"), level(url, "Great", "4")),
              null,
              null,
              List.of()));
      results.add(new Result(url, url + "/Good", null, null, List.of()));
    }
    Achievement achievement =
        new Achievement(
            achievementId,
            achievementName,
            "Identifies, records and maps the wild plants of a place.",
            new Criteria(null, "Keep a diary for a season.\n\nMap *one* hectare."),
            "MicroCredential",
            null,
            null,
            "en",
            "1",
            List.of("botany"),
            List.of(
                new Alignment(
                    "Plant biology",
                    "https://esco.example/skill/1",
                    "ceasn:Competency",
                    "ESCO",
                    "S1",
                    null)),
            criteria);
    return new AchievementCredential(
        URLS.credential(id),
        achievementName,
        null,
        Profile.of(DID.text(), "School of Botany", "https://school.example/", "", ""),
        Instant.parse("2026-11-01T10:00:00Z"),
        until,
        null,
        AchievementSubject.of(
            List.of(
                IdentityObject.hashedEmail("ada@example.org", "salt"), IdentityObject.name(name)),
            achievement,
            results),
        List.of(
            new Evidence(
                null,
                "Diary of a season",
                "Forty pages",
                null,
                null,
                null,
                "application/pdf",
                DigestMultibase.of(Sha256.of("diary".getBytes(StandardCharsets.UTF_8))))),
        List.of(),
        BitstringStatusListEntry.revocation(URLS.statusList(LIST), index),
        List.of());
  }

  private static RubricCriterionLevel level(String url, String name, String points) {
    return new RubricCriterionLevel(
        url + "/" + name, name, name + " work", null, points, List.of());
  }

  private static KeyPair key(String name) {
    try {
      if (name.equals("Ed25519")) {
        return KeyPairGenerator.getInstance(name).generateKeyPair();
      }
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(name));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
