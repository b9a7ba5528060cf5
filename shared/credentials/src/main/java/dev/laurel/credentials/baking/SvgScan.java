package dev.laurel.credentials.baking;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// One pass over the text of an SVG: well-formed XML without a DOCTYPE, of which [SvgRules] allows
/// every element and attribute. Stricter than XML 1.0: no entity but the five, no processing
/// instruction, ASCII names. So no reader can find an element in it that this one has not seen.
final class SvgScan {
  private static final String SVG = "http://www.w3.org/2000/svg";

  /// Deepest nesting: drawing programs reach about twenty.
  private static final int MAX_DEPTH = 200;

  /// Most attributes of an element: drawing programs write about forty.
  private static final int MAX_ATTRIBUTES = 200;

  /// Most elements: the richest drawings have some ten thousand, and each costs a microsecond.
  private static final int MAX_ELEMENTS = 100_000;

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*+(:[A-Za-z_][A-Za-z0-9_.-]*+)?");

  private final String text;
  private int at;
  private int elements;
  private final Deque<Open> open = new ArrayDeque<>();
  private final List<Svg.Held> held = new ArrayList<>();
  private int nameEnd;
  private int tagEnd;
  private boolean emptyTag;
  private String prefixed = "";

  private SvgScan(String text) {
    this.text = text;
  }

  /// An element that has not ended; `inner` collects its text where that matters.
  private record Open(
      String name, int start, Map<String, String> prefixes, String verify, StringBuilder inner) {
    String local() {
      return name.substring(name.indexOf(':') + 1);
    }

    String namespace() {
      int colon = name.indexOf(':');
      return prefixes.getOrDefault(colon < 0 ? "" : name.substring(0, colon), "");
    }

    boolean holds() {
      return (namespace().equals(Svg.NAMESPACE) && local().equals("credential"))
          || (namespace().equals(Svg.NAMESPACE_OF_2) && local().equals("assertion"));
    }
  }

  /// Reads the image. Throws [ImageRefused] for anything but a good one.
  static Svg.Reading read(String text) {
    return new SvgScan(text).read();
  }

  private Svg.Reading read() {
    SvgRules.demandCharacters(text);
    if (text.startsWith("\ufeff")) {
      at++;
    }
    declaration();
    boolean rooted = false;
    while (at < text.length()) {
      if (text.startsWith("<!--", at)) {
        comment();
      } else if (!open.isEmpty() && text.startsWith("<![CDATA[", at)) {
        int end = find("]]>", at);
        inner(text.substring(at + 9, end));
        at = end + 3;
      } else if (text.startsWith("<!", at) || text.startsWith("<?", at)) {
        throw new ImageRefused("The SVG has a DOCTYPE, an entity or an instruction.");
      } else if (text.startsWith("</", at)) {
        endTag();
      } else if (text.charAt(at) == '<') {
        if (open.isEmpty() && rooted) {
          throw new ImageRefused("The SVG has two roots.");
        }
        rooted = true;
        startTag();
      } else {
        characters();
      }
    }
    if (!rooted || !open.isEmpty()) {
      throw new ImageRefused("The SVG is cut short.");
    }
    return new Svg.Reading(nameEnd, tagEnd, emptyTag, prefixed, held);
  }

  /// XML 1.0 2.8: only in front of everything. Anything but UTF-8 would be read as something else.
  private void declaration() {
    if (text.startsWith("<?xml", at)) {
      int end = find("?>", at);
      String declaration = text.substring(at, end);
      if (!declaration.matches(
          "<\\?xml\\s+version\\s*=\\s*[\"']1\\.0[\"']"
              + "(\\s+encoding\\s*=\\s*[\"'](?i:utf-8)[\"'])?"
              + "(\\s+standalone\\s*=\\s*[\"'](yes|no)[\"'])?\\s*")) {
        throw new ImageRefused("The SVG is not XML 1.0 in UTF-8.");
      }
      at = end + 2;
    }
  }

  private void comment() {
    int end = find("--", at + 4);
    if (!text.startsWith("-->", end)) {
      throw malformed();
    }
    at = end + 3;
  }

  private void characters() {
    int end = text.indexOf('<', at);
    end = end < 0 ? text.length() : end;
    String raw = text.substring(at, end);
    if (open.isEmpty() ? !raw.isBlank() : raw.contains("]]>")) {
      throw malformed();
    }
    if (!open.isEmpty()) {
      inner(SvgRules.decoded(raw));
    }
    at = end;
  }

  private void inner(String more) {
    Open element = open.getFirst();
    if (element.holds() || SvgRules.isStyle(element.local())) {
      element.inner().append(more);
    }
  }

