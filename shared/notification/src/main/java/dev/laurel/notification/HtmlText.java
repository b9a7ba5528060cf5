package dev.laurel.notification;

/// Text on its way into HTML, between tags or inside a quoted attribute.
final class HtmlText {
  private HtmlText() {}

  /// The text with the five characters replaced that could end a text or an attribute's value;
  /// every other character stays as it is.
  static String escape(String text) {
    StringBuilder html = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> html.append("&amp;");
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '"' -> html.append("&quot;");
        case '\'' -> html.append("&#39;");
        default -> html.append(c);
      }
    }
    return html.toString();
  }
}
