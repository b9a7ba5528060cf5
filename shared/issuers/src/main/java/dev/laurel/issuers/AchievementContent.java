package dev.laurel.issuers;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.laurel.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an issuer says about an achievement. Optional texts are "", `validityMonths` is 0 where
/// credentials do not expire, `image` is null where none was announced, `catalogue` where nothing
/// of it was given. With `suspension` its credentials can be suspended: they then name two status
/// lists, which the strict profile of Open Badges does not have. With `refresh` they name where
/// their newest form is, with `schema` the JSON schema that they follow.
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
    Rubric rubric,
    @Nullable Catalogue catalogue,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean suspension,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean refresh,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean schema) {
  /// Most tags, and characters of one.
  public static final int MAX_TAGS = 20;

  public static final int MAX_TAG = 100;

  /// Most alignments: each is a link of the credential's page.
  public static final int MAX_ALIGNMENTS = 20;

  /// Longest code of an entry in a framework.
  public static final int MAX_CODE = 200;

  /// Longest validity: a hundred years, beyond which "never expires" is meant.
  public static final int MAX_VALIDITY_MONTHS = 1_200;

  /// Most bytes of a credential that its achievement and results may take: with the issuer (12
  /// KiB), the evidence (24 KiB), eight endorsements (64 KiB) and the rest (8 KiB) a credential
  /// stays below the 184 KiB at which issuance refuses it, when nobody can mend it any more.
  public static final int MAX_CREDENTIAL_BYTES = 76 * 1024;

  /// What a credential says about a criterion or level beyond its JSON here and its URLs: member
  /// names, types, the result. Counted on the widest form.
  private static final int CRITERION_BYTES = 460;

  private static final int LEVEL_BYTES = 60;

  /// What a credential says about a related achievement beyond its JSON here.
  private static final int RELATED_BYTES = 40;

  /// An achievement's URL beyond the deployment's: two ids and the words between.
  private static final int URL_BYTES = 64;

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

  /// Content without a catalogue's details, whose credentials cannot be suspended.
  public AchievementContent(
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
    this(
        name,
        description,
        criteriaNarrative,
        criteriaUrl,
        achievementType,
        tags,
        alignments,
        language,
        validityMonths,
        image,
        rubric,
        null,
        false);
  }

  /// Content whose credentials name neither a refresh service nor a schema.
  public AchievementContent(
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
      Rubric rubric,
      @Nullable Catalogue catalogue,
      boolean suspension) {
    this(
        name,
        description,
        criteriaNarrative,
        criteriaUrl,
        achievementType,
        tags,
        alignments,
        language,
        validityMonths,
        image,
        rubric,
        catalogue,
        suspension,
        false,
        false);
  }

  public AchievementContent {
    tags = List.copyOf(tags);
    alignments = List.copyOf(alignments);
  }

  /// The details of a catalogue; all of them empty where none were given.
  public Catalogue inCatalogue() {
    return catalogue == null ? Catalogue.NONE : catalogue;
  }

  /// The image that was announced.
  public Optional<AnnouncedImage> announcedImage() {
    return Optional.ofNullable(image);
  }

  /// Whether the text is a type that a credential may carry.
  public static boolean isType(String text) {
    return TYPES.contains(text) || text.matches("ext:[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  }

  /// About how many bytes of a credential this achievement and its results take, never less than
  /// they do; to be held against [#MAX_CREDENTIAL_BYTES]. Every criterion is named by its URL up to
  /// twice and by its levels' up to twice, every level by its own. `baseUrlLength` is that of the
  /// deployment's public URL.
  public int credentialBytes(int baseUrlLength) {
    int url = baseUrlLength + URL_BYTES;
    int bytes = Json.bytes(this).length + RELATED_BYTES * inCatalogue().related().size();
    for (Criterion criterion : rubric.criteria()) {
      int criterionUrl = url + criterion.id().length() + 1;
      int longest = 0;
      for (Level level : criterion.levels()) {
        longest = Math.max(longest, level.id().length() + 1);
        bytes += LEVEL_BYTES + criterionUrl + 1;
      }
      bytes += CRITERION_BYTES + 4 * criterionUrl + 2 * longest;
    }
    return bytes;
  }

  /// SHA-256 in lower-case hex of the content as canonical JSON: the members above under these
  /// names, absent image and catalogue, false flags, and empty lists and maps left out, no white
  /// space, members of every object in the order of their names' UTF-16 code units, only whole
  /// numbers, strings with the least escapes, in UTF-8. For such JSON that is the form of RFC 8785.
  public String hash() {
    return Sha256.hex(CanonicalJson.of(Json.tree(this)).getBytes(StandardCharsets.UTF_8));
  }
}
