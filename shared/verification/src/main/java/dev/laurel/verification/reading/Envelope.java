package dev.laurel.verification.reading;

import dev.laurel.verification.Check;
import dev.laurel.verification.CheckType;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// An EnvelopedVerifiableCredential or EnvelopedVerifiablePresentation (VCDM 2.0, 4.12 and 4.13.3):
/// JSON whose id is a data URL with the secured form. Only what lies in the URL is looked at, so
/// nothing else may stand beside it: a reader could take it for signed.
final class Envelope {
  static final String FORM = "enveloped";

  private static final String CONTEXT = "https://www.w3.org/ns/credentials/v2";
  private static final String SCHEME = "data:";

  private static final List<String> TYPES =
      List.of("EnvelopedVerifiableCredential", "EnvelopedVerifiablePresentation");

  private static final Set<String> MEMBERS = Set.of("@context", "id", "type");

  private static final Set<String> MEDIA_TYPES =
      Set.of(
          "application/vc+jwt",
          "application/vp+jwt",
          "application/jwt",
          "application/vc+ld+json+jwt",
          "application/vc+sd-jwt",
          "application/dc+sd-jwt",
          "application/vp+sd-jwt");

  private Envelope() {}

  static boolean isOne(JsonNode document) {
    return TYPES.stream().anyMatch(type -> Jose.hasType(document, type));
  }

  static Reading read(JsonNode document) {
    JsonNode contexts = document.path("@context");
    String first = (contexts.isArray() ? contexts.path(0) : contexts).asString("");
    String url = document.path("id").asString("");
    int comma = url.indexOf(',');
    if (!first.equals(CONTEXT) || !url.startsWith(SCHEME) || comma < 0) {
      return refused("The envelope has no @context of VC 2.0, or its id is no data URL.");
    }
    JsonNode types = document.path("type");
    if (!MEMBERS.containsAll(document.propertyNames()) || (types.isArray() && types.size() > 1)) {
      return refused(
          "The envelope may have @context, id and one type alone; the rest is not signed.");
    }
    String mediaType = url.substring(SCHEME.length(), comma).split(";", -1)[0];
    if (!MEDIA_TYPES.contains(mediaType) || url.substring(0, comma).contains(";base64")) {
      return new Reading.Unread(
          FORM,
          Check.unknown(
              Check.PARSED,
              CheckType.UNSUPPORTED_FORMAT,
              "The envelope holds a form that is not known here."));
    }
    return Jose.read(url.substring(comma + 1)).within(FORM);
  }

  private static Reading refused(String detail) {
    return new Reading.Unread(
        FORM, Check.failed(Check.PARSED, CheckType.MALFORMED_VALUE_ERROR, detail));
  }
}
