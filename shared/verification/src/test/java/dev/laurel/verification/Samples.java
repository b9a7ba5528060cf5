package dev.laurel.verification;

import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.openbadges.Achievement;
import dev.laurel.credentials.openbadges.AchievementCredential;
import dev.laurel.credentials.openbadges.AchievementSubject;
import dev.laurel.credentials.openbadges.Alignment;
import dev.laurel.credentials.openbadges.BitstringStatusListEntry;
import dev.laurel.credentials.openbadges.Criteria;
import dev.laurel.credentials.openbadges.DigestMultibase;
import dev.laurel.credentials.openbadges.Evidence;
import dev.laurel.credentials.openbadges.IdentityObject;
import dev.laurel.credentials.openbadges.Image;
import dev.laurel.credentials.openbadges.Profile;
import dev.laurel.credentials.openbadges.RelatedResource;
import dev.laurel.credentials.openbadges.Result;
import dev.laurel.credentials.openbadges.ResultDescription;
import dev.laurel.credentials.openbadges.RubricCriterionLevel;
import dev.laurel.credentials.status.Bitstring;
import dev.laurel.credentials.status.StatusListCredential;
import dev.laurel.json.Json;
import dev.laurel.storage.IssuerId;
import dev.laurel.testkit.FixedClock;
import dev.laurel.verification.DidResolver.Resolution;
import dev.laurel.verification.StatusLists.Fetch;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// A deployment in memory with one issuer, one realistic credential and its status list.
public final class Samples {
  public static final DeploymentUrls URLS = new DeploymentUrls("http://localhost:8080");
  public static final IssuerId ISSUER = new IssuerId("0123456789abcdef0123456789abcdef");
  public static final CredentialId CREDENTIAL =
      new CredentialId("fedcba9876543210fedcba9876543210");
  public static final String LIST = "00112233445566778899aabbccddeeff";
  public static final int INDEX = 54_321;
  public static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  public static final Did DID = Did.parse(URLS.did(ISSUER)).orElseThrow();
  public static final String METHOD = DID.text() + "#key-1";

  public final TestKey key = TestKey.ed25519();
  public final FixedClock clock = new FixedClock(NOW);
  public final Map<String, Resolution> dids = new HashMap<>();
  public final Map<String, Fetch> lists = new HashMap<>();

  public Samples() {
    dids.put(DID.text(), new Resolution.Resolved(key.document(DID, "key-1")));
    list(Bitstring.empty());
  }

  public Verifier verifier() {
    return verifier(RevocationNotices.none());
  }

  public Verifier verifier(RevocationNotices notices) {
    DidResolver resolver =
        did ->
            dids.getOrDefault(
                did.text(),
                dev.laurel.credentials.did.DidKey.resolve(did)
                    .<Resolution>map(Resolution.Resolved::new)
                    .orElseGet(Resolution.NotFound::new));
    return new Verifier(
        TestKey.CONTEXTS,
        resolver,
        url -> lists.getOrDefault(url, new Fetch.NotFound()),
        notices,
        clock);
  }

  public VerificationReport verify(byte[] document) {
    return verifier().verify(document);
  }

  /// Publishes the list with these bits, signed by the issuer.
  public void list(Bitstring bits) {
    StatusListCredential list =
        new StatusListCredential(
            URLS.statusList(LIST),
            DID.text(),
            StatusListCredential.REVOCATION,
            bits,
            NOW.minusSeconds(3600),
            NOW.plusSeconds(86_400));
    serve(key.sign(list.toJsonBytes(), METHOD));
  }

  public void serve(byte[] list) {
    lists.put(URLS.statusList(LIST), new Fetch.Fetched(list));
  }

  /// The issuer's DID document becomes this one.
  public void publish(DidDocument document) {
    dids.put(DID.text(), new Resolution.Resolved(document));
  }

  public byte[] signed() {
    return key.sign(credential().toJsonBytes(), METHOD);
  }

