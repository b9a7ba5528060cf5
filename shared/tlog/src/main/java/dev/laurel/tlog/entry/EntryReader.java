package dev.laurel.tlog.entry;

import dev.laurel.credentials.MultibaseText;
import dev.laurel.json.Json;
import dev.laurel.json.JsonRefused;
import dev.laurel.tlog.EntryBundle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/// Reads entries. Members are picked by name; that nothing else was there, and everything was
/// written canonically, follows from writing the entry again and comparing.
final class EntryReader {
  private EntryReader() {}

  static Optional<LogEntry> read(byte[] bytes) {
    return parse(bytes, true).filter(entry -> Arrays.equals(entry.bytes(), bytes));
  }

  /// A key entry from its JSON without `auth`.
  static Optional<LogEntry> readStatement(byte[] json) {
    return parse(json, false)
        .filter(entry ->
            switch (entry) {
              case KeyAdd add -> endsWith(add.statement(), json);
              case KeyRetire retire -> endsWith(retire.statement(), json);
              case Issue _, Abandon _, StatusList _ -> false;
            });
  }

  private static boolean endsWith(byte[] statement, byte[] json) {
    return Arrays.equals(statement, KeyText.LABEL.length, statement.length, json, 0, json.length);
  }

  private static Optional<LogEntry> parse(byte[] bytes, boolean signed) {
    if (bytes.length > EntryBundle.MAX_ENTRY) {
      return Optional.empty();
    }
    try {
      return Optional.of(entry(Json.parse(bytes), signed));
    } catch (JsonRefused | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static LogEntry entry(JsonNode node, boolean signed) {
    if (number(node, "v") != Shape.VERSION) {
      throw new IllegalArgumentException("another version");
    }
    Instant at = Instant.ofEpochSecond(number(node, "at"));
    return switch (text(node, "t")) {
      case Issue.TYPE -> new Issue(texts(node, "keys"), base64(node, "commit"), at);
      case Abandon.TYPE -> new Abandon(texts(node, "keys"), base64(node, "commit"), at);
      case StatusList.TYPE ->
          new StatusList(
              texts(node, "keys"),
              text(node, "list"),
              number(node, "n"),
              base64(node, "digest"),
              at);
      case KeyAdd.TYPE ->
          new KeyAdd(
              text(node, "did"),
              text(node, "method"),
              text(node, "publicKeyMultibase"),
              node.has("suites") ? texts(node, "suites") : List.of(),
              signed ? auth(node) : List.of(),
              at);
      case KeyRetire.TYPE ->
          new KeyRetire(
              text(node, "did"),
              text(node, "method"),
              text(node, "publicKeyMultibase"),
              node.has("below") ? OptionalLong.of(number(node, "below")) : OptionalLong.empty(),
              node.has("reason") ? text(node, "reason") : "",
              signed ? auth(node) : List.of(),
              at);
      default -> throw new IllegalArgumentException("another type");
    };
  }

  private static List<Auth> auth(JsonNode node) {
    List<Auth> auth = new ArrayList<>();
    for (JsonNode one : list(node, "auth")) {
      auth.add(new Auth(text(one, "method"), base64(one, "signature")));
    }
    return auth;
  }

  private static List<String> texts(JsonNode node, String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode one : list(node, name)) {
      if (!one.isString()) {
        throw new IllegalArgumentException(name + " is not a list of texts");
      }
      texts.add(one.stringValue());
    }
    return texts;
  }

  private static JsonNode list(JsonNode node, String name) {
    JsonNode member = node.path(name);
    if (!member.isArray()) {
      throw new IllegalArgumentException(name + " is not a list");
    }
    return member;
  }

  private static String text(JsonNode node, String name) {
    JsonNode member = node.path(name);
    if (!member.isString()) {
      throw new IllegalArgumentException(name + " is not a text");
    }
    return member.stringValue();
  }

  private static long number(JsonNode node, String name) {
    JsonNode member = node.path(name);
    if (!member.isIntegralNumber() || !member.canConvertToLong()) {
      throw new IllegalArgumentException(name + " is not a whole number");
    }
    return Jcs.requireNumber(name, member.longValue());
  }

  private static byte[] base64(JsonNode node, String name) {
    return MultibaseText.decodeBase64Url("u" + text(node, name), EntryBundle.MAX_ENTRY)
        .orElseThrow(() -> new IllegalArgumentException(name + " is not base64url"));
  }
}
