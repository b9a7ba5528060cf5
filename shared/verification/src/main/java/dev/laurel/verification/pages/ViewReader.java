package dev.laurel.verification.pages;

import dev.laurel.credentials.openbadges.DigestMultibase;
import dev.laurel.verification.pages.CredentialView.Criterion;
import dev.laurel.verification.pages.CredentialView.Evidence;
import dev.laurel.verification.pages.CredentialView.Issuer;
import dev.laurel.verification.pages.CredentialView.Skill;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Reads the view of a credential. Only for a document whose proof holds: terms have one meaning
/// there, so that what is read is what was signed.
public final class ViewReader {
  /// Most entries of one kind on a page; more would only be scrolled past.
  private static final int MOST = 100;

  private ViewReader() {}

  /// The view; members of other types than expected count as absent.
  public static CredentialView read(JsonNode document) {
    JsonNode subject = first(document, "credentialSubject");
    JsonNode achievement = first(subject, "achievement");
    JsonNode criteria = first(achievement, "criteria");
    JsonNode image = first(achievement, "image");
    return new CredentialView(
        text(document, "id"),
        Optional.of(text(achievement, "name"))
            .filter(name -> !name.isBlank())
            .orElseGet(() -> text(document, "name")),
        text(achievement, "achievementType"),
        text(achievement, "description"),
        paragraphs(text(criteria, "narrative")),
        link(text(criteria, "id")),
        image.isString() ? link(image.stringValue()) : link(text(image, "id")),
        text(image, "caption"),
        text(achievement, "inLanguage"),
        identity(subject, "name"),
        all(subject, "identifier").anyMatch(identity -> identity.path("hashed").asBoolean(false)),
        issuer(first(document, "issuer")),
        text(document, "validFrom"),
        text(document, "validUntil"),
        rubric(subject, achievement),
        all(document, "evidence").map(ViewReader::evidence).toList(),
        all(achievement, "alignment").map(ViewReader::skill).toList(),
        all(achievement, "tag").filter(JsonNode::isString).map(JsonNode::stringValue).toList());
  }

  private static Issuer issuer(JsonNode issuer) {
    return issuer.isString()
        ? new Issuer(issuer.stringValue(), "", "")
        : new Issuer(text(issuer, "id"), text(issuer, "name"), link(text(issuer, "url")));
  }

  /// A plain identity of the subject; hashed ones say nothing to a reader.
  private static String identity(JsonNode subject, String type) {
    return all(subject, "identifier")
        .filter(identity -> text(identity, "identityType").equals(type))
        .filter(identity -> !identity.path("hashed").asBoolean(true))
        .map(identity -> text(identity, "identityHash"))
        .findFirst()
        .orElse("");
  }

  private static List<Criterion> rubric(JsonNode subject, JsonNode achievement) {
    List<Criterion> rows = new ArrayList<>();
    for (JsonNode description : all(achievement, "resultDescription").toList()) {
      String id = text(description, "id");
      all(subject, "result")
          .filter(result -> !id.isEmpty() && text(result, "resultDescription").equals(id))
          .findFirst()
          .ifPresent(result -> rows.add(criterion(description, result)));
    }
    return rows;
  }

  private static Criterion criterion(JsonNode description, JsonNode result) {
    List<JsonNode> levels = all(description, "rubricCriterionLevel").toList();
    String reached = text(result, "achievedLevel");
    Optional<JsonNode> level =
        levels.stream().filter(candidate -> text(candidate, "id").equals(reached)).findFirst();
    String points = level.map(found -> text(found, "points")).orElse("");
    return new Criterion(
        text(description, "name"),
        level.map(found -> text(found, "name")).orElseGet(() -> text(result, "value")),
        level.map(found -> text(found, "description")).orElse(""),
        place(levels, points),
        levels.size(),
        points.isEmpty() ? text(result, "value") : points);
  }

  /// How many levels have at most these points. The order of the levels in the document is not
  /// signed, their points are.
  private static int place(List<JsonNode> levels, String points) {
    List<BigDecimal> all =
        levels.stream().flatMap(level -> number(text(level, "points")).stream()).toList();
    boolean distinct =
        all.stream().map(BigDecimal::stripTrailingZeros).distinct().count() == levels.size();
    return number(points)
        .filter(reached -> distinct)
        .map(reached -> (int) all.stream().filter(other -> other.compareTo(reached) <= 0).count())
        .orElse(0);
  }

  private static Optional<BigDecimal> number(String text) {
    return text.matches("-?[0-9]{1,9}(\\.[0-9]{1,9})?")
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  private static Evidence evidence(JsonNode evidence) {
    return new Evidence(
        text(evidence, "name"),
        Optional.of(text(evidence, "description"))
            .filter(words -> !words.isBlank())
            .orElseGet(() -> text(evidence, "narrative")),
        link(text(evidence, "id")),
        text(evidence, "mediaType"),
        DigestMultibase.parse(text(evidence, "digestMultibase"))
            .map(digest -> HexFormat.of().formatHex(digest))
            .orElse(""));
  }

  private static Skill skill(JsonNode alignment) {
    return new Skill(
        text(alignment, "targetName"),
        link(text(alignment, "targetUrl")),
        text(alignment, "targetFramework"),
        text(alignment, "targetCode"));
  }

  /// Markdown shown as what it is, plain text: paragraphs at blank lines, nothing interpreted.
  private static List<String> paragraphs(String markdown) {
    return Stream.of(markdown.split("\\R\\s*\\R"))
        .map(String::strip)
        .filter(paragraph -> !paragraph.isEmpty())
        .limit(MOST)
        .toList();
  }

  /// Only http and https are links; `javascript:`, `data:` and all others are dropped.
  private static String link(String url) {
    String lower = url.toLowerCase(Locale.ROOT);
    return lower.startsWith("https://") || lower.startsWith("http://") ? url : "";
  }

  private static Stream<JsonNode> all(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return (value.isArray()
            ? value.valueStream()
            : Stream.of(value).filter(v -> !v.isMissingNode()))
        .limit(MOST);
  }

  private static JsonNode first(JsonNode node, String name) {
    return all(node, name).findFirst().orElseGet(MissingNode::getInstance);
  }

  /// A text, also as a value object or the first of several.
  private static String text(JsonNode node, String name) {
    JsonNode value = first(node, name);
    JsonNode text = value.isObject() ? value.path("@value") : value;
    return text.isString() ? printable(text.stringValue()) : "";
  }

  /// Control characters have no place on a page; the sign for the unprintable stands for them.
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\\n\\r\\t]]", "\uFFFD");
  }
}
