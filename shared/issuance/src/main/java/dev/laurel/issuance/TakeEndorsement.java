package dev.laurel.issuance;

import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.openbadges.Achievement;
import dev.laurel.credentials.openbadges.AchievementCredential;
import dev.laurel.credentials.openbadges.AchievementSubject;
import dev.laurel.credentials.openbadges.BitstringStatusListEntry;
import dev.laurel.credentials.openbadges.Criteria;
import dev.laurel.credentials.openbadges.IdentityObject;
import dev.laurel.credentials.openbadges.Profile;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.ProofOptions;
import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuers.AchievementRef;
import dev.laurel.issuers.AchievementStore;
import dev.laurel.issuers.Endorsement;
import dev.laurel.issuers.EndorsementStore;
import dev.laurel.issuers.Issuer;
import dev.laurel.issuers.IssuerStore;
import dev.laurel.json.Json;
import dev.laurel.storage.Companion;
import dev.laurel.storage.Cursor;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Page;
import dev.laurel.storage.Read;
import dev.laurel.storage.Write;
import dev.laurel.verification.published.PublishedLookup;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Takes what third parties say of an issuer or of its achievements, so that its badges carry it.
///
/// Only what a badge can carry is taken: it is valid now by our own verifier, and a made-up badge
/// of the same issuer and achievement with it passes the lint. It may end or be revoked later: each
/// badge is drafted with those alone that are valid then.
public final class TakeEndorsement {
  /// Why other forms are not taken.
  public static final String NO_JWT =
      "must be an EndorsementCredential in JSON with its own proof: one as a JWT cannot stand in a"
          + " badge, because copies of the Open Badges context differ in endorsementJwt";

  private static final String ID = "house/endorsement";
  private static final String SUBJECT = "/credentialSubject";
  private static final Set<String> SUBJECT_MEMBERS = Set.of("id", "type", "endorsementComment");

  // For the address alone: nothing is made under it.
  private static final CredentialId NO_ID = new CredentialId("0".repeat(32));
  private static final String NO_LIST = "0".repeat(32);

  private final PublishedLookup published;
  private final EndorsementStore store;
  private final IssuerStore issuers;
  private final AchievementStore achievements;
  private final EndorsementCheck check;
  private final Lint lint;
  private final PublicSite site;
  private final InstantSource clock;

  TakeEndorsement(
      ItemStore items, EndorsementCheck check, Lint lint, PublicSite site, InstantSource clock) {
    this.published = new PublishedLookup(items);
    this.store = new EndorsementStore(items);
    this.issuers = new IssuerStore(items);
    this.achievements = new AchievementStore(items);
    this.check = check;
    this.lint = lint;
    this.site = site;
    this.clock = clock;
  }

  /// What became of an endorsement.
  public sealed interface Outcome {
    record Taken(Endorsement endorsement) implements Outcome {}

    /// No badge may carry it; the pointers are into the endorsement. Nothing is stored.
    record Refused(List<Finding> findings) implements Outcome {
      public Refused {
        findings = List.copyOf(findings);
      }
    }

    /// One with the same id is there.
    record Exists() implements Outcome {}

    /// Its subject has all that it can have.
    record Full() implements Outcome {}

    /// Something else was in the way; nothing was written.
    record Contended() implements Outcome {}
  }

  /// Takes an EndorsementCredential with its proof for the issuer.
  public Outcome take(IssuerId issuer, ObjectNode endorsement, Companion<Endorsement> companion) {
    List<Finding> findings = new ArrayList<>(form(endorsement));
    if (!findings.isEmpty()) {
      return new Outcome.Refused(findings);
    }
    Issuer profile =
        issuers
            .get(issuer, Read.CONSISTENT)
            .orElseThrow(() -> new IllegalStateException("issuer is missing: " + issuer));
    String subject = endorsement.at(SUBJECT + "/id").stringValue("");
    Optional<dev.laurel.issuers.Achievement> achievement = achievement(issuer, subject);
    if (achievement.isEmpty() && !subject.equals(site.did(issuer))) {
      return refused(
          SUBJECT + "/id",
          "must be your DID, "
              + site.did(issuer)
              + ", or the address of one of your achievements, "
              + site.baseUrl()
              + "/achievements/{id}/versions/{version}");
    }
    String endorser = RequestDrafting.issuerId(endorsement);
    if (endorser.equals(site.did(issuer))
        || published.keys(issuer).stream().anyMatch(key -> key.did().equals(endorser))) {
      return refused("/issuer", "must be somebody else: nobody endorses themselves");
    }
    findings.addAll(check.findings(endorsement, ""));
    if (findings.isEmpty()) {
      findings.addAll(lint(profile, achievement, endorsement));
    }
    return findings.isEmpty()
        ? store(issuer, achievement, taken(endorsement, subject, endorser), companion)
        : new Outcome.Refused(findings);
  }

  /// Takes an endorsement away; badges that carry it keep it. The companion goes with it.
  public EndorsementStore.Result remove(IssuerId issuer, String id, List<Write> companion) {
    return store.remove(issuer, id, companion);
  }

  /// Those of an issuer, in the order of their ids.
  public Page<EndorsementStore.Listed> list(IssuerId issuer, int limit, Cursor after) {
    return store.list(issuer, limit, after);
  }

