package dev.laurel.runtime;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// A reader of environment variables that collects everything that is missing or malformed before
/// it refuses, so that a deployment is mended in one go. Values are not repeated: some are secret.
///
/// Reading methods answer "" (or the first choice) where they found an error; [#end] then throws.
public final class Env {
  /// Where this code runs.
  public enum Stage {
    LOCAL,
    EMULATOR,
    STAGING,
    PRODUCTION
  }

  private final Map<String, String> variables;
  private final List<String> errors = new ArrayList<>();
  private final TreeSet<String> names = new TreeSet<>();

  private Env(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  public static Env of(Map<String, String> variables) {
    return new Env(variables);
  }

  /// A variable that must be set and not blank.
  public String text(String name) {
    Optional<String> value = find(name);
    if (value.isEmpty()) {
      errors.add(name + " is missing");
    }
    return value.orElse("");
  }

  /// A variable that may be missing.
  public String text(String name, String otherwise) {
    return find(name).orElse(otherwise);
  }

  /// A variable that must match; `expectation` completes "must be ...".
  public String text(String name, Pattern pattern, String expectation) {
    return matching(name, text(name), pattern, expectation);
  }

  /// A variable that may be missing and must match otherwise.
  public String text(String name, String otherwise, Pattern pattern, String expectation) {
    Optional<String> value = find(name);
    return value.isEmpty() ? otherwise : matching(name, value.get(), pattern, expectation);
  }

  /// An http or https URL with a host and without a slash at its end.
  public String url(String name) {
    String value = text(name);
    if (value.isEmpty() || isBaseUrl(value)) {
      return value;
    }
    errors.add(name + " must be an http or https URL without user, query and final slash");
    return "";
  }

  /// `STAGE`: local, emulator, staging or production. In production an endpoint override
  /// (`AWS_ENDPOINT_URL` and its siblings) is an error: it would hand the signing to whoever it
  /// names.
  public Stage stage() {
    String value = text("STAGE");
    Stage stage = Stage.LOCAL;
    switch (value) {
      case "local" -> stage = Stage.LOCAL;
      case "emulator" -> stage = Stage.EMULATOR;
      case "staging" -> stage = Stage.STAGING;
      case "production" -> stage = Stage.PRODUCTION;
      case "" -> {}
      default -> errors.add("STAGE must be one of local, emulator, staging, production");
    }
    if (stage == Stage.PRODUCTION) {
      variables.keySet().stream()
          .filter(name -> name.startsWith("AWS_ENDPOINT_URL"))
          .sorted()
          .forEach(name -> errors.add(name + " must not be set in production"));
    }
    return stage;
  }

  /// Records an error in our own words.
  public void reject(String name, String message) {
    errors.add(name + " " + message);
  }

  /// The names asked for so far; template.yaml sets exactly these.
  public Set<String> names() {
    return new TreeSet<>(names);
  }

  /// Throws [IllegalStateException] that lists every error.
  public void end() {
    if (!errors.isEmpty()) {
      throw new IllegalStateException("settings: " + String.join("; ", errors));
    }
  }

  private Optional<String> find(String name) {
    names.add(name);
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  private String matching(String name, String value, Pattern pattern, String expectation) {
    if (value.isEmpty() || pattern.matcher(value).matches()) {
      return value;
    }
    errors.add(name + " must be " + expectation);
    return "";
  }

  private static boolean isBaseUrl(String value) {
    try {
      URI uri = URI.create(value);
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null
          && !value.endsWith("/");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
