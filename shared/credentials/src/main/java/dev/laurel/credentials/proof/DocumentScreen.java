package dev.laurel.credentials.proof;

import dev.laurel.credentials.proof.Canonicalization.Reason;
import dev.laurel.credentials.proof.Canonicalization.Refused;
import dev.laurel.json.Json;
import dev.laurel.json.Pointer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The look at a document before JSON-LD sees it. It refuses what JSON-LD would drop without a
/// word, what would let the same graph be written so that a reader of the JSON overlooks a part of
/// it, and what is larger than an honest credential.
final class DocumentScreen {
  /// Deepest nesting; the parser for text from outside allows as much.
  private static final int MAX_DEPTH = Json.MAX_DEPTH;

  /// Most values in a document. A badge with a large rubric has about 500; JSON-LD and the order of
  /// the graph spend up to 200 µs on each object, and one document may take two seconds.
  static final int MAX_VALUES = 10_000;

  /// Most contexts in a document: badges have two or three, learner records four.
  static final int MAX_CONTEXTS = 8;

  /// The keywords that a node of a compacted document may have. Others (`@graph`, `@included`,
  /// `@nest`, `@reverse`, `@set`) would let a member move to where no reader of the JSON looks for
  /// it.
  private static final Set<String> KEYWORDS = Set.of("@id", "@type");

  /// The members whose values are credentials of their own, which name their own contexts: those of
  /// presentations and of learner records, and what others vouch for.
  private static final Set<String> CREDENTIALS = Set.of("verifiableCredential", "endorsement");

  /// A language tag (RDF 1.1, grammar of `LANGTAG`, which BCP 47 refines). Possessive, because the
  /// other way Java's matcher takes a frame of the stack for each part.
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*+");

  /// Integers that every JSON reader keeps (IEEE 754 double).
  private static final BigDecimal LARGEST_INTEGER = new BigDecimal("9007199254740992");

  /// Digits that the canonical form of a number keeps (JSON-LD API 8.6: 15 after the first).
  private static final int MAX_DIGITS = 16;

  /// What an object is, which decides whether it may name contexts.
  private enum Kind {
    /// It may: the document itself, and a credential within it.
    CREDENTIAL,
    /// It may where it is made over JSON, because such a proof repeats its document's contexts (VC
    /// DI EdDSA 3.3.1). That they are the same is for its own verification.
    PROOF,
    /// It may not.
    OTHER
  }

  private final Contexts contexts;
  private int values;

  private DocumentScreen(Contexts contexts) {
    this.contexts = contexts;
  }

  /// The first objection to a document, or empty where there is none.
  static Optional<Refused> objection(JsonNode document, Contexts contexts) {
    if (!document.isObject()) {
      return refused(Reason.INVALID, "a document is a JSON object", Pointer.ROOT);
    }
    DocumentScreen screen = new DocumentScreen(contexts);
    Optional<Refused> context =
        screen.context(document.path("@context"), Pointer.ROOT.at("@context"));
    return context.isPresent()
        ? context
        : screen.object(document, Pointer.ROOT, 1, Kind.CREDENTIAL);
  }

  /// The URLs of a screened document's `@context`.
  static List<String> contextUrls(JsonNode document) {
    JsonNode context = document.path("@context");
    if (context.isString()) {
      return List.of(context.stringValue());
    }
    List<String> urls = new ArrayList<>();
    for (JsonNode entry : context) {
      urls.add(entry.asString(""));
    }
    return urls;
  }

  private Optional<Refused> context(JsonNode context, Pointer pointer) {
    if (context.isMissingNode()) {
      return refused(Reason.INVALID, "a document names its contexts", pointer);
    }
    if (context.isString()) {
      return contextEntry(context, pointer);
    }
    if (!context.isArray()) {
      return refused(Reason.INLINE_CONTEXT, "a context is named by its URL", pointer);
    }
    if (context.isEmpty() || context.size() > MAX_CONTEXTS) {
      return refused(
          context.isEmpty() ? Reason.INVALID : Reason.RESOURCE_LIMIT,
          "a document names 1 to " + MAX_CONTEXTS + " contexts",
          pointer);
    }
    for (int i = 0; i < context.size(); i++) {
      Optional<Refused> entry = contextEntry(context.get(i), pointer.at(i));
      if (entry.isPresent()) {
        return entry;
      }
    }
    return Optional.empty();
  }

  private Optional<Refused> contextEntry(JsonNode entry, Pointer pointer) {
    if (!entry.isString()) {
      return refused(Reason.INLINE_CONTEXT, "a context is named by its URL", pointer);
    }
    return contexts.known(entry.stringValue())
        ? Optional.empty()
        : refused(Reason.UNKNOWN_CONTEXT, "not a context that is known here", pointer);
  }

