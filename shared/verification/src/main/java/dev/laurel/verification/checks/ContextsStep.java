package dev.laurel.verification.checks;

import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.Transformation;
import dev.laurel.json.Pointer;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The check that the contexts are known by their digest, in the order that the specifications
/// demand, and stand at the top of the document only (VC DI, Validating Contexts).
///
/// It looks at the very tree that is canonicalised for the proof, so that it holds after the proof
/// was verified as well as before.
final class ContextsStep implements Step {
  static final String CREDENTIALS = "https://www.w3.org/ns/credentials/v2";

  /// VC Data Model 1.1, which badges of Open Badges 3.0 may still be of.
  static final String OLDER_CREDENTIALS = "https://www.w3.org/2018/credentials/v1";

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
    if (!urls.get(0).equals(CREDENTIALS) && !urls.get(0).equals(OLDER_CREDENTIALS)) {
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
        .flatMap(member ->
            (member.getKey().equals("proof")
                    ? ofProofs(member.getValue(), Pointer.ROOT.at("proof"))
                    : find(member, Pointer.ROOT))
                .stream())
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
    return node.properties().stream().flatMap(member -> find(member, pointer).stream()).findFirst();
  }

  /// A proof over JSON repeats the document's contexts (VC DI EdDSA 3.3.1); that they are the same
  /// is for its own verification.
  private static Optional<Pointer> ofProofs(JsonNode proofs, Pointer pointer) {
    if (proofs.isArray()) {
      for (int i = 0; i < proofs.size(); i++) {
        Optional<Pointer> found = ofProofs(proofs.get(i), pointer.at(i));
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    }
    boolean overJson =
        Nodes.text(proofs, "cryptosuite")
            .flatMap(Cryptosuite::parse)
            .filter(suite -> suite.transformation() == Transformation.JCS)
            .isPresent();
    return proofs.properties().stream()
        .filter(member -> !(overJson && member.getKey().equals("@context")))
        .flatMap(member ->
            member.getKey().equals("@context")
                ? Stream.of(pointer.at("@context"))
                : find(member.getValue(), pointer.at(member.getKey())).stream())
        .findFirst();
  }

  /// A credential inside names its own contexts, which its own report looks at.
  private static Optional<Pointer> find(Map.Entry<String, JsonNode> member, Pointer pointer) {
    Pointer at = pointer.at(member.getKey());
    return Inner.MEMBERS.contains(member.getKey())
        ? without(member.getValue(), at)
        : find(member.getValue(), at);
  }

  private static Optional<Pointer> without(JsonNode value, Pointer pointer) {
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        Optional<Pointer> found = without(value.get(i), pointer.at(i));
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    }
    return Inner.isCredential(value) ? Optional.empty() : find(value, pointer);
  }
}
