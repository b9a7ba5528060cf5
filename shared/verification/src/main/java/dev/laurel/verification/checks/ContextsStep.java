package dev.laurel.verification.checks;

import dev.laurel.json.Pointer;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The check that the contexts are known by their digest, in the order that the specifications
/// demand, and stand at the top of the document only (VC DI, Validating Contexts).
///
/// It looks at the very tree that is canonicalised for the proof, so that it holds after the proof
/// was verified as well as before.
final class ContextsStep implements Step {
  private static final String CREDENTIALS = "https://www.w3.org/ns/credentials/v2";

  /// OB 3.0 schema: the second context of a badge.
  private static final Pattern OPEN_BADGES =
      Pattern.compile(
          "https://purl\\.imsglobal\\.org/spec/ob/v3p0/context(-3\\.\\d\\.\\d)?\\.json");

  /// More contexts than any profile uses.
  private static final int MOST = 16;

  @Override
  public Check run(Examination examination) {
    Optional<Pointer> inner = inner(examination.root());
    if (inner.isPresent()) {
      return refused(inner.get() + " is a context inside the document; only the top may name one.");
    }
    JsonNode contexts = examination.root().get("@context");
    if (contexts == null || !contexts.isArray() || contexts.isEmpty() || contexts.size() > MOST) {
      return refused("@context must be an array of 1 to " + MOST + " URLs.");
    }
    List<String> urls = new ArrayList<>();
    for (JsonNode context : contexts) {
      if (!context.isString()) {
        return refused("@context defines terms of its own; only the URLs of known contexts count.");
      }
      urls.add(context.stringValue());
    }
    return inOrder(examination, urls);
  }

  private static Check inOrder(Examination examination, List<String> urls) {
    if (!urls.get(0).equals(CREDENTIALS)) {
      return refused("The first context must be " + CREDENTIALS + ".");
    }
    if (new HashSet<>(urls).size() != urls.size()) {
      return refused("A context is named twice.");
    }
    if (Nodes.isBadge(examination.root())
        && (urls.size() < 2 || !OPEN_BADGES.matcher(urls.get(1)).matches())) {
      return refused("The second context of a badge must be the one of Open Badges 3.0.");
    }
    for (String url : urls) {
      if (!url.startsWith("https://")) {
        return refused("A context is not named by an https URL.");
      }
    }
    for (String url : urls) {
      if (!examination.sources().contexts().known(url)) {
        return Check.unknown(
            Check.CONTEXTS,
            CheckType.CONTEXT_NOT_ALLOWED,
            "A context is not known here and is never fetched: " + url);
      }
    }
    return Check.passed(
        Check.CONTEXTS, "All contexts are known and stand in the order that is demanded.");
  }

  private static Check refused(String detail) {
    return Check.failed(Check.CONTEXTS, CheckType.CONTEXT_NOT_ALLOWED, detail);
  }

  /// Where a context stands below the top.
  private static Optional<Pointer> inner(JsonNode root) {
    return root.properties().stream()
        .filter(member -> !member.getKey().equals("@context"))
        .flatMap(member -> find(member.getValue(), Pointer.ROOT.at(member.getKey())).stream())
        .findFirst();
  }

  private static Optional<Pointer> find(JsonNode node, Pointer pointer) {
    if (node.has("@context")) {
      return Optional.of(pointer.at("@context"));
    }
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        Optional<Pointer> found = find(node.get(i), pointer.at(i));
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    }
    return node.properties().stream()
        .flatMap(member -> find(member.getValue(), pointer.at(member.getKey())).stream())
        .findFirst();
  }
}
