package dev.laurel.functions.verification;

import dev.laurel.runtime.Request;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Chooses the form of an answer from `Accept` (RFC 9110 12.5.1).
final class MediaType {
  static final String HTML = "text/html";

  /// OB 3.0 Web Resource: what a credential is when nobody asks for anything else.
  static final String CREDENTIAL = "application/vc+ld+json";

  /// The names under which the same JSON is answered.
  static final List<String> JSON =
      List.of(CREDENTIAL, "application/vc", "application/ld+json", "application/json");

  /// Ranges looked at: a browser sends about eight.
  private static final int MOST_RANGES = 32;

  private MediaType() {}

  /// The name of the JSON that the client prefers; the first where it has no preference.
  static String json(Request request) {
    return best(request, JSON).orElse(CREDENTIAL);
  }

  /// Whether the client prefers a page to JSON: only where it names HTML, as browsers do.
  static boolean wantsPage(Request request) {
    double page = named(request, HTML);
    return page > 0 && JSON.stream().allMatch(type -> named(request, type) <= page);
  }

  /// The form of a credential that the client prefers: a page only where it names HTML, as browsers
  /// do, and JSON where it has no preference.
  static CredentialForm form(Request request) {
    CredentialForm best = wantsPage(request) ? CredentialForm.PAGE : CredentialForm.JSON;
    double most = quality(request, best);
    for (CredentialForm form : CredentialForm.values()) {
      double quality = quality(request, form);
      if (quality > most) {
        most = quality;
        best = form;
      }
    }
    return best;
  }

  private static double quality(Request request, CredentialForm form) {
    return form.mediaTypes().stream().mapToDouble(type -> named(request, type)).max().orElse(0);
  }

  /// The name of a form that the client prefers, or the one given where it has no preference.
  static String of(Request request, CredentialForm form, String otherwise) {
    return best(request, form.mediaTypes()).orElse(otherwise);
  }

  /// The media type of the body, without parameters, in lower case; "" where there is none.
  static String ofBody(Request request) {
    return request
        .header("content-type")
        .orElse("")
        .split(";", 2)[0]
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  private static Optional<String> best(Request request, List<String> types) {
    Optional<String> best = Optional.empty();
    double most = 0;
    for (String type : types) {
      double quality = named(request, type);
      if (quality > most) {
        most = quality;
        best = Optional.of(type);
      }
    }
    return best;
  }

  /// The quality of a type that is named in full; wildcards prefer nothing.
  private static double named(Request request, String type) {
    String[] ranges = request.header("accept").orElse("").split(",", MOST_RANGES);
    double quality = 0;
    for (String range : ranges) {
      String[] parts = range.split(";", -1);
      if (parts[0].strip().toLowerCase(Locale.ROOT).equals(type)) {
        quality = Math.max(quality, quality(parts));
      }
    }
    return quality;
  }

  private static double quality(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String part = parts[i].strip().toLowerCase(Locale.ROOT);
      if (part.startsWith("q=")) {
        return part.matches("q=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)")
            ? Double.parseDouble(part.substring(2))
            : 0;
      }
    }
    return 1;
  }
}
