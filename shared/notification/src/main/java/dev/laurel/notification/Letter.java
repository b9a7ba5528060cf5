package dev.laurel.notification;

import java.util.Map;

/// One e-mail, ready to be handed to a [Mailer].
///
/// - `fromName` and `subject` are Unicode text without control characters; the mailer encodes them.
/// - `fromAddress` and `to` are ASCII addresses whose domain is in Punycode where it needs to be.
/// - `html` and `text` say the same; `headers` are further header fields, ASCII, one line each.
///
/// Every part may name the learner: a letter is never logged.
public record Letter(
    String fromName,
    String fromAddress,
    String to,
    String subject,
    String html,
    String text,
    Map<String, String> headers) {
  public Letter {
    headers = Map.copyOf(headers);
    oneLine("fromName", fromName);
    oneLine("fromAddress", fromAddress);
    oneLine("to", to);
    oneLine("subject", subject);
    headers.forEach((name, value) -> {
      oneLine("a header's name", name);
      oneLine("header " + name, value);
    });
  }

  /// Keeps a header from growing a second line (RFC 5322 2.2): the last guard behind the checks at
  /// the edge, so that no text of a stranger becomes a header field of its own.
  private static void oneLine(String what, String value) {
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(what + " holds a control character");
    }
  }

  /// Names no part: a letter is personal.
  @Override
  public String toString() {
    return "Letter[" + html.length() + " characters of HTML]";
  }
}
