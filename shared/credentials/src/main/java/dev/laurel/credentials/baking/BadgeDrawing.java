package dev.laurel.credentials.baking;

import dev.laurel.credentials.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// The picture of an achievement that brings none, as an SVG of 512 units a side. Colours follow
/// from the issuer's DID, outline and ornament from issuer and name, so that the same achievement
/// always looks the same and two issuers rarely do. White text has a contrast of at least 4.5 to 1
/// on its ground; the initials are legible at 64 pixels, the name from 256.
///
/// Deterministic, and a good image by [Baking]'s rules whatever the texts are.
public final class BadgeDrawing {
  /// WCAG 2.2 1.4.3 demands 4.5; the rest is for poor screens.
  private static final double LEAST_CONTRAST = 5.5;

  private static final int CENTRE = 256;

  private BadgeDrawing() {}

  /// Draws it. `issuer` is the DID; names may be in any script, and empty.
  public static byte[] of(String issuer, String issuerName, String achievementName) {
    byte[] house = Sha256.of(issuer.getBytes(StandardCharsets.UTF_8));
    byte[] look = Sha256.of((issuer + "\n" + achievementName).getBytes(StandardCharsets.UTF_8));
    int hue = at(house, 0) * 360 / 256;
    int other = (hue + 25 + at(house, 1) % 50) % 360;
    String ground = ground(hue, 0.55);
    String rim = ground(other, 0.62);
    String light = hsl(other, 0.70, 0.80);
    String name = BadgeText.printable(achievementName);
    String from = BadgeText.printable(issuerName);
    StringBuilder svg = new StringBuilder(4_000);
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 512 512\" role=\"img\">\n")
        .append("<title>")
        .append(BadgeText.escaped(from.isEmpty() ? name : name + " – " + from))
        .append("</title>\n<defs><linearGradient id=\"g\" x2=\"1\" y2=\"1\"><stop stop-color=\"")
        .append(rim)
        .append("\"/><stop offset=\"1\" stop-color=\"")
        .append(ground)
        .append("\"/></linearGradient></defs>\n");
    outline(svg, at(look, 0) % 4);
    ornament(svg, look, light);
    svg.append("<circle cx=\"256\" cy=\"256\" r=\"196\" fill=\"%s\"/>\n".formatted(ground))
        .append("<circle cx=\"256\" cy=\"256\" r=\"188\" fill=\"none\" stroke=\"")
        .append(light)
        .append("\" stroke-width=\"4\"/>\n");
    words(svg, name, from, light);
    return svg.append("</svg>\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void outline(StringBuilder svg, int kind) {
    switch (kind) {
      case 0 -> svg.append("<circle cx=\"256\" cy=\"256\" r=\"250\" fill=\"url(#g)\"/>\n");
      case 1 -> polygon(svg, 8, 250, 250);
      case 2 -> polygon(svg, 28, 254, 240);
      default -> polygon(svg, 6, 254, 254);
    }
  }

  /// A polygon or, where the radii differ, a star, with rounded corners.
  private static void polygon(StringBuilder svg, int corners, int outer, int inner) {
    int points = outer == inner ? corners : corners * 2;
    svg.append("<polygon fill=\"url(#g)\" stroke=\"url(#g)\" stroke-width=\"12\"")
        .append(" stroke-linejoin=\"round\" points=\"");
    for (int i = 0; i < points; i++) {
      double angle = 2 * Math.PI * i / points - Math.PI / 2;
      double radius = (i % 2 == 0 ? outer : inner) - 6.0;
      svg.append(i == 0 ? "" : " ").append(x(angle, radius)).append(',').append(y(angle, radius));
    }
    svg.append("\"/>\n");
  }

