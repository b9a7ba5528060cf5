package dev.laurel.issuers;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What an API key may do.
public enum Scope {
  /// Achievements and keys.
  ADMIN,
  /// Submissions and mails to learners.
  SUBMIT,
  /// Grading; the key names its assessor.
  GRADE,
  /// Revocation.
  REVOKE,
  /// Reading everything of the issuer.
  READ;

  /// The word in JSON and in the route table.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The scope in text from outside.
  public static Optional<Scope> parse(String text) {
    return Arrays.stream(values()).filter(scope -> scope.text().equals(text)).findFirst();
  }

  /// All scopes by their words, in order.
  public static Map<String, Scope> byText() {
    Map<String, Scope> all = new LinkedHashMap<>();
    for (Scope scope : values()) {
      all.put(scope.text(), scope);
    }
    return all;
  }
}
