package dev.laurel.credentials.baking;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Credentials in SVG images: one `<openbadges:credential>` directly after the start tag of
/// `<svg>`, the JSON as CDATA or the compact JWS as the attribute `verify` (OB 3.0 Baking, SVG).
/// Text is spliced in; nothing is written anew.
final class Svg {
  static final String NAMESPACE = "https://purl.imsglobal.org/ob/v3p0";

  /// Of Open Badges 2.0 and 1.0, whose element is `assertion`.
  static final String NAMESPACE_OF_2 = "http://openbadges.org";

  static final String PREFIX = "openbadges";

  private Svg() {}

  /// One element that holds a credential, from its `<` to behind its end tag.
  record Held(int start, int end, boolean older, boolean top, String verify, String text) {}

  /// What a good image was found to be: where the name of the root ends, where its start tag ends,
  /// whether it is an empty tag, and what the prefix `openbadges` stands for in it ("" for
  /// nothing).
  record Reading(int nameEnd, int tagEnd, boolean emptyTag, String prefixed, List<Held> held) {
    Reading {
      held = List.copyOf(held);
    }
  }

  /// Whether the bytes begin like XML. JSON and JWS never do.
  static boolean begins(byte[] bytes) {
    int at = bytes.length > 2 && (bytes[0] & 0xff) == 0xef ? 3 : 0;
    while (at < bytes.length && (bytes[at] == ' ' || (bytes[at] >= '\t' && bytes[at] <= '\r'))) {
      at++;
    }
    return at < bytes.length && bytes[at] == '<';
  }

  static Unbaked unbake(byte[] bytes) {
    List<Held> held = held(SvgScan.read(text(bytes)));
    Optional<Held> newer = held.stream().filter(one -> !one.older()).findFirst();
    if (newer.isPresent()) {
      if (!newer.get().top()) {
        throw new ImageRefused("The credential in the SVG does not stand directly within <svg>.");
      }
      return new Unbaked.Found(content(newer.get()));
    }
    return held.isEmpty() ? new Unbaked.None() : new Unbaked.OpenBadges2(content(held.getFirst()));
  }

  static byte[] bake(byte[] bytes, String credential) {
    String svg = text(bytes);
    Reading reading = SvgScan.read(svg);
    List<Held> held = held(reading);
    if (reading.emptyTag()) {
      throw new ImageRefused("The SVG shows nothing.");
    }
    String prefixed = reading.prefixed();
    if (!prefixed.isEmpty() && !prefixed.equals(NAMESPACE)) {
      throw new ImageRefused("The prefix openbadges stands for something else in the SVG.");
    }
    StringBuilder baked = new StringBuilder(svg.length() + credential.length() + 200);
    baked.append(svg, 0, reading.nameEnd());
    if (prefixed.isEmpty()) {
      baked.append(" xmlns:openbadges=\"").append(NAMESPACE).append('"');
    }
    baked.append(svg, reading.nameEnd(), reading.tagEnd()).append(element(credential));
    int from = reading.tagEnd();
    for (Held one : held) {
      if (!one.older()) {
        baked.append(svg, from, one.start());
        from = one.end();
      }
    }
    return baked.append(svg, from, svg.length()).toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String element(String credential) {
    if (Baking.isCompactJws(credential)) {
      return "<openbadges:credential verify=\"" + credential + "\"/>";
    }
    StringBuilder json = new StringBuilder(credential.length());
    for (int i = 0; i < credential.length(); i++) {
      char c = credential.charAt(i);
      if (c == '\ufffe' || c == '\uffff') {
        json.append(c == '\ufffe' ? "\\ufffe" : "\\uffff"); // no characters of XML (XML 1.0 2.2)
      } else if (c == '>' && i >= 2 && credential.startsWith("]]", i - 2)) {
        json.append("\\u003e"); // only within a JSON string can this stand
      } else {
        json.append(c);
      }
    }
    return "<openbadges:credential><![CDATA[" + json + "]]></openbadges:credential>";
  }

  private static List<Held> held(Reading reading) {
    List<Held> held = reading.held();
    if (held.stream().map(Held::older).distinct().count() != held.size()) {
      throw new ImageRefused("The SVG holds two credentials.");
    }
    return held;
  }

  private static String content(Held held) {
    String text = held.text().strip();
    if (!held.older() && !held.verify().isEmpty() && !text.isEmpty()) {
      throw new ImageRefused("The SVG holds two credentials.");
    }
    String content = held.verify().isEmpty() ? text : held.verify();
    if (content.isEmpty()) {
      throw new ImageRefused("The element of the SVG for the credential is empty.");
    }
    Baking.demandCredentialSize(content.getBytes(StandardCharsets.UTF_8).length);
    return content;
  }

  private static String text(byte[] bytes) {
    return Baking.utf8(bytes, 0, bytes.length, "The SVG");
  }
}