  private void startTag() {
    int start = at++;
    String name = name();
    int afterName = at;
    Map<String, String> attributes = attributes();
    boolean empty = text.startsWith("/>", at);
    if (!empty && (at >= text.length() || text.charAt(at) != '>')) {
      throw malformed();
    }
    at += empty ? 2 : 1;
    Open element =
        new Open(
            name,
            start,
            prefixes(attributes),
            attributes.getOrDefault("verify", ""),
            new StringBuilder());
    demandKnownPrefix(element);
    SvgRules.demandElement(element.local(), element.namespace(), attributes);
    if (open.isEmpty()) {
      root(element, afterName, empty);
    } else if (open.getFirst().holds()) {
      throw new ImageRefused("The credential in the SVG holds an element.");
    }
    if (++elements > MAX_ELEMENTS) {
      throw new ImageRefused("The SVG has more than " + MAX_ELEMENTS + " elements.");
    }
    open.push(element);
    if (open.size() > MAX_DEPTH) {
      throw new ImageRefused("The SVG is nested more than " + MAX_DEPTH + " deep.");
    }
    if (empty) {
      close();
    }
  }

  private void root(Open element, int afterName, boolean empty) {
    if (!element.local().equals("svg") || !element.namespace().equals(SVG)) {
      throw new ImageRefused("The root of the image is no <svg>.");
    }
    nameEnd = afterName;
    tagEnd = at;
    emptyTag = empty;
    prefixed = element.prefixes().getOrDefault(Svg.PREFIX, "");
  }

  private void endTag() {
    at += 2;
    String name = name();
    spaces();
    if (open.isEmpty()
        || !open.getFirst().name().equals(name)
        || at >= text.length()
        || text.charAt(at++) != '>') {
      throw malformed();
    }
    close();
  }

  private void close() {
    Open element = open.pop();
    String inner = element.inner().toString();
    if (element.holds()) {
      held.add(
          new Svg.Held(
              element.start(),
              at,
              element.namespace().equals(Svg.NAMESPACE_OF_2),
              open.size() == 1,
              element.verify(),
              inner));
    } else if (SvgRules.isStyle(element.local())) {
      SvgRules.demandCss(inner);
    }
  }

  private Map<String, String> attributes() {
    Map<String, String> attributes = new HashMap<>();
    while (true) {
      int before = at;
      spaces();
      if (at >= text.length() || text.charAt(at) == '>' || text.charAt(at) == '/') {
        return attributes;
      }
      if (at == before) {
        throw malformed();
      }
      String name = name();
      spaces();
      if (at >= text.length() || text.charAt(at++) != '=') {
        throw malformed();
      }
      spaces();
      if (at >= text.length() || (text.charAt(at) != '"' && text.charAt(at) != '\'')) {
        throw malformed();
      }
      int end = find(text.substring(at, at + 1), at + 1);
      String raw = text.substring(at + 1, end);
      at = end + 1;
      if (raw.indexOf('<') >= 0 || attributes.put(name, SvgRules.decoded(raw)) != null) {
        throw malformed();
      }
      if (attributes.size() > MAX_ATTRIBUTES) {
        throw new ImageRefused("An element of the SVG has too many attributes.");
      }
    }
  }

  /// The prefixes in force within an element; "" for the default namespace.
  private Map<String, String> prefixes(Map<String, String> attributes) {
    Map<String, String> outer = open.isEmpty() ? Map.of() : open.getFirst().prefixes();
    if (attributes.keySet().stream().noneMatch(SvgScan::declares)) {
      return outer;
    }
    Map<String, String> prefixes = new HashMap<>(outer);
    attributes.forEach((name, value) -> {
      if (declares(name)) {
        prefixes.put(name.equals("xmlns") ? "" : name.substring(6), value);
      }
    });
    if (prefixes.size() > MAX_ATTRIBUTES) {
      throw new ImageRefused("An element of the SVG has too many attributes.");
    }
    return prefixes;
  }

  private static boolean declares(String name) {
    return name.equals("xmlns") || name.startsWith("xmlns:");
  }

  private static void demandKnownPrefix(Open element) {
    if (element.name().indexOf(':') >= 0 && element.namespace().isEmpty()) {
      throw new ImageRefused("A prefix of the SVG stands for nothing.");
    }
  }

  private String name() {
    int start = at;
    while (at < text.length() && isNameChar(text.charAt(at))) {
      at++;
    }
    String name = text.substring(start, at);
    if (!NAME.matcher(name).matches()) {
      throw malformed();
    }
    return name;
  }

  private static boolean isNameChar(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == ':'
        || c == '_'
        || c == '-'
        || c == '.';
  }

  private void spaces() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private int find(String what, int from) {
    int end = text.indexOf(what, from);
    if (end < 0) {
      throw new ImageRefused("The SVG is cut short.");
    }
    return end;
  }

  private ImageRefused malformed() {
    return new ImageRefused("The SVG is no well-formed XML at character " + at + ".");
  }
}