  private Outcome store(
      IssuerId issuer,
      Optional<dev.laurel.issuers.Achievement> achievement,
      Endorsement endorsement,
      Companion<Endorsement> companion) {
    Optional<AchievementRef> of = achievement.map(dev.laurel.issuers.Achievement::ref);
    return switch (store.add(issuer, of, endorsement, companion)) {
      case DONE -> new Outcome.Taken(endorsement);
      case EXISTS -> new Outcome.Exists();
      case FULL -> new Outcome.Full();
      case UNKNOWN, CONTENDED -> new Outcome.Contended();
    };
  }

  private Optional<dev.laurel.issuers.Achievement> achievement(IssuerId issuer, String subject) {
    return site.achievementIn(subject)
        .flatMap(ref -> achievements.get(ref, Read.CONSISTENT))
        .filter(found -> found.issuer().equals(issuer))
        .filter(found -> found.image() != dev.laurel.issuers.Achievement.ImageState.AWAITED);
  }

  private static Endorsement taken(ObjectNode document, String subject, String endorser) {
    String credential = document.path("id").stringValue("");
    JsonNode until = document.path("validUntil");
    return new Endorsement(
        Endorsement.idOf(credential),
        credential,
        subject,
        endorser,
        document.path("name").stringValue(""),
        until.isString() ? OffsetDateTime.parse(until.stringValue()).toInstant() : null,
        Json.write(document));
  }

  /// What is wrong before anybody is asked.
  private static List<Finding> form(ObjectNode endorsement) {
    if (!new Candidate(endorsement, 0).is("EndorsementCredential")) {
      return List.of(new Finding(ID, "/type", NO_JWT));
    }
    List<Finding> findings = new ArrayList<>();
    int bytes = Json.bytes(endorsement).length;
    if (bytes > Endorsement.MAX_BYTES) {
      findings.add(
          new Finding(
              ID,
              "",
              "has "
                  + bytes
                  + " bytes without white space, where badges carry at most "
                  + Endorsement.MAX_BYTES));
    }
    if (endorsement.at(SUBJECT + "/id").stringValue("").isEmpty()) {
      findings.add(new Finding(ID, SUBJECT + "/id", "must name what is endorsed"));
    }
    if (endorsement.path("id").stringValue("").isEmpty()) {
      findings.add(new Finding(ID, "/id", "must be there"));
    }
    if (!endorsement.path("name").isString()) {
      findings.add(new Finding(ID, "/name", "must be there, as a text"));
    }
    // OB 3.0 EndorsementSubject: more than these would speak of the badge's other parts.
    for (String member : endorsement.path("credentialSubject").propertyNames()) {
      if (!SUBJECT_MEMBERS.contains(member)) {
        findings.add(
            new Finding(ID, SUBJECT + Json.step(member), "has no place in an EndorsementSubject"));
      }
    }
    return findings;
  }

  /// What the lint finds in a badge that carries it beside all others of the same subject and of
  /// the issuer.
  private List<Finding> lint(
      Issuer issuer, Optional<dev.laurel.issuers.Achievement> achievement, ObjectNode endorsement) {
    List<JsonNode> ofIssuer = documents(issuer.endorsements());
    List<JsonNode> ofAchievement =
        documents(achievement.map(dev.laurel.issuers.Achievement::endorsements).orElse(List.of()));
    (achievement.isPresent() ? ofAchievement : ofIssuer).addFirst(endorsement);
    String carrier = achievement.isPresent() ? "/credentialSubject/achievement" : "/issuer";
    Instant now = clock.instant();
    Profile profile = Draft.profile(issuer, site).endorsedBy(ofIssuer);
    AchievementCredential badge =
        new AchievementCredential(
            site.credentialUrl(NO_ID),
            "Badge",
            null,
            profile,
            now,
            null,
            now,
            AchievementSubject.of(
                List.of(IdentityObject.name("Nobody")),
                achievement
                    .map(each ->
                        DraftAchievement.of(
                            each, site.achievementUrl(each.ref()), site, ofAchievement))
                    .orElseGet(this::anyAchievement),
                List.of()),
            List.of(),
            List.of(),
            BitstringStatusListEntry.revocation(site.statusListUrl(NO_LIST), 1),
            List.of());
    ProofOptions options =
        new ProofOptions(Cryptosuite.EDDSA_RDFC_2022, site.did(issuer.id()) + "#key-1", now);
    return switch (lint.prepare(badge.toJsonBytes(), options)) {
      case Preparation.Ready ready -> List.of();
      case Preparation.Refused(List<Finding> found) ->
          found.stream().map(finding -> within(finding, carrier + "/endorsement/0")).toList();
    };
  }

  private Achievement anyAchievement() {
    return new Achievement(
        site.baseUrl() + "/achievements/" + NO_ID + "/versions/1",
        "Achievement",
        "Made up, never issued.",
        new Criteria(null, "None."),
        null,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        List.of());
  }

  private static List<JsonNode> documents(List<Endorsement> endorsements) {
    List<JsonNode> documents = new ArrayList<>();
    endorsements.forEach(
        each -> documents.add(Json.parse(each.document().getBytes(StandardCharsets.UTF_8))));
    return documents;
  }

  private static Finding within(Finding finding, String carrier) {
    String pointer = finding.pointer();
    return pointer.startsWith(carrier + "/") || pointer.equals(carrier)
        ? new Finding(finding.rule(), pointer.substring(carrier.length()), finding.message())
        : new Finding(finding.rule(), "", "in a badge, " + pointer + ": " + finding.message());
  }

  private static Outcome refused(String pointer, String message) {
    return new Outcome.Refused(List.of(new Finding(ID, pointer, message)));
  }
}