  /// The credential, changed before it is signed.
  public byte[] signed(Consumer<ObjectNode> change) {
    ObjectNode document = Json.parse(credential().toJsonBytes()).asObject();
    change.accept(document);
    return key.sign(Json.bytes(document), METHOD);
  }

  /// The signed credential, changed afterwards.
  public byte[] tampered(Consumer<ObjectNode> change) {
    ObjectNode document = Json.parse(signed()).asObject();
    change.accept(document);
    return Json.bytes(document);
  }

  public static AchievementCredential credential() {
    String achievementId =
        URLS.base() + "/achievements/abcdefabcdefabcdefabcdefabcdefab/versions/1";
    byte[] digest = dev.laurel.credentials.Sha256.of("evidence".getBytes(StandardCharsets.UTF_8));
    Achievement achievement =
        new Achievement(
            achievementId,
            "Field Botany — رحلة 🌿 <b>®</b>",
            "Identifies, records and maps wild plants.",
            new Criteria(
                "https://school.example/botany", "Keep a field diary.\n\nMap *one* hectare."),
            "MicroCredential",
            new Profile(DID.text(), null, null, null, null, null),
            new Image("http://localhost:8080/public/images/ab.png", "A leaf"),
            "en",
            "1",
            List.of("botany", "mapping"),
            List.of(
                new Alignment(
                    "Plant biology",
                    "https://esco.example/skill/plant-biology",
                    "ceasn:Competency",
                    "ESCO",
                    "S1.2",
                    null)),
            List.of(
                criterion(achievementId, "diary", "Field diary"),
                criterion(achievementId, "map", "Map")));
    AchievementSubject subject =
        AchievementSubject.of(
            List.of(
                IdentityObject.hashedEmail("ada@example.org", "salt-of-the-earth"),
                IdentityObject.name("Ada Łovelace")),
            achievement,
            List.of(
                result(achievementId, "diary", "good"), result(achievementId, "map", "excellent")));
    return new AchievementCredential(
        URLS.credential(CREDENTIAL),
        "Field Botany",
        "Awarded for work in the field.",
        Profile.of(
            DID.text(), "School of Botany", "https://school.example/", "office@school.example", ""),
        Instant.parse("2026-11-01T10:00:00Z"),
        Instant.parse("2028-11-01T10:00:00Z"),
        null,
        subject,
        List.of(
            new Evidence(
                "https://files.example/diary.pdf",
                "Diary",
                "Forty pages of notes",
                null,
                null,
                null,
                "application/pdf",
                DigestMultibase.of(digest)),
            new Evidence(
                null,
                "Essay",
                null,
                "What I learned.",
                null,
                null,
                "text/plain",
                DigestMultibase.of(dev.laurel.credentials.Sha256.of(new byte[] {1})))),
        List.of(),
        BitstringStatusListEntry.revocation(URLS.statusList(LIST), INDEX),
        List.of(
            new RelatedResource(
                "http://localhost:8080/public/images/ab.png",
                "image/png",
                DigestMultibase.of(digest))));
  }

  private static ResultDescription criterion(String achievement, String id, String name) {
    String url = achievement + "#" + id;
    return new ResultDescription(
        url,
        name,
        "RubricCriterionLevel",
        url + "/good",
        null,
        List.of(),
        List.of(
            level(url, "fair", "Fair", "1"),
            level(url, "good", "Good", "2"),
            level(url, "excellent", "Excellent", "3")),
        null,
        null,
        List.of());
  }

  private static RubricCriterionLevel level(String url, String id, String name, String points) {
    return new RubricCriterionLevel(
        url + "/" + id, name, name + " work", points, points, List.of());
  }

  private static Result result(String achievement, String criterion, String level) {
    String url = achievement + "#" + criterion;
    return new Result(url, url + "/" + level, null, null, List.of());
  }
}
