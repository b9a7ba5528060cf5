package dev.laurel.notification;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/// The letter that tells a learner about a badge: one column, one button, the same words as text.
///
/// - It loads nothing (no image, no font, no tracking) and sets no colours but the button's pair,
///   so that a dark reader stays dark.
/// - The button's link is a capability; opening it changes nothing, because link scanners open
///   links too.
/// - There is no `List-Unsubscribe`: one mail per badge is sent, and nothing exists yet that could
///   be unsubscribed from.
/// - Every text of a stranger is escaped and kept apart in its direction; none reaches a header but
///   as one line.
final class BadgeLetter {
  /// Longest description in code points: a letter invites, the page tells everything. Keeps the
  /// letter far below the 102 kB at which large mail readers cut.
  private static final int MAX_DESCRIPTION = 600;

  /// RFC 3834 section 5: no holiday answer comes back.
  private static final Map<String, String> HEADERS = Map.of("Auto-Submitted", "auto-generated");

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final String fromAddress;

  BadgeLetter(String fromAddress) {
    this.fromAddress = fromAddress;
  }

  /// The letter about this badge. `link` opens the holder's page.
  Letter of(EarnedBadge badge, String learner, String to, String link) {
    String subject = badge.issuer() + ": you earned “" + badge.achievement() + "”";
    return new Letter(
        oneLine(badge.issuer()),
        fromAddress,
        to,
        oneLine(subject),
        html(badge, learner, subject, link),
        text(badge, learner, link),
        HEADERS);
  }

  private static String html(EarnedBadge badge, String learner, String subject, String link) {
    StringBuilder html = new StringBuilder(4096);
    html.append(
        """
        <!doctype html>
        <html lang="en" dir="ltr">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="supported-color-schemes" content="light dark">
        """);
    html.append("<title>").append(HtmlText.escape(subject)).append("</title>\n</head>\n");
    html.append(
        """
        <body style="margin:0;padding:24px 16px;font-family:system-ui,-apple-system,'Segoe UI',\
        Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5">
        <div style="max-width:560px;margin:0 auto">
        """);
    html.append("<p style=\"margin:0 0 16px\">Dear ").append(name(learner)).append(",</p>\n");
    html.append("<p style=\"margin:0 0 8px\">").append(name(badge.issuer()));
    html.append(" has awarded you</p>\n");
    html.append(
        "<h1 style=\"margin:0 0 16px;font-size:24px;line-height:1.3;overflow-wrap:anywhere\">");
    html.append(name(badge.achievement())).append("</h1>\n");
    if (!badge.description().isBlank()) {
      html.append("<p style=\"margin:0 0 16px;overflow-wrap:anywhere\">");
      html.append(name(shortened(badge.description()))).append("</p>\n");
    }
    html.append("<p style=\"margin:0 0 24px\">Awarded on ").append(time(badge.awarded()));
    html.append(ends(badge) ? ", valid until " + time(badge.until()) : "").append(".</p>\n");
    html.append("<p style=\"margin:0 0 24px\"><a href=\"").append(HtmlText.escape(link));
    html.append(
        """
        " style="display:inline-block;padding:14px 24px;border:2px solid #1f4e8c;border-radius:8px;\
        background-color:#1f4e8c;color:#ffffff;font-weight:600;text-decoration:none">View and claim\
        </a></p>
        """);
    html.append(
        """
        <p style="margin:0 0 16px">No account is needed. The link is meant for you alone: on its page \
        you decide who may see the badge, and you can download it.</p>
        """);
    html.append(
        """
        <p style="margin:0 0 24px;overflow-wrap:anywhere">If the button does not work, open this \
        address:<br><span dir="ltr">\
        """);
    html.append(HtmlText.escape(link)).append("</span></p>\n");
    html.append(
        "<p style=\"margin:0 0 16px;font-size:14px\">You get this mail because your work was"
            + " handed in to ");
    html.append(name(badge.issuer())).append(" under this address and has passed.</p>\n");
    html.append("<p style=\"margin:0;font-size:14px\">Not you? Then somebody gave your address");
    html.append(" by mistake. You need not do anything");
    html.append(contactHtml(badge)).append(".</p>\n</div>\n</body>\n</html>\n");
    return html.toString();
  }

  private static String text(EarnedBadge badge, String learner, String link) {
    StringBuilder text = new StringBuilder(1024);
    text.append("Dear ").append(learner).append(",\n\n");
    text.append(badge.issuer()).append(" has awarded you\n\n");
    text.append("  ").append(badge.achievement()).append("\n\n");
    if (!badge.description().isBlank()) {
      text.append(shortened(badge.description())).append("\n\n");
    }
    text.append("Awarded on ").append(DAY.format(badge.awarded()));
    text.append(ends(badge) ? ", valid until " + DAY.format(badge.until()) : "").append(".\n\n");
    text.append("View and claim:\n").append(link).append("\n\n");
    text.append("No account is needed. The link is meant for you alone: on its page you decide\n");
    text.append("who may see the badge, and you can download it.\n\n");
    text.append("You get this mail because your work was handed in to ").append(badge.issuer());
    text.append("\nunder this address and has passed.\n\n");
    text.append("Not you? Then somebody gave your address by mistake. You need not do anything");
    text.append(contactText(badge)).append(".\n");
    return text.toString();
  }

  /// Text of unknown language and direction, kept from turning the words around it.
  private static String name(String text) {
    return "<bdi>" + HtmlText.escape(text) + "</bdi>";
  }

  private static String time(Instant when) {
    return "<time datetime=\""
        + when.atZone(ZoneOffset.UTC).toLocalDate()
        + "\">"
        + DAY.format(when)
        + "</time>";
  }

  private static boolean ends(EarnedBadge badge) {
    return !badge.until().equals(EarnedBadge.NEVER);
  }

  private static String contactHtml(EarnedBadge badge) {
    if (badge.issuerEmail().isEmpty()) {
      return "";
    }
    String email = HtmlText.escape(badge.issuerEmail());
    return "; to tell "
        + name(badge.issuer())
        + ", write to <a href=\"mailto:"
        + email
        + "\">"
        + email
        + "</a>";
  }

  private static String contactText(EarnedBadge badge) {
    return badge.issuerEmail().isEmpty()
        ? ""
        : ";\nto tell " + badge.issuer() + ", write to " + badge.issuerEmail();
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= MAX_DESCRIPTION
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_DESCRIPTION)) + "…";
  }

  /// The text as one header line; names with line breaks are refused long before, this is the last
  /// guard.
  private static String oneLine(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
