package dev.laurel.functions.submission;

import dev.laurel.assessment.EvidenceDraft;
import dev.laurel.assessment.EvidenceItem;
import dev.laurel.assessment.Learner;
import dev.laurel.assessment.SubmissionId;
import dev.laurel.assessment.SubmitEvidence;
import dev.laurel.credentials.EmailAddress;
import dev.laurel.issuers.AchievementId;
import dev.laurel.issuers.AchievementRef;
import dev.laurel.issuers.PublicText;
import dev.laurel.runtime.Fields;
import dev.laurel.storage.IssuerId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads the body of `POST /v1/submissions`.
final class SubmissionReader {
  private static final int ID = 32;

  private SubmissionReader() {}

  /// Throws [dev.laurel.runtime.ProblemException] that names every wrong field. `publicBaseUrl` is
  /// where credentials have the ids of their parts.
  static SubmitEvidence.Command read(Fields body, IssuerId issuer, String publicBaseUrl) {
    Fields learner = body.object("learner");
    String name = learner.text("name", Learner.MAX_NAME);
    learner.refuseTexts(PublicText::holdsAddress, PublicText.NO_ADDRESS, "name");
    Optional<EmailAddress> email =
        learner.parsed(
            "email",
            Fields.MAX_EMAIL,
            EmailAddress::parse,
            "an e-mail address with an ASCII local part, such as name@example.org");
    Fields achievement = body.object("achievement");
    Optional<AchievementId> id =
        achievement.parsed("id", ID, AchievementId::parse, "the id of an achievement");
    int version = achievement.integer("version", 1, AchievementRef.MAX_VERSION);
    List<EvidenceDraft> evidence = new ArrayList<>();
    Set<String> links = new HashSet<>();
    for (Fields item : body.objects("evidence", 1, EvidenceItem.MAX_ITEMS)) {
      evidence.add(evidence(item));
      if (evidence.getLast() instanceof EvidenceDraft.Link link && !link.url().isEmpty()) {
        refuseAmbiguous(item, link.url(), links, publicBaseUrl);
      }
    }
    if (evidence.stream().mapToInt(EvidenceDraft::shownBytes).sum()
        > EvidenceItem.MAX_SHOWN_BYTES) {
      body.reject(
          "evidence",
          "is too large for a credential: shorten names, descriptions and links, which may take "
              + EvidenceItem.MAX_SHOWN_BYTES
              + " bytes in all");
    }
    Optional<SubmissionId> previous =
        body.optionalParsed("resubmissionOf", ID, SubmissionId::parse, "the id of a submission");
    body.end();
    return new SubmitEvidence.Command(
        issuer,
        new Learner(name, email.orElseThrow().text()),
        new AchievementRef(id.orElseThrow(), version),
        evidence,
        previous.stream().toList());
  }

  /// A link is the id of its evidence in the signed graph. Two things with one id are one there, so
  /// that what is said of one could be shown of the other without breaking the signature.
  private static void refuseAmbiguous(
      Fields item, String url, Set<String> links, String publicBaseUrl) {
    if (url.equals(publicBaseUrl) || url.matches(Pattern.quote(publicBaseUrl) + "[/?#].*")) {
      item.reject("link", "must not be an address of this deployment");
    } else if (!links.add(url)) {
      item.reject("link", "is given twice: name each page once");
    }
  }

  private static EvidenceDraft evidence(Fields item) {
    String name = item.text("name", EvidenceItem.MAX_NAME);
    String description = item.optionalLines("description", EvidenceItem.MAX_DESCRIPTION);
    item.refuseTexts(
        PublicText::holdsAddress, PublicText.NO_ADDRESS, "name", "description", "link");
    Optional<Fields> file = item.optionalObject("file");
    if (Stream.of("file", "link", "text").filter(item::has).count() != 1) {
      item.reject("", "must have exactly one of file, link and text");
    }
    if (file.isPresent()) {
      return file(name, description, file.get());
    }
    return item.has("link")
        ? new EvidenceDraft.Link(name, description, item.url("link"))
        : new EvidenceDraft.Text(name, description, text(item));
  }

  private static EvidenceDraft.File file(String name, String description, Fields file) {
    String fileName = file.text("name", EvidenceItem.MAX_NAME);
    if (fileName.contains("/") || fileName.contains("\\") || fileName.matches("[. ]+")) {
      file.reject("name", "must be a file name without folders, such as report.pdf");
    }
    Optional<String> mediaType =
        file.parsed(
            "mediaType",
            EvidenceItem.MAX_MEDIA_TYPE,
            text -> Optional.of(text.toLowerCase(Locale.ROOT)).filter(EvidenceItem::isMediaType),
            "a media type without parameters, such as application/pdf");
    int length = file.integer("length", 1, (int) EvidenceItem.MAX_FILE_BYTES);
    Optional<String> sha256 =
        file.parsed(
            "sha256",
            64,
            text -> Optional.of(text).filter(EvidenceItem::isSha256),
            "a SHA-256 as 64 lower-case hexadecimal digits");
    return new EvidenceDraft.File(
        name, description, fileName, mediaType.orElse(""), length, sha256.orElse(""));
  }

  private static String text(Fields item) {
    if (!item.has("text")) {
      return "";
    }
    String text = item.lines("text", EvidenceItem.MAX_TEXT_BYTES);
    if (text.getBytes(StandardCharsets.UTF_8).length > EvidenceItem.MAX_TEXT_BYTES) {
      item.reject("text", "must have at most " + EvidenceItem.MAX_TEXT_BYTES + " bytes in UTF-8");
    }
    return text;
  }
}
