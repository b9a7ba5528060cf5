package dev.laurel.credentials.baking;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an SVG may hold: shapes, text, gradients and pictures that it brings itself. No script, no
/// event, no foreign markup, nothing that is fetched, and no copy of its own parts (nested copies
/// multiply without end).
final class SvgRules {
  private static final Set<String> REFUSED_ELEMENTS =
      Set.of(
          "script",
          "foreignobject",
          "use",
          "iframe",
          "object",
          "embed",
          "handler",
          "listener",
          "link",
          "meta",
          "base",
          "audio",
          "video",
          "source",
          "form",
          "discard",
          "animation",
          "prefetch",
          "mpath");

  /// Namespaces whose elements act by themselves in a browser.
  private static final Set<String> REFUSED_NAMESPACES =
      Set.of(
          "http://www.w3.org/1999/xhtml",
          "http://www.w3.org/1998/math/mathml",
          "http://www.w3.org/2001/xml-events",
          "http://www.w3.org/2001/xinclude",
          "http://www.w3.org/1999/xsl/transform");

  private static final Set<String> ADDRESSES =
      Set.of("href", "src", "base", "action", "formaction", "data", "ping", "srcset");

  /// A picture within the picture: bytes, never markup.
  private static final Pattern OWN_PICTURE =
      Pattern.compile("data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\\s]*+");

  private static final Pattern URL =
      Pattern.compile("url\\s*+\\(\\s*+['\"]?+\\s*+(.?)", Pattern.CASE_INSENSITIVE);

  private static final Pattern REFUSED_CSS =
      Pattern.compile(
          "@import|@namespace|@charset|\\\\|image-set|image\\s*\\(|src\\s*\\(|expression\\s*\\("
              + "|-moz-binding|behavior|javascript:",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern REFERENCE =
      Pattern.compile("&(lt|gt|amp|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});");

  private SvgRules() {}

  static boolean isStyle(String local) {
    return local.equalsIgnoreCase("style");
  }

  /// XML 1.0 2.2: the characters that XML has.
  static void demandCharacters(String text) {
    if (!text.chars().allMatch(SvgRules::isCharacter)) {
      throw new ImageRefused("The SVG holds a character that XML has not.");
    }
  }

  private static boolean isCharacter(int c) {
    return c >= ' ' ? c < 0xfffe : c == '\t' || c == '\n' || c == '\r';
  }

  static void demandElement(String local, String namespace, Map<String, String> attributes) {
    String name = local.toLowerCase(Locale.ROOT);
    if (REFUSED_ELEMENTS.contains(name)) {
      throw new ImageRefused("The SVG has an element <" + name + ">.");
    }
    if (REFUSED_NAMESPACES.contains(namespace.toLowerCase(Locale.ROOT))) {
      throw new ImageRefused("The SVG has an element that is not of SVG.");
    }
    attributes.forEach((attribute, value) -> demandAttribute(name, attribute, value));
  }

  private static void demandAttribute(String element, String attribute, String value) {
    if (attribute.equals("xmlns") || attribute.startsWith("xmlns:")) {
      return;
    }
    String name = attribute.substring(attribute.indexOf(':') + 1).toLowerCase(Locale.ROOT);
    if (name.startsWith("on")) {
      throw new ImageRefused("The SVG has an event attribute.");
    }
    if (ADDRESSES.contains(name) && !isInside(element, value.strip())) {
      throw new ImageRefused("The SVG refers to something outside of it.");
    }
    if (name.equals("attributename") && animates(value.strip().toLowerCase(Locale.ROOT))) {
      throw new ImageRefused("The SVG animates an address or an event.");
    }
    if (name.equals("style")) {
      demandCss(value);
    }
    demandUrls(value);
  }

  private static boolean animates(String target) {
    String local = target.substring(target.indexOf(':') + 1);
    return ADDRESSES.contains(local) || local.startsWith("on") || local.equals("style");
  }

  private static boolean isInside(String element, String value) {
    return value.startsWith("#")
        || (Set.of("image", "feimage").contains(element) && OWN_PICTURE.matcher(value).matches());
  }

  /// CSS of a style element or attribute.
  static void demandCss(String css) {
    if (REFUSED_CSS.matcher(css).find()) {
      throw new ImageRefused("The style of the SVG imports something or is written to hide it.");
    }
    demandUrls(css);
  }

  private static void demandUrls(String value) {
    Matcher url = URL.matcher(value);
    while (url.find()) {
      if (!url.group(1).equals("#")) {
        throw new ImageRefused("The SVG refers to something outside of it.");
      }
    }
  }

  /// Text with its references resolved: the five names and numbers, nothing else.
  static String decoded(String raw) {
    if (raw.indexOf('&') < 0) {
      return raw;
    }
    StringBuilder text = new StringBuilder(raw.length());
    Matcher reference = REFERENCE.matcher(raw);
    int from = 0;
    for (int at = raw.indexOf('&'); at >= 0; at = raw.indexOf('&', from)) {
      if (!reference.region(at, raw.length()).lookingAt()) {
        throw new ImageRefused("The SVG has an entity.");
      }
      text.append(raw, from, at).appendCodePoint(codePoint(reference.group(1)));
      from = reference.end();
    }
    return text.append(raw, from, raw.length()).toString();
  }

  private static int codePoint(String name) {
    int code =
        switch (name) {
          case "lt" -> '<';
          case "gt" -> '>';
          case "amp" -> '&';
          case "quot" -> '"';
          case "apos" -> '\'';
          default ->
              name.startsWith("#x")
                  ? Integer.parseInt(name.substring(2), 16)
                  : Integer.parseInt(name.substring(1));
        };
    if (!isCharacter(code) && (code < 0x10000 || code > 0x10ffff)) {
      throw new ImageRefused("The SVG holds a character that XML has not.");
    }
    if (code >= 0xd800 && code <= 0xdfff) {
      throw new ImageRefused("The SVG holds a character that XML has not.");
    }
    return code;
  }
}