  /// Dots, petals or rays between rim and centre, as many as the achievement's hash says.
  private static void ornament(StringBuilder svg, byte[] look, String light) {
    int kind = at(look, 1) % 3;
    int count = 12 + at(look, 2) % 6 * 4;
    svg.append("<g fill=\"%s\" stroke=\"%s\" stroke-linecap=\"round\">\n".formatted(light, light));
    for (int i = 0; i < count; i++) {
      double angle = 2 * Math.PI * (i + 0.5) / count - Math.PI / 2;
      if (kind == 0) {
        svg.append(
            "<circle cx=\"%s\" cy=\"%s\" r=\"%d\"/>"
                .formatted(x(angle, 208), y(angle, 208), i % 2 == 0 ? 5 : 3));
      } else {
        int length = kind == 1 ? 12 : i % 2 == 0 ? 14 : 6;
        svg.append(
            "<path d=\"M%s %sL%s %s\" stroke-width=\"%d\"/>"
                .formatted(
                    x(angle, 202),
                    y(angle, 202),
                    x(angle, 202.0 + length),
                    y(angle, 202.0 + length),
                    kind == 1 ? 8 : 4));
      }
    }
    svg.append("\n</g>\n");
  }

  private static void words(StringBuilder svg, String name, String from, String light) {
    String initials = BadgeText.initials(name.isEmpty() ? from : name);
    int size = initials.codePointCount(0, initials.length()) > 2 ? 118 : 150;
    svg.append("<g font-family=\"system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif\"")
        .append(" text-anchor=\"middle\" fill=\"#fff\">\n");
    line(svg, 232, size, 700, initials, "");
    List<String> lines = BadgeText.wrapped(name, 30, 310, 3);
    boolean many = lines.size() == 3;
    int fontSize = many ? 26 : 30;
    int y = many ? 286 : lines.size() == 2 ? 300 : 316;
    for (String text : many ? BadgeText.wrapped(name, fontSize, 280, 3) : lines) {
      line(svg, y, fontSize, 600, text, "");
      y += fontSize + 6;
    }
    for (String text : BadgeText.wrapped(from, 20, 235, 1)) {
      line(svg, 398, 20, 400, text, light);
    }
    svg.append("</g>\n");
  }

  private static void line(
      StringBuilder svg, int y, int size, int weight, String text, String colour) {
    svg.append(
        "<text x=\"256\" y=\"%d\" font-size=\"%d\" font-weight=\"%d\"%s>%s</text>\n"
            .formatted(
                y,
                size,
                weight,
                colour.isEmpty() ? "" : " fill=\"" + colour + "\"",
                BadgeText.escaped(text)));
  }

  /// The lightest colour of a hue, up to a third, on which white is legible.
  private static String ground(int hue, double saturation) {
    double lightness = 0.34;
    while (contrastWithWhite(hue, saturation, lightness) < LEAST_CONTRAST) {
      lightness -= 0.01;
    }
    return hsl(hue, saturation, lightness);
  }

  /// WCAG 2.2, contrast ratio and relative luminance.
  static double contrastWithWhite(int hue, double saturation, double lightness) {
    double[] rgb = rgb(hue, saturation, lightness);
    double luminance = 0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2]);
    return 1.05 / (luminance + 0.05);
  }

  private static double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
  }

  private static String hsl(int hue, double saturation, double lightness) {
    double[] rgb = rgb(hue, saturation, lightness);
    return "#%02x%02x%02x"
        .formatted(Math.round(rgb[0] * 255), Math.round(rgb[1] * 255), Math.round(rgb[2] * 255));
  }

  /// CSS Color 4, section 7.1.
  private static double[] rgb(int hue, double saturation, double lightness) {
    double[] rgb = new double[3];
    int[] shift = {0, 8, 4};
    for (int i = 0; i < 3; i++) {
      double k = (shift[i] + hue / 30.0) % 12;
      double a = saturation * Math.min(lightness, 1 - lightness);
      rgb[i] = lightness - a * Math.max(-1, Math.min(Math.min(k - 3, 9 - k), 1));
    }
    return rgb;
  }

  private static int at(byte[] hash, int index) {
    return hash[index] & 0xff;
  }

  private static String x(double angle, double radius) {
    return String.format(Locale.ROOT, "%.1f", CENTRE + radius * Math.cos(angle));
  }

  private static String y(double angle, double radius) {
    return String.format(Locale.ROOT, "%.1f", CENTRE + radius * Math.sin(angle));
  }
}
