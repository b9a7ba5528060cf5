package dev.laurel.issuance;

import dev.laurel.assessment.AwardDetails;
import dev.laurel.assessment.Decision;
import dev.laurel.assessment.SubmissionRecord;
import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.openbadges.AchievementCredential;
import dev.laurel.credentials.openbadges.AchievementSubject;
import dev.laurel.credentials.openbadges.BitstringStatusListEntry;
import dev.laurel.credentials.openbadges.CredentialSchema;
import dev.laurel.credentials.openbadges.DigestMultibase;
import dev.laurel.credentials.openbadges.IdentityObject;
import dev.laurel.credentials.openbadges.Profile;
import dev.laurel.credentials.openbadges.RefreshService;
import dev.laurel.credentials.openbadges.RelatedResource;
import dev.laurel.issuers.Achievement;
import dev.laurel.issuers.Endorsement;
import dev.laurel.issuers.Issuer;
import dev.laurel.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Everything that a credential says, chosen and not yet linted: who awards what to whom, for which
/// decision, from when, with which id, salt and place in the status list.
record Draft(
    CredentialId id,
    Issuer issuer,
    Achievement achievement,
    SubmissionRecord submission,
    Decision decision,
    String salt,
    String statusList,
    int statusIndex,
    Instant validFrom) {

  /// The credential without its proof.
  ///
  /// - The learner is known by a salted hash of the address and by name, never by the address.
  /// - `awardedDate` is the decision's time, `validFrom` the time of issue: a later form of the
  ///   same award has a later `validFrom` (OB 3.0, Equality and comparison).
  /// - The endorsements of issuer and achievement stand in them, as they were signed.
  /// - The image's digest is bound through `relatedResource`, because the schema of Image allows no
  ///   further member.
  AchievementCredential credential(PublicSite site) {
    String achievementUrl = site.achievementUrl(achievement.ref());
    return new AchievementCredential(
        site.credentialUrl(id),
        achievement.content().name(),
        null,
        profile(issuer, site).endorsedBy(carried(issuer.endorsements())),
        validFrom,
        validUntil(),
        decision.at(),
        subject(achievementUrl, site),
        DraftEvidence.of(submission.submission()),
        achievement.content().schema() ? List.of(CredentialSchema.ACHIEVEMENT) : List.of(),
        status(site),
        image(site),
        null,
        achievement.content().refresh() ? RefreshService.at(site.refreshUrl(id)) : null,
        List.of(),
        List.of());
  }

  private AchievementSubject subject(String achievementUrl, PublicSite site) {
    AwardDetails details = decision.details();
    return new AchievementSubject(
        null,
        List.of(
            IdentityObject.hashedEmail(submission.learner().email(), salt),
            IdentityObject.name(submission.learner().name())),
        DraftAchievement.of(achievement, achievementUrl, site, carried(achievement.endorsements())),
        DraftResults.of(decision, achievementUrl),
        null,
        assessor(site),
        DraftAchievement.amount(details.creditsEarned()),
        DraftAchievement.unlessEmpty(details.licenseNumber()),
        null,
        DraftAchievement.unlessEmpty(details.term()),
        null,
        null,
        null);
  }

  /// Who assessed: the issuer's own assessors. Id and type alone, for the id names the issuer's
  /// profile, which says the rest: two objects of one id that differ would be one node with two
  /// meanings.
  private Profile assessor(PublicSite site) {
    return new Profile(site.did(issuer.id()), null, null, null, null, null);
  }

  /// One entry, and the one of the twin where the issuer wants to be able to suspend: outside the
  /// strict profile of Open Badges, which has one.
  private List<BitstringStatusListEntry> status(PublicSite site) {
    BitstringStatusListEntry revocation =
        BitstringStatusListEntry.revocation(site.statusListUrl(statusList), statusIndex);
    String twin = site.statusListUrl(StatusListHead.suspensionOf(statusList));
    return achievement.content().suspension()
        ? List.of(revocation, BitstringStatusListEntry.suspension(twin, statusIndex))
        : List.of(revocation);
  }

  static Profile profile(Issuer issuer, PublicSite site) {
    return Profile.of(
        site.did(issuer.id()),
        site.issuerName(issuer),
        issuer.url(),
        issuer.email(),
        issuer.description());
  }

  /// Those that hold for as long as the badge: with one that ended before, it would not be valid
  /// any more.
  private List<JsonNode> carried(List<Endorsement> endorsements) {
    return endorsements.stream()
        .filter(each -> each.outlasts(validUntil()))
        .map(each -> Json.parse(each.document().getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  private @Nullable Instant validUntil() {
    int months = achievement.content().validityMonths();
    return months == 0 ? null : validFrom.atZone(ZoneOffset.UTC).plusMonths(months).toInstant();
  }

  private List<RelatedResource> image(PublicSite site) {
    return DraftAchievement.imageSha256(achievement).stream()
        .map(sha256 ->
            new RelatedResource(
                site.imageUrl(sha256),
                "image/png",
                DigestMultibase.of(HexFormat.of().parseHex(sha256))))
        .toList();
  }
}
