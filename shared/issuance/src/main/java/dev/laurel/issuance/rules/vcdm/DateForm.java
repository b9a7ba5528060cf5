package dev.laurel.issuance.rules.vcdm;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Dates are days that exist, with time and zone. VCDM 2.0 section 4.9 and 9.4 (`dateTimeStamp`).
public final class DateForm implements Rule {
  private static final String ID = "vcdm/date-form";
  private static final List<String> MEMBERS =
      List.of("validFrom", "validUntil", "awardedDate", "activityStartDate", "activityEndDate");
  private static final String FORM =
      "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})";
  private static final DateTimeFormatter STRICT =
      DateTimeFormatter.ISO_OFFSET_DATE_TIME.withResolverStyle(ResolverStyle.STRICT);

  @Override
  public List<Finding> check(Candidate document) {
    List<Finding> findings = new ArrayList<>();
    for (String member : MEMBERS) {
      document.each(
          member,
          (pointer, node) -> {
            if (instant(node).isEmpty()) {
              findings.add(
                  new Finding(ID, pointer, "a date that exists, with time and zone (...T...Z)"));
            }
          });
    }
    return findings;
  }

  /// The moment that a value names; empty where it names none.
  public static Optional<Instant> instant(JsonNode node) {
    if (!node.isString() || !node.stringValue().matches(FORM)) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(node.stringValue(), STRICT).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
