package dev.laurel.local.keys;

import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.issuers.SigningKeyName;
import dev.laurel.json.Json;
import dev.laurel.local.StartRefused;
import dev.laurel.storage.IssuerId;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// `./laurel keys create|rotate|retire|compromised|reissue|list`: the keys that sign for an issuer,
/// with the operator's rights.
public final class KeysCommand {
  /// Types of keys as commands and the API name them.
  static final Map<String, KeyAlgorithm> TYPES =
      Map.of(
          "ed25519", KeyAlgorithm.ED25519,
          "p256", KeyAlgorithm.P256,
          "ml-dsa-44", KeyAlgorithm.ML_DSA_44);

  /// How often the log is asked whether it has a key yet: for half a minute, as long as two sweeps
  /// of a local server take.
  private static final int LOOKS = 150;

  private static final Duration BETWEEN = Duration.ofMillis(200);

  private final ControlPlane deployment;
  private final KeyMaker maker;
  private final OptionalLong logSize;
  private final boolean json;
  private final PrintStream out;

  /// What a command is told: `issuer` always, the rest where it needs it, "" for nothing.
  public record Words(
      IssuerId issuer, String type, boolean didKey, String key, String below, String reason) {}

  /// `logSize` is how many entries the log has now, where that can be seen from here.
  public KeysCommand(
      String url,
      String operatorKey,
      KeyMaker maker,
      OptionalLong logSize,
      boolean json,
      PrintStream out) {
    this.deployment = new ControlPlane(url, operatorKey);
    this.maker = maker;
    this.logSize = logSize;
    this.json = json;
    this.out = out;
  }

  /// Does it; throws [StartRefused] in words where that is not possible.
  public void run(String what, Words words) {
    switch (what) {
      case "create" -> create(words.issuer, type(words.type), words.didKey);
      case "rotate" -> rotate(words.issuer, words.key);
      case "retire" -> retire(words, Map.of());
      case "compromised" -> retire(words, Map.of("compromisedBelow", below(words.below)));
      case "reissue" -> reissue(words);
      case "list" -> deployment.keys(words.issuer.text()).forEach(this::print);
      default ->
          throw new StartRefused("Say keys create, rotate, retire, compromised, reissue or list.");
    }
  }

  private void create(IssuerId issuer, String type, boolean didKey) {
    int last =
        deployment.keys(issuer.text()).stream()
            .mapToInt(key -> SigningKeyName.order(key.path("fragment").stringValue("")))
            .max()
            .orElse(0);
    String fragment = "own-" + (last + 1);
    if (!SigningKeyName.isFragment(fragment)) {
      throw new StartRefused(
          "The issuer has had " + last + " keys of its own, and that is the most.");
    }
    maker.make(issuer, fragment, algorithm(type), didKey);
    Map<String, Object> key = new LinkedHashMap<>();
    key.put("fragment", fragment);
    key.put("type", type);
    if (didKey) {
      key.put("didKey", true);
    }
    deployment.take(issuer.text(), key);
    print(awaited(issuer, fragment, found -> found.has("addedAt")));
  }

  /// A new key of the same type, which signs from its entry on. The old one signs nothing more, and
  /// stays until somebody retires it.
  private void rotate(IssuerId issuer, String fragment) {
    JsonNode old = found(issuer, fragment);
    if (!old.path("method").stringValue("").startsWith("did:web:")) {
      throw new StartRefused("A did:key is its key: make another one with keys create --did-key.");
    }
    create(issuer, old.path("type").stringValue(""), false);
    if (!json) {
      out.println(
          fragment
              + " signs nothing new and stays true; end it with: keys retire --issuer "
              + issuer
              + " --key "
              + fragment);
    }
  }

  /// Issues again whatever the key has signed, and says how much that was and what was refused.
  private void reissue(Words words) {
    demandKey(words);
    Map<String, String> body = words.reason.isEmpty() ? Map.of() : Map.of("reason", words.reason);
    long renewed = 0;
    long refused = 0;
    String next = "";
    do {
      JsonNode page = deployment.reissue(words.issuer.text(), words.key, next, body);
      renewed += page.path("renewed").asLong();
      refused += page.path("refused").size();
      if (!json) {
        page.path("refused")
            .forEach(each ->
                out.println(
                    "not "
                        + each.path("credential").stringValue("")
                        + ": "
                        + each.path("why").stringValue("")));
      }
      next = page.path("next").stringValue("");
    } while (!next.isEmpty());
    out.println(
        json
            ? Json.write(Map.of("renewed", renewed, "refused", refused))
            : renewed + " credentials are issued again, " + refused + " are not");
  }

  private static void demandKey(Words words) {
    if (words.key.isEmpty()) {
      throw new StartRefused("Name the key: --key own-1");
    }
  }

  private void retire(Words words, Map<String, ?> more) {
    demandKey(words);
    Map<String, Object> end = new LinkedHashMap<>(more);
    if (!words.reason.isEmpty()) {
      end.put("reason", words.reason);
    }
    deployment.retire(words.issuer.text(), words.key, end);
    print(awaited(words.issuer, words.key, key -> key.has("retiredAt")));
  }

  /// From which index on nothing counts; without a word the log's size now: whatever is in it was
  /// signed before.
  private long below(String text) {
    if (text.isEmpty()) {
      return logSize.orElseThrow(() ->
          new StartRefused(
              "Say from which index of the log on the key's entries are not trusted: --below N"));
    }
    if (!text.matches("[0-9]{1,9}")) {
      throw new StartRefused("--below needs an index of the log, not " + text + ".");
    }
    return Long.parseLong(text);
  }

  private JsonNode found(IssuerId issuer, String fragment) {
    return deployment.keys(issuer.text()).stream()
        .filter(key -> key.path("fragment").stringValue("").equals(fragment))
        .findFirst()
        .orElseThrow(() -> new StartRefused("The issuer has no key " + fragment + "."));
  }

  /// The key once the log has it, or as it stands when patience ends.
  private JsonNode awaited(IssuerId issuer, String fragment, Predicate<JsonNode> isThere) {
    JsonNode key = found(issuer, fragment);
    for (int i = 0; i < LOOKS && !isThere.test(key); i++) {
      LockSupport.parkNanos(BETWEEN.toNanos());
      key = found(issuer, fragment);
    }
    return key;
  }

  private void print(JsonNode key) {
    String method = key.path("method").stringValue("");
    String did = method.substring(0, Math.max(method.indexOf('#'), 0));
    if (json) {
      out.println(Json.write(key.deepCopy().asObject().put("did", did)));
      return;
    }
    out.printf(
        "%-6s %-9s %-11s %s%n",
        key.path("fragment").stringValue(""),
        key.path("type").stringValue(""),
        key.path("state").stringValue(""),
        method);
    if (did.startsWith("did:key:") && key.path("state").stringValue("").equals("active")) {
      out.println("       issues as " + did);
    }
    String log =
        List.of("addedAt", "retiredAt", "compromisedBelow").stream()
            .filter(key::has)
            .map(name -> name + " " + key.path(name).asLong())
            .reduce((one, other) -> one + ", " + other)
            .orElse("not in the log yet");
    out.println("       " + log);
  }

  private static String type(String type) {
    return type.isEmpty() ? "ed25519" : type;
  }

  private static KeyAlgorithm algorithm(String type) {
    KeyAlgorithm algorithm = TYPES.get(type);
    if (algorithm == null) {
      throw new StartRefused("--type is ed25519, p256 or ml-dsa-44, not " + type + ".");
    }
    return algorithm;
  }
}
