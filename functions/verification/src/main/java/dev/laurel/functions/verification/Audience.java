package dev.laurel.functions.verification;

import dev.laurel.json.Json;
import dev.laurel.runtime.FieldError;
import tools.jackson.databind.JsonNode;

/// For whom a holder should show something, out of the member `options` of a request (VC-API 3.4).
/// Its other members change nothing of what is checked.
final class Audience {
  /// Longest domain or challenge that is compared.
  private static final int MAX_OPTION = 2_000;

  private Audience() {}

  /// A text of the options; "" where it is absent, which compares with nothing. Throws the problem
  /// of options that are no object, or of another value.
  static String option(JsonNode options, String name) {
    if (!options.isMissingNode() && !options.isNull() && !options.isObject()) {
      throw CredentialBody.invalid(new FieldError("/options", "must be a JSON object"));
    }
    JsonNode value = options.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isString()
        || value.stringValue().isEmpty()
        || value.stringValue().length() > MAX_OPTION) {
      throw CredentialBody.invalid(
          new FieldError(
              "/options" + Json.step(name), "must be text of up to " + MAX_OPTION + " characters"));
    }
    return value.stringValue();
  }
}
