package dev.laurel.functions.submission.holder;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/// A writer of HTML that escapes every text and attribute value, so that nothing of a stranger can
/// become markup. Tag and attribute names are literals of ours.
final class Html {
  private static final Map<Character, String> ESCAPES =
      Map.of('&', "&amp;", '<', "&lt;", '>', "&gt;", '"', "&quot;", '\'', "&#39;");

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /// Opens an element; `attributes` are names and values in turn.
  Html open(String tag, String... attributes) {
    tag(tag, attributes);
    open.push(tag);
    return this;
  }

  /// Closes the element opened last.
  Html close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /// An element without content and end tag.
  Html empty(String tag, String... attributes) {
    tag(tag, attributes);
    return this;
  }

  Html text(String text) {
    escape(text);
    return this;
  }

  /// An element that holds only text.
  Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /// An element that holds only text of a person, whose direction the text itself tells.
  Html theirs(String tag, String text) {
    return element(tag, text, "dir", "auto");
  }

  /// Our own style sheet, unescaped.
  Html style(String css) {
    out.append("<style>").append(css).append("</style>");
    return this;
  }

  /// The page. Throws where an element is still open: a bug.
  String page() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("an element was not closed");
    }
    return "<!doctype html>\n" + out + "\n";
  }

  private void tag(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      out.append('"');
    }
    out.append('>');
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      String escaped = ESCAPES.get(c);
      if (escaped == null) {
        out.append(c);
      } else {
        out.append(escaped);
      }
    }
  }
}
