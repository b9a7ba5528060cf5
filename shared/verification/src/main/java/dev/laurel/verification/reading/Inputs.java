package dev.laurel.verification.reading;

import dev.laurel.credentials.baking.Baking;
import dev.laurel.credentials.baking.ImageForm;
import dev.laurel.credentials.baking.Unbaked;
import dev.laurel.json.Json;
import dev.laurel.json.JsonRefused;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckType;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The way from bytes to a [Reading]. Linear in their number.
public final class Inputs {
  /// Largest document: a credential has about 5 kB, a full status list about 25 kB.
  public static final int MAX_DOCUMENT_BYTES = 1024 * 1024;

  /// Most values in a document: as many as are brought into canonical form, and eight proofs. What
  /// holds more is not walked by any check.
  public static final int MAX_VALUES = 10_100;

  private static final String JSON = "json";

  private Inputs() {}

  /// What these bytes are.
  public static Reading read(byte[] input) {
    Optional<ImageForm> image = Baking.form(input);
    return image.isPresent() ? image(input, image.get()) : unwrapped(input);
  }

  /// What this JSON is.
  public static Reading read(JsonNode root) {
    if (!root.isObject()) {
      return unread(JSON, CheckType.PARSING_ERROR, "A credential is a JSON object.");
    }
    if (valuesIn(root, 0) > MAX_VALUES) {
      return tooMany(JSON);
    }
    if (Envelope.isOne(root)) {
      return Envelope.read(root);
    }
    return OlderBadges.isOne(root)
        ? OlderBadges.hosted(JSON, root)
        : Reading.Document.open(root.asObject());
  }

  private static Reading image(byte[] input, ImageForm image) {
    String form = image.name().toLowerCase(Locale.ROOT);
    if (input.length > Baking.MAX_IMAGE_BYTES) {
      return unread(
          form, CheckType.LIMIT, "The image is larger than " + Baking.MAX_IMAGE_BYTES + " bytes.");
    }
    return switch (Baking.unbake(input)) {
      case Unbaked.Found(String text) ->
          unwrapped(text.getBytes(StandardCharsets.UTF_8)).within(form);
      case Unbaked.OpenBadges2(String _) -> OlderBadges.baked(form);
      case Unbaked.Refused(String why) ->
          unread(form, CheckType.PARSING_ERROR, "The image is refused: " + why);
      case Unbaked.None() ->
          unread(form, CheckType.PARSING_ERROR, "The image holds no credential.");
    };
  }

  private static Reading unwrapped(byte[] input) {
    if (input.length > MAX_DOCUMENT_BYTES) {
      return unread(
          JSON, CheckType.LIMIT, "The document is larger than " + MAX_DOCUMENT_BYTES + " bytes.");
    }
    String text = new String(input, StandardCharsets.ISO_8859_1).strip();
    if (Jose.looksLikeOne(text)) {
      return Jose.read(text);
    }
    try {
      return read(Json.parse(input));
    } catch (JsonRefused e) {
      return unread(JSON, CheckType.PARSING_ERROR, "The document is refused: " + e.getMessage());
    }
  }

  /// The same document, unless it is too large to be walked.
  static Reading bounded(Reading.Document document) {
    return valuesIn(document.root(), 0) > MAX_VALUES ? tooMany(document.form()) : document;
  }

  /// How many values there are with those counted before; stops where it is too many.
  private static int valuesIn(JsonNode node, int before) {
    int count = before;
    for (JsonNode value : node.values()) {
      count = valuesIn(value, count + 1);
      if (count > MAX_VALUES) {
        return count;
      }
    }
    return count;
  }

  private static Reading tooMany(String form) {
    return unread(form, CheckType.LIMIT, "The document holds more than " + MAX_VALUES + " values.");
  }

  private static Reading unread(String form, CheckType type, String detail) {
    return new Reading.Unread(form, Check.failed(Check.PARSED, type, detail));
  }
}
