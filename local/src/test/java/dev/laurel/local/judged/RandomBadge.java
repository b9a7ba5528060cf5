package dev.laurel.local.judged;

import dev.laurel.json.Json;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A badge drawn at random from everything that Open Badges 3.0 allows: each optional property is
/// there or not, lists have one to three entries, and texts come from many scripts.
public final class RandomBadge {
  private static final List<String> WORDS =
      List.of(
          "Grundlagen der Statistik",
          "Évaluation d'impact",
          "Основы программирования",
          "データ分析",
          "微证书",
          "مهارات الكتابة",
          "קריאה ביקורתית",
          "ทักษะดิจิทัล",
          "Ægir \"quoted\" \\ backslash",
          "tab\tand\nnewline",
          "emoji 🏅🧪 and 𝔘nicode beyond the first plane",
          "e\u0301 decomposed, \u00e9 composed",
          "<b>not markup</b> & ampersand",
          "\u202bright to left mark\u202c",
          "null",
          "-0");
  private static final List<String> RESULT_TYPES =
      List.of(
          "GradePointAverage",
          "LetterGrade",
          "Percent",
          "PerformanceLevel",
          "PredictedScore",
          "RawScore",
          "Result",
          "RubricCriterion",
          "RubricCriterionLevel",
          "RubricScore",
          "ScaledScore",
          "Status");
  private static final List<String> ALIGNMENTS =
      List.of(
          "ceasn:Competency",
          "ceterms:Credential",
          "CFItem",
          "CFRubric",
          "CFRubricCriterion",
          "CFRubricCriterionLevel",
          "CTDL");
  private static final List<String> LANGUAGES = List.of("en", "de-CH", "ar", "zh-Hant", "ja");

  private final RandomGenerator random;
  private final String did;
  private final String at;

  private RandomBadge(RandomGenerator random, String did, int number) {
    this.random = random;
    this.did = did;
    this.at = "https://judged.example/" + number;
  }

  /// Badge `number`, unsigned, with its place in the status list.
  public static ObjectNode draw(
      RandomGenerator random, String did, int number, String statusList, int statusIndex) {
    return new RandomBadge(random, did, number).credential(statusList, statusIndex);
  }

  private ObjectNode credential(String statusList, int statusIndex) {
    boolean schema = maybe();
    ObjectNode credential = Json.object();
    ArrayNode contexts = credential.putArray("@context");
    contexts.add("https://www.w3.org/ns/credentials/v2");
    contexts.add("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json");
    if (schema) {
      contexts.add("https://purl.imsglobal.org/spec/ob/v3p0/extensions.json");
    }
    credential.put("id", at + "/credential");
    credential.putArray("type").add("VerifiableCredential").add("AchievementCredential");
    credential.put("name", word());
    perhaps(() -> credential.put("description", word()));
    perhaps(() -> image(credential.putObject("image"), "credential"));
    credential.set("issuer", profile(did, "issuer"));
    credential.put("validFrom", "2026-0" + (1 + random.nextInt(9)) + "-11T09:15:00Z");
    perhaps(() -> credential.put("validUntil", "2099-12-31T23:59:59Z"));
    perhaps(
        () -> credential.put("awardedDate", "2026-01-0" + (1 + random.nextInt(9)) + "T00:00:00Z"));
    subject(credential.putObject("credentialSubject"));
    perhaps(() -> each(credential, "evidence", this::evidence));
    if (schema) {
      credential
          .putArray("credentialSchema")
          .addObject()
          .put(
              "id",
              "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/"
                  + "ob_v3p0_achievementcredential_schema.json")
          .put("type", "1EdTechJsonSchemaValidator2019");
    }
    credential
        .putObject("credentialStatus")
        .put("id", statusList + "#" + statusIndex)
        .put("type", "BitstringStatusListEntry")
        .put("statusPurpose", "revocation")
        .put("statusListIndex", Integer.toString(statusIndex))
        .put("statusListCredential", statusList);
    perhaps(() ->
        credential
            .putArray("relatedResource")
            .addObject()
            .put("id", at + "/resource")
            .put("mediaType", "image/png")
            .put("digestMultibase", "uEiBNTctesHv4sLWN7lnhZmmR-dY28cWfVhhKQ_ovYn5dPg"));
    return credential;
  }

