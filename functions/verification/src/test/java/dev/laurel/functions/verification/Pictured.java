package dev.laurel.functions.verification;

import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.Sha256;
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
import dev.laurel.credentials.openbadges.Result;
import dev.laurel.credentials.openbadges.ResultDescription;
import dev.laurel.credentials.openbadges.RubricCriterionLevel;
import dev.laurel.verification.published.CredentialOwner;
import dev.laurel.verification.published.PublishedCredential;
import dev.laurel.verification.published.Visibility;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A credential as an issuer would make one, for pictures: whose it is and what it is for.
record Pictured(
    String issuer, String learner, String achievement, String description, String language) {
  /// Where the page takes the badge from; pictures put a file in its place.
  static final String IMAGE = "http://localhost:8080/public/images/" + "b".repeat(64) + ".png";

  static final Pictured PLAIN =
      new Pictured(
          "Alder Brook Institute",
          "Ada Quist",
          "Freshwater Field Survey",
          "Plans and carries out a survey of a stream over several visits, controls the quality of"
              + " the data, and says what the data can and cannot show.",
          "en");

  /// Right to left, mixed with what breaks careless pages.
  static final Pictured ARABIC =
      new Pictured(
          "معهد المهارات · Lycée d’Été®",
          "مريم الأنصاري – Zoë Ångström-Nuñez <script>alert('Z̃')</script>",
          "مسح المياه العذبة & “Éau douce”",
          "يخطط لمسح جدول مائي وينفذه في عدة زيارات، ويتحقق من جودة البيانات.",
          "ar");

  /// Publishes it, open to everyone; `changed` puts other words into the signed document.
  void publish(
      Seeded seeded, CredentialId id, int index, Instant from, Instant until, boolean changed) {
    String owner = "5".repeat(32);
    seeded.put(
        new CredentialOwner(
                id, Seeded.ISSUER, owner, achievement, "6".repeat(32), 1, Seeded.LIST, index, from)
            .create());
    String signed =
        new String(
            seeded.sign(document(id, index, from, until).toJsonBytes()), StandardCharsets.UTF_8);
    String document = changed ? signed.replace("\"" + learner, "\"Somebody Else") : signed;
    seeded.put(new PublishedCredential(id, Seeded.ISSUER, from, document).create());
    seeded.put(Visibility.hidden(id).opened(true).write());
  }

  private AchievementCredential document(CredentialId id, int index, Instant from, Instant until) {
    String url = Seeded.URLS.base() + "/achievements/" + "6".repeat(32) + "/versions/1";
    List<ResultDescription> criteria = new ArrayList<>();
    List<Result> results = new ArrayList<>();
    criterion(url + "#design", "Survey design", "Competent", criteria, results);
    criterion(url + "#data", "Data quality", "Expert", criteria, results);
    criterion(url + "#analysis", "Analysis", "Competent", criteria, results);
    criterion(url + "#reflection", "Reflection", "Expert", criteria, results);
    return new AchievementCredential(
        Seeded.URLS.credential(id),
        achievement,
        null,
        Profile.of(Seeded.DID.text(), issuer, "https://alderbrook.example", "", ""),
        from,
        until,
        null,
        AchievementSubject.of(
            List.of(
                IdentityObject.hashedEmail("ada.quist@learners.example", "salt"),
                IdentityObject.name(learner)),
            achievement(url, criteria),
            results),
        List.of(
            evidence("Field report", "Question, method, results", "application/pdf"),
            evidence("Nitrate chart", "Three visits, four sites", "image/png")),
        List.of(),
        BitstringStatusListEntry.revocation(Seeded.URLS.statusList(Seeded.LIST), index),
        List.of());
  }

  private Achievement achievement(String url, List<ResultDescription> criteria) {
    return new Achievement(
        url,
        achievement,
        description,
        new Criteria(
            "https://alderbrook.example/freshwater",
            "The learner plans a survey with a question, carries it out on at least three visits,"
                + " and hands in a report with the data behind it.\n\nNine of twelve points and at"
                + " least “Competent” in data quality are needed."),
        "Certificate",
        null,
        new Image(IMAGE, null),
        language,
        "1",
        List.of("water quality", "fieldwork", "citizen science"),
        List.of(
            new Alignment(
                "Collects samples for analysis",
                "https://frameworks.example/ims/case/v1p1/uri/env-2-4",
                "CFItem",
                "Environmental Skills Framework",
                "ENV.2.4",
                null)),
        criteria);
  }

  private static void criterion(
      String url,
      String name,
      String reached,
      List<ResultDescription> criteria,
      List<Result> results) {
    List<RubricCriterionLevel> levels = new ArrayList<>();
    for (String level : List.of("Not shown", "Developing", "Competent", "Expert")) {
      String points = Integer.toString(levels.size());
      levels.add(
          new RubricCriterionLevel(
              url + "/" + level.replace(' ', '-'), level, null, null, points, List.of()));
    }
    criteria.add(
        new ResultDescription(
            url,
            name,
            "RubricCriterionLevel",
            null,
            null,
            List.of(),
            levels,
            null,
            null,
            List.of()));
    results.add(new Result(url, url + "/" + reached, null, null, List.of()));
  }

  private static Evidence evidence(String name, String description, String mediaType) {
    byte[] digest = Sha256.of(name.getBytes(StandardCharsets.UTF_8));
    return new Evidence(
        null, name, description, null, null, null, mediaType, DigestMultibase.of(digest));
  }
}
