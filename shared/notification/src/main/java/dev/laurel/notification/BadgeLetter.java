package dev.laurel.notification;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/// The letter that tells a learner about a badge: one column, one button, the same words as text.
///
/// - Its look is that of the pages. Every colour of a text stands beside its background's, so that
///   a mail reader that darkens letters keeps them readable; styles are inline, the only ones that
///   all readers keep.
/// - It loads nothing but the badge's picture, where there is one: the same address for everyone
///   who earned it, so that nobody learns who opened a letter. Without it nothing is missing.
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
    return head(subject)
        + picture(badge)
        + greeting(badge, learner)
        + description(badge)
        + dates(badge)
        + button(link)
        + foot(badge);
  }

  private static String head(String subject) {
    return """
    <!doctype html>
    <html lang="en" dir="ltr">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="supported-color-schemes" content="light dark">
    <title>%s</title>
    </head>
    <body style="margin:0;padding:0;background-color:#f4f2ea;color:#1c2b24"><div role="main">
    <table role="presentation" width="100%%" cellpadding="0" cellspacing="0" border="0" \
    bgcolor="#f4f2ea" style="background-color:#f4f2ea"><tr><td align="center" \
    style="padding:24px 12px">
    <table role="presentation" width="100%%" cellpadding="0" cellspacing="0" border="0" \
    bgcolor="#fffefa" style="max-width:560px;table-layout:fixed;background-color:#fffefa;\
    border-collapse:separate;border:1px solid #dcd8ca;border-top:4px solid #1d6a47;\
    border-radius:12px">
    <tr><td align="left" style="padding:28px 24px 24px;border-radius:8px 8px 11px 11px;\
    background-color:#fffefa;color:#1c2b24;\
    font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;\
    font-size:16px;line-height:1.55;overflow-wrap:anywhere">
    """
        .formatted(HtmlText.escape(subject));
  }

  private static String picture(EarnedBadge badge) {
    if (badge.image().isEmpty()) {
      return "";
    }
    return """
    <img src="%s" width="112" alt="%s" style="display:block;width:112px;max-width:100%%;\
    height:auto;margin:0 0 20px;border:0;border-radius:8px;background-color:#fffefa;\
    color:#54625b;font-size:14px">
    """
        .formatted(
            HtmlText.escape(badge.image()), HtmlText.escape(badge.achievement() + ", the badge"));
  }

  private static String greeting(EarnedBadge badge, String learner) {
    return """
    <p style="margin:0 0 16px">Dear %s,</p>
    <p style="margin:0 0 4px">%s has awarded you</p>
    <h1 style="margin:0 0 16px;font-family:Georgia,'Times New Roman',serif;font-size:28px;\
    font-weight:600;line-height:1.2;color:#1c2b24">%s</h1>
    """
        .formatted(name(learner), name(badge.issuer()), name(badge.achievement()));
  }

  private static String description(EarnedBadge badge) {
    if (badge.description().isBlank()) {
      return "";
    }
    return "<p style=\"margin:0 0 16px\">%s</p>\n".formatted(name(shortened(badge.description())));
  }

  private static String dates(EarnedBadge badge) {
    return "<p style=\"margin:0 0 24px;color:#54625b\">Awarded on %s%s.</p>\n"
        .formatted(
            time(badge.awarded()), ends(badge) ? ", valid until " + time(badge.until()) : "");
  }

  private static String button(String link) {
    String address = HtmlText.escape(link);
    return """
    <p style="margin:0 0 24px"><a href="%s" style="display:inline-block;padding:12px 26px;\
    border:2px solid #1d6a47;border-radius:8px;background-color:#1d6a47;color:#ffffff;\
    font-weight:600;text-decoration:none">View and claim</a></p>
    <p style="margin:0 0 16px">No account is needed. The link is meant for you alone: on its page \
    you decide who may see the badge, and you can download it.</p>
    <p style="margin:0;font-size:14px;color:#54625b">If the button does not work, open this \
    address:<br><span dir="ltr">%s</span></p>
    """
        .formatted(address, address);
  }

  private static String foot(EarnedBadge badge) {
    return """
    </td></tr></table>
    <table role="presentation" width="100%%" cellpadding="0" cellspacing="0" border="0" \
    style="max-width:560px;table-layout:fixed"><tr><td align="left" style="padding:20px 24px 8px;\
    background-color:#f4f2ea;color:#54625b;font-family:system-ui,-apple-system,'Segoe UI',Roboto,\
    Helvetica,Arial,sans-serif;font-size:14px;line-height:1.5;overflow-wrap:anywhere">
    <p style="margin:0 0 12px">You get this mail because your work was handed in to %s under this \
    address and has passed.</p>
    <p style="margin:0">Not you? Then somebody gave your address by mistake. You need not do \
    anything%s.</p>
    </td></tr></table>
    </td></tr></table>
    </div></body>
    </html>
    """
        .formatted(name(badge.issuer()), contactHtml(badge));
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
        + ", write to <a style=\"color:#1d6a47\" href=\"mailto:"
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
