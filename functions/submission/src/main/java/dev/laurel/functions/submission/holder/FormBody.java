package dev.laurel.functions.submission.holder;

import dev.laurel.runtime.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// The fields of a small HTML form (`application/x-www-form-urlencoded`); a body that is none has
/// no fields.
final class FormBody {
  /// Our forms send two short fields.
  private static final int MAX_BYTES = 1_000;

  private final Map<String, String> fields = new HashMap<>();

  private FormBody() {}

  static FormBody of(Request request) {
    FormBody form = new FormBody();
    byte[] body = request.body();
    String type = request.header("content-type").orElse("");
    if (!type.startsWith("application/x-www-form-urlencoded") || body.length > MAX_BYTES) {
      return form;
    }
    for (String pair : new String(body, StandardCharsets.US_ASCII).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.fields.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
      }
    }
    return form;
  }

  /// The field's value; "" where there is none.
  String value(String name) {
    return fields.getOrDefault(name, "");
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