  private Optional<Refused> object(JsonNode object, Pointer pointer, int depth, Kind kind) {
    if (object.has("@value") || object.has("@language")) {
      return valueObject(object, pointer);
    }
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      String name = member.getKey();
      Pointer at = pointer.at(name);
      if (name.equals("@context")) {
        Optional<Refused> context =
            mayNameContexts(object, kind)
                ? context(member.getValue(), at)
                : refused(
                    Reason.INLINE_CONTEXT, "contexts stand at the top of a document only", at);
        if (context.isPresent()) {
          return context;
        }
        continue;
      }
      if (name.startsWith("@") && !KEYWORDS.contains(name)) {
        return refused(Reason.INVALID, "a keyword that a compacted document does not have", at);
      }
      if (name.indexOf(':') >= 0) {
        return refused(Reason.INVALID, "a member is named by a term, not by an IRI", at);
      }
      Optional<Refused> value = value(member.getValue(), at, depth + 1, kind(name, kind));
      if (value.isPresent()) {
        return value;
      }
    }
    return Optional.empty();
  }

  private static boolean mayNameContexts(JsonNode object, Kind kind) {
    return kind == Kind.CREDENTIAL || (kind == Kind.PROOF && DataIntegrity.overJson(object));
  }

  /// What the values of a member are.
  private static Kind kind(String name, Kind holder) {
    if (CREDENTIALS.contains(name)) {
      return Kind.CREDENTIAL;
    }
    return name.equals("proof") && holder == Kind.CREDENTIAL ? Kind.PROOF : Kind.OTHER;
  }

  /// A value object: a text with its language or datatype, and nothing else (JSON-LD 9.5).
  private static Optional<Refused> valueObject(JsonNode object, Pointer pointer) {
    if (!object.path("@value").isString()) {
      return refused(Reason.DROPPED_VALUE, "a value object has a text as its @value", pointer);
    }
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      Pointer at = pointer.at(member.getKey());
      switch (member.getKey()) {
        case "@value", "@type" -> {
          if (!member.getValue().isString()) {
            return refused(Reason.INVALID, "a value object consists of texts", at);
          }
        }
        case "@language" -> {
          if (!LANGUAGE.matcher(member.getValue().asString("")).matches()) {
            return refused(Reason.DROPPED_VALUE, "a language tag is not well-formed", at);
          }
        }
        case "@direction" -> {
          return refused(Reason.DROPPED_VALUE, "@direction has no canonical form", at);
        }
        default -> {
          return refused(Reason.INVALID, "a value object has no such member", at);
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Refused> value(JsonNode value, Pointer pointer, int depth, Kind kind) {
    if (++values > MAX_VALUES) {
      return refused(Reason.RESOURCE_LIMIT, "more than " + MAX_VALUES + " values", Pointer.ROOT);
    }
    if (depth > MAX_DEPTH) {
      return refused(Reason.RESOURCE_LIMIT, "nested deeper than " + MAX_DEPTH, pointer);
    }
    return switch (value.getNodeType()) {
      case OBJECT -> object(value, pointer, depth, kind);
      case ARRAY -> array(value, pointer, depth, kind);
      case NUMBER -> number(value.decimalValue(), pointer);
      case STRING, BOOLEAN -> Optional.empty();
      case NULL, MISSING, BINARY, POJO ->
          refused(Reason.DROPPED_VALUE, "null would not be signed; leave the member out", pointer);
    };
  }

  private Optional<Refused> array(JsonNode array, Pointer pointer, int depth, Kind kind) {
    if (array.isEmpty()) {
      return refused(
          Reason.DROPPED_VALUE, "an empty array would not be signed; leave it out", pointer);
    }
    for (int i = 0; i < array.size(); i++) {
      Optional<Refused> element = value(array.get(i), pointer.at(i), depth + 1, kind);
      if (element.isPresent()) {
        return element;
      }
    }
    return Optional.empty();
  }

  /// A number whose canonical form would stand for other numbers too is not safe to sign.
  private static Optional<Refused> number(BigDecimal number, Pointer pointer) {
    BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    boolean integral = plain.scale() <= 0;
    boolean kept =
        plain.precision() <= MAX_DIGITS
            && (!integral || plain.abs().compareTo(LARGEST_INTEGER) <= 0);
    return kept
        ? Optional.empty()
        : refused(Reason.DROPPED_VALUE, "a number with more digits than are signed", pointer);
  }

  private static Optional<Refused> refused(Reason reason, String detail, Pointer pointer) {
    return Optional.of(new Refused(reason, detail, pointer.toString()));
  }
}
