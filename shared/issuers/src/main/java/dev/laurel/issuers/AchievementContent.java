package dev.laurel.issuers;

import dev.laurel.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an issuer says about an achievement. Optional texts are "", `validityMonths` is 0 where
/// credentials do not expire, `image` is null where none was announced.
public record AchievementContent(
    String name,
    String description,
    String criteriaNarrative,
    String criteriaUrl,
    String achievementType,
    List<String> tags,
    List<SkillAlignment> alignments,
    String language,
    int validityMonths,
    @Nullable AnnouncedImage image,
    Rubric rubric) {
  /// Most tags, and characters of one.
  public static final int MAX_TAGS = 20;

  public static final int MAX_TAG = 100;

  /// Most alignments: each is a link of the credential's page.
  public static final int MAX_ALIGNMENTS = 20;

  /// Longest code of an entry in a framework.
  public static final int MAX_CODE = 200;

  /// Longest validity: a hundred years, beyond which "never expires" is meant.
  public static final int MAX_VALIDITY_MONTHS = 1_200;

  /// Largest content as JSON: every credential carries all of it, and a published credential must
  /// fit into an item of 256 KiB with its results and evidence.
  public static final int MAX_BYTES = 64 * 1024;

  /// The type where the issuer names none.
  public static final String DEFAULT_TYPE = "MicroCredential";

  /// Terms of OB 3.0 AchievementType; others begin with `ext:`.
  public static final Set<String> TYPES =
      Set.of(
          "Achievement",
          "ApprenticeshipCertificate",
          "Assessment",
          "Assignment",
          "AssociateDegree",
          "Award",
          "Badge",
          "BachelorDegree",
          "Certificate",
          "CertificateOfCompletion",
          "Certification",
          "CommunityService",
          "Competency",
          "Course",
          "CoCurricular",
          "Degree",
          "Diploma",
          "DoctoralDegree",
          "Fieldwork",
          "GeneralEducationDevelopment",
          "JourneymanCertificate",
          "LearningProgram",
          "License",
          "Membership",
          "ProfessionalDoctorate",
          "QualityAssuranceCredential",
          "MasterCertificate",
          "MasterDegree",
          "MicroCredential",
          "ResearchDoctorate",
          "SecondarySchoolDiploma");

  public AchievementContent {
    tags = List.copyOf(tags);
    alignments = List.copyOf(alignments);
  }

  /// The image that was announced.
  public Optional<AnnouncedImage> announcedImage() {
    return Optional.ofNullable(image);
  }

  /// Whether the text is a type that a credential may carry.
  public static boolean isType(String text) {
    return TYPES.contains(text) || text.matches("ext:[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  }

  /// Bytes of the content as JSON, to be held against [#MAX_BYTES].
  public int bytes() {
    return Json.bytes(this).length;
  }

  /// SHA-256 in lower-case hex of the content as canonical JSON: the members above under these
  /// names, absent image and empty lists and maps left out, no white space, members of every object
  /// in the order of their names' UTF-16 code units, only whole numbers, strings with the least
  /// escapes, in UTF-8. For such JSON that is the form of RFC 8785.
  public String hash() {
    return Sha256.hex(CanonicalJson.of(Json.tree(this)).getBytes(StandardCharsets.UTF_8));
  }
}
