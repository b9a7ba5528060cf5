package dev.laurel.local.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Who plays, and about what: everything of a story that is text. Invented.
record Cast(
    String issuerName,
    String issuerEmail,
    String assessorName,
    String assessorEmail,
    String learnerName,
    String learnerEmail,
    String achievementName,
    String achievementDescription,
    String language) {

  /// A training institute and a volunteer.
  static final Cast PLAIN =
      new Cast(
          "Alder Brook Institute",
          "badges@alderbrook.example",
          "Ines Moreau",
          "ines.moreau@alderbrook.example",
          "Ada Quist",
          "ada.quist@learners.example",
          "Freshwater Field Survey",
          "Plans and carries out a survey of a stream over several visits, controls the quality of"
              + " the data, and says what the data can and cannot show.",
          "en");

  /// The same work under names that break careless software.
  static final Cast UNICODE =
      new Cast(
          "معهد المهارات · Lycée d’Été®",
          "insignes@lycee-ete.example",
          "Bjørk “B.” Þórsdóttir",
          "bjork@lycee-ete.example",
          "Zoë Ångström-Nuñez 👩🏽‍🔬 <script>alert('Z̃')</script>",
          "zoe@learners.example",
          "مسح المياه العذبة 💧 & “Éau douce”",
          "Planifie et mène une étude d’un cours d’eau — من الخطة إلى النتيجة — et dit ce que les"
              + " données montrent.",
          "fr");

  /// The body of `POST /v1/achievements`.
  Map<String, Object> achievement(DemoFile image) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", achievementName);
    body.put("description", achievementDescription);
    body.put(
        "criteria", Map.of("narrative", CRITERIA, "url", "https://alderbrook.example/freshwater"));
    body.put("achievementType", "Certificate");
    body.put("tags", List.of("water quality", "fieldwork", "citizen science"));
    body.put(
        "alignments",
        List.of(
            Map.of(
                "targetName", "Collects samples for analysis",
                "targetUrl", "https://frameworks.example/ims/case/v1p1/uri/env-2-4",
                "targetFramework", "Environmental Skills Framework",
                "targetCode", "ENV.2.4",
                "targetType", "CFItem")));
    body.put("language", language);
    body.put("validityMonths", 36);
    body.put(
        "image",
        Map.of(
            "mediaType", image.mediaType(),
            "length", image.content().length,
            "sha256", image.sha256()));
    body.put("rubric", RUBRIC);
    return body;
  }

  private static final String CRITERIA =
      "The learner plans a survey with a question, carries it out on at least three visits, hands"
          + " in a report with the data behind it, and reflects on what they would do differently."
          + " Assessed with a rubric of four criteria; nine of twelve points and at least"
          + " “Competent” in data quality are needed.";

  private static final Map<String, Object> RUBRIC =
      Map.of(
          "criteria",
          List.of(
              criterion("design", "Survey design", "Question, sites, times, controls"),
              criterion("data", "Data quality", "Duplicates, blanks, what was repeated and why"),
              criterion(
                  "analysis", "Analysis", "Claims follow from the data and name their limits"),
              criterion("reflection", "Reflection", "What was learned, what would be changed")),
          "passRule",
          Map.of(
              "minimumPoints",
              9,
              "requiredLevels",
              List.of(Map.of("criterion", "data", "level", "competent")),
              "resubmissions",
              1));

  private static Map<String, Object> criterion(String id, String name, String description) {
    return Map.of(
        "id",
        id,
        "name",
        name,
        "description",
        description,
        "levels",
        List.of(
            Map.of("id", "not-shown", "name", "Not shown", "points", 0),
            Map.of("id", "developing", "name", "Developing", "points", 1),
            Map.of("id", "competent", "name", "Competent", "points", 2),
            Map.of("id", "expert", "name", "Expert", "points", 3)));
  }
}