  private void subject(ObjectNode subject) {
    boolean known = maybe();
    if (known) {
      subject.put("id", "urn:uuid:00000000-0000-4000-8000-" + digits(12));
    }
    subject.putArray("type").add("AchievementSubject");
    if (!known || maybe()) {
      ArrayNode identifiers = subject.putArray("identifier");
      identity(identifiers.addObject(), true, "sha256$" + hex(64), "emailAddress")
          .put("salt", hex(32));
      perhaps(() -> identity(identifiers.addObject(), false, word(), "name"));
    }
    achievement(subject.putObject("achievement"));
    results(subject);
    perhaps(() -> subject.put("activityStartDate", "2025-09-01T00:00:00Z"));
    perhaps(() -> subject.put("activityEndDate", "2026-02-28T00:00:00Z"));
    perhaps(() -> subject.put("creditsEarned", 0.5 * (1 + random.nextInt(20))));
    perhaps(() -> subject.put("licenseNumber", "№ " + digits(6)));
    perhaps(() -> subject.put("narrative", prose()));
    perhaps(() -> subject.put("role", word()));
    perhaps(() -> subject.put("term", "2026/S" + random.nextInt(3)));
    perhaps(() -> subject.set("source", profile(at + "/source", "source")));
    perhaps(() -> image(subject.putObject("image"), "subject"));
  }

  private void achievement(ObjectNode achievement) {
    achievement.put("id", at + "/achievement");
    achievement.putArray("type").add("Achievement");
    achievement.put("name", word());
    achievement.put("description", prose());
    ObjectNode criteria = achievement.putObject("criteria");
    boolean linked = maybe();
    if (linked) {
      criteria.put("id", at + "/criteria");
    }
    if (!linked || maybe()) {
      criteria.put("narrative", "## " + word() + "\n\n* " + word());
    }
    perhaps(() -> achievement.put("achievementType", "MicroCredential"));
    perhaps(() -> each(achievement, "alignment", this::alignment));
    perhaps(() -> achievement.set("creator", profile(at + "/creator", "creator")));
    perhaps(() -> achievement.put("creditsAvailable", 1 + random.nextInt(30)));
    perhaps(() -> achievement.put("fieldOfStudy", word()));
    perhaps(() -> achievement.put("humanCode", "CS-" + digits(3)));
    perhaps(() -> image(achievement.putObject("image"), "achievement"));
    perhaps(() -> achievement.put("inLanguage", one(LANGUAGES)));
    perhaps(() -> each(achievement, "otherIdentifier", this::identifier));
    perhaps(() ->
        each(
            achievement,
            "related",
            related ->
                related
                    .put("id", at + "/related/" + hex(6))
                    .put("inLanguage", one(LANGUAGES))
                    .put("version", "1." + digits(1))
                    .putArray("type")
                    .add("Related")));
    each(achievement, "resultDescription", this::description);
    perhaps(() -> achievement.put("specialization", word()));
    perhaps(() -> {
      ArrayNode tags = achievement.putArray("tag");
      for (int i = 0; i <= random.nextInt(3); i++) {
        tags.add(i + " " + word());
      }
    });
    perhaps(() -> achievement.put("version", "3"));
  }

  private void description(ObjectNode description) {
    String type = one(RESULT_TYPES);
    String id = at + "/result/" + hex(8);
    description.put("id", id);
    description.putArray("type").add("ResultDescription");
    description.put("name", word());
    description.put("resultType", type);
    switch (type) {
      case "RubricCriterionLevel" -> {
        ArrayNode levels = description.putArray("rubricCriterionLevel");
        for (int i = 1; i <= 3; i++) {
          ObjectNode level = levels.addObject();
          level.put("id", id + "/level/" + i);
          level.putArray("type").add("RubricCriterionLevel");
          level.put("name", word());
          level.put("level", Integer.toString(i));
          level.put("points", Integer.toString(2 * i));
          perhaps(() -> level.put("description", word()));
          perhaps(() -> each(level, "alignment", this::alignment));
        }
        perhaps(() -> description.put("requiredLevel", id + "/level/2"));
      }
      case "LetterGrade" -> {
        description.putArray("allowedValue").add("C").add("B").add("A");
        perhaps(() -> description.put("requiredValue", "B"));
      }
      case "Status" -> {}
      default -> {
        description.put("valueMin", "0").put("valueMax", "100");
        perhaps(() -> description.put("requiredValue", "50"));
      }
    }
    perhaps(() -> each(description, "alignment", this::alignment));
  }

