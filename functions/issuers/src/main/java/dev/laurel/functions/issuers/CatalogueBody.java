package dev.laurel.functions.issuers;

import dev.laurel.issuers.Catalogue;
import dev.laurel.issuers.RelatedAchievement;
import dev.laurel.runtime.Fields;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the details of a catalogue from the members of an achievement in a request.
final class CatalogueBody {
  /// Longest version of a related achievement: longer ones are no numbers that people say.
  private static final int MAX_VERSION = 40;

  private static final int MAX_LANGUAGE = 35;

  /// BCP 47, the shapes in use; at most 35 characters (RFC 5646 section 4.4.1).
  private static final Pattern LANGUAGE =
      Pattern.compile("(?=.{2,35}$)[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");

  private CatalogueBody() {}

  static Catalogue read(Fields body) {
    List<RelatedAchievement> related =
        body.objects("related", 0, Catalogue.MAX_RELATED).stream()
            .map(each ->
                new RelatedAchievement(
                    each.url("url"),
                    language(each, "language"),
                    each.optionalText("version", MAX_VERSION)))
            .toList();
    return new Catalogue(
        body.optionalAmount("creditsAvailable", Catalogue.MAX_CREDITS, Catalogue.CREDIT_DIGITS),
        body.optionalText("fieldOfStudy", Fields.MAX_NAME),
        body.optionalText("specialization", Fields.MAX_NAME),
        body.optionalText("humanCode", Fields.MAX_NAME),
        related);
  }

  /// A language tag, or "" where it is absent.
  static String language(Fields fields, String name) {
    return fields
        .optionalParsed(
            name,
            MAX_LANGUAGE,
            text -> Optional.of(text).filter(t -> LANGUAGE.matcher(t).matches()),
            "a language tag, such as en or pt-BR")
        .orElse("");
  }
}
