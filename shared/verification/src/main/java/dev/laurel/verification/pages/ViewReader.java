package dev.laurel.verification.pages;

import dev.laurel.credentials.openbadges.DigestMultibase;
import dev.laurel.verification.pages.CredentialView.Criterion;
import dev.laurel.verification.pages.CredentialView.Evidence;
import dev.laurel.verification.pages.CredentialView.Issuer;
import dev.laurel.verification.pages.CredentialView.Skill;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Reads the view of a credential. Only for a document whose proof holds: terms have one meaning
/// there, so that what is read is what was signed.
public final class ViewReader {
  /// Most entries of one kind on a page; more would only be scrolled past.
  private static final int MOST = 100;

  /// The order of several results of one criterion. Theirs in the document is not signed.
  private static final Comparator<Criterion> ROWS =
      Comparator.comparing(Criterion::level)
          .thenComparing(Criterion::levelDescription)
          .thenComparing(Criterion::points);

  private ViewReader() {}

  /// The view; members of other types than expected count as absent.
  public static CredentialView read(JsonNode document) {
    JsonNode subject = only(document, "credentialSubject");
    JsonNode achievement = only(subject, "achievement");
    JsonNode criteria = only(achievement, "criteria");
    JsonNode image = only(achievement, "image");
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
        issuer(only(document, "issuer")),
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

  /// The plain identities of the subject; hashed ones say nothing to a reader.
  private static String identity(JsonNode subject, String type) {
    return joined(
        values(subject, "identifier")
            .filter(identity -> text(identity, "identityType").equals(type))
            .filter(identity -> !identity.path("hashed").asBoolean(true))
            .map(identity -> text(identity, "identityHash")));
  }

  private static List<Criterion> rubric(JsonNode subject, JsonNode achievement) {
    Map<String, List<JsonNode>> results =
        values(subject, "result")
            .collect(Collectors.groupingBy(result -> text(result, "resultDescription")));
    return all(achievement, "resultDescription")
        .filter(description -> !text(description, "id").isEmpty())
        .flatMap(description ->
            results.getOrDefault(text(description, "id"), List.of()).stream()
                .map(result -> criterion(description, result))
                .sorted(ROWS))
        .limit(MOST)
        .toList();
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

  /// Only http and https are links; `javascript:`, `data:` and all others are dropped, and so is
  /// what holds a space, as several of them do.
  private static String link(String url) {
    String lower = url.toLowerCase(Locale.ROOT);
    return lower.indexOf(' ') < 0 && (lower.startsWith("https://") || lower.startsWith("http://"))
        ? url
        : "";
  }

  private static Stream<JsonNode> all(JsonNode node, String name) {
    return values(node, name).limit(MOST);
  }

  private static Stream<JsonNode> values(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isArray() ? value.valueStream() : Stream.of(value).filter(v -> !v.isMissingNode());
  }

  /// The value where there is one; none of several, because which is the first is not signed.
  private static JsonNode only(JsonNode node, String name) {
    List<JsonNode> all = all(node, name).toList();
    return all.size() == 1 ? all.getFirst() : MissingNode.getInstance();
  }

  /// A text, also as a value object; several are joined.
  private static String text(JsonNode node, String name) {
    return joined(
        values(node, name)
            .map(value -> value.isObject() ? value.path("@value") : value)
            .filter(JsonNode::isString)
            .map(value -> printable(value.stringValue())));
  }

  /// All of several texts, in an order that follows from them: that of an array is not signed.
  private static String joined(Stream<String> texts) {
    return texts.sorted().limit(MOST).collect(Collectors.joining(", "));
  }

  /// Control characters have no place on a page; the sign for the unprintable stands for them.
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\\n\\r\\t]]", "\uFFFD");
  }
}