  /// One result for each description of the achievement.
  private void results(ObjectNode subject) {
    if (!maybe()) {
      return;
    }
    ArrayNode results = subject.putArray("result");
    for (var description : subject.at("/achievement/resultDescription")) {
      ObjectNode result = results.addObject();
      result.putArray("type").add("Result");
      result.put("resultDescription", description.path("id").stringValue());
      switch (description.path("resultType").stringValue()) {
        case "RubricCriterionLevel" ->
            result.put(
                "achievedLevel",
                description.at("/rubricCriterionLevel/" + random.nextInt(3) + "/id").stringValue());
        case "LetterGrade" -> result.put("value", one(List.of("A", "B", "C")));
        // Provisional is allowed too, and at least one reader does not know it.
        case "Status" -> result.put("status", one(List.of("Completed", "OnHold", "Withdrew")));
        default -> result.put("value", Integer.toString(random.nextInt(101)));
      }
      perhaps(() -> each(result, "alignment", this::alignment));
    }
  }

  private ObjectNode profile(String id, String name) {
    ObjectNode profile = Json.object();
    profile.put("id", id);
    profile.putArray("type").add("Profile");
    profile.put("name", "Judged " + name);
    perhaps(() -> profile.put("url", "https://judged.example/" + name));
    perhaps(() -> profile.put("description", word()));
    perhaps(() -> image(profile.putObject("image"), name));
    perhaps(() -> profile.put("official", word()));
    perhaps(() -> each(profile, "otherIdentifier", this::identifier));
    // Of others than the issuer it could be a person's.
    if (name.equals("issuer")) {
      perhaps(() -> profile.put("phone", "+41 44 000 00 00"));
      perhaps(() -> {
        ObjectNode address = profile.putObject("address");
        address.putArray("type").add("Address");
        address.put("addressCountry", "Schweiz");
        address.put("addressCountryCode", "CH");
        address.put("addressLocality", "Zürich");
        ObjectNode geo = address.putObject("geo");
        geo.put("type", "GeoCoordinates");
        geo.put("latitude", 47.3769).put("longitude", 8.5);
      });
    }
    return profile;
  }

  private void alignment(ObjectNode alignment) {
    alignment.putArray("type").add("Alignment");
    alignment.put("targetName", word());
    alignment.put("targetUrl", "https://skills.example/" + hex(8));
    perhaps(() -> alignment.put("targetType", one(ALIGNMENTS)));
    perhaps(() -> alignment.put("targetFramework", word()));
    perhaps(() -> alignment.put("targetCode", hex(4)));
    perhaps(() -> alignment.put("targetDescription", word()));
  }

  private void evidence(ObjectNode evidence) {
    perhaps(() -> evidence.put("id", at + "/evidence/" + hex(8)));
    evidence.putArray("type").add("Evidence");
    evidence.put("name", word());
    perhaps(() -> evidence.put("description", prose()));
    perhaps(() -> evidence.put("narrative", prose()));
    perhaps(() -> evidence.put("genre", word()));
    perhaps(() -> evidence.put("audience", word()));
    perhaps(() ->
        evidence
            .put("mediaType", "application/pdf")
            .put("digestMultibase", "uEiBNTctesHv4sLWN7lnhZmmR-dY28cWfVhhKQ_ovYn5dPg"));
  }

  private void identifier(ObjectNode identifier) {
    identifier.put("type", "IdentifierEntry");
    identifier.put("identifier", hex(10));
    identifier.put("identifierType", "sourcedId");
  }

  private static ObjectNode identity(
      ObjectNode identity, boolean hashed, String hash, String type) {
    return identity
        .put("type", "IdentityObject")
        .put("hashed", hashed)
        .put("identityHash", hash)
        .put("identityType", type);
  }

  private void image(ObjectNode image, String name) {
    image.put("id", at + "/image/" + name + ".png").put("type", "Image");
    perhaps(() -> image.put("caption", word()));
  }

  private void each(ObjectNode parent, String name, Consumer<ObjectNode> filler) {
    ArrayNode all = parent.putArray(name);
    for (int i = 0; i <= random.nextInt(3); i++) {
      filler.accept(all.addObject());
    }
  }

  private void perhaps(Runnable part) {
    if (maybe()) {
      part.run();
    }
  }

  private boolean maybe() {
    return random.nextInt(3) > 0;
  }

  // Lints refuse control characters in what is shown as a name.
  private String word() {
    return one(WORDS).replaceAll("[\\p{Cc}\\p{Cf}]", " ");
  }

  /// Text of more than a line, for narratives and descriptions.
  private String prose() {
    return one(WORDS) + "\n" + one(WORDS);
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private String digits(int count) {
    return text(count, "0123456789");
  }

  private String hex(int count) {
    return text(count, "0123456789abcdef");
  }

  private String text(int count, String alphabet) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
