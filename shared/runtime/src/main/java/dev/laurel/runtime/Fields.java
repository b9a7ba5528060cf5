package dev.laurel.runtime;

import dev.laurel.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A strict reader of one JSON object from outside, which collects everything that is wrong with it
/// before it refuses.
///
/// Each reading method answers a stand-in ("" or the least number or the first choice) where it
/// found an error, so that reading goes on; [#end] on the outermost reader then throws
/// [ProblemException] with all errors, among them members that nobody asked for. Build nothing from
/// the values before it returned. A member that is `null` counts as absent.
public final class Fields {
  /// Longest name of a person, organisation or thing, in code points: the longest real ones stay
  /// below, and a page or mail can still show it.
  public static final int MAX_NAME = 200;

  /// Longest description or feedback, in code points: two pages of text; many of them still fit
  /// into one row.
  public static final int MAX_TEXT = 5_000;

  /// Longest URL: what common browsers, proxies and mail programs carry.
  public static final int MAX_URL = 2_000;

  /// Longest e-mail address (RFC 5321 section 4.5.3.1.3, less the angle brackets).
  public static final int MAX_EMAIL = 254;

  /// Most errors that one answer lists: enough to mend a form, too few to make the answer a load.
  public static final int MAX_ERRORS = 50;

  private final JsonNode object;
  private final String pointer;
  private final List<FieldError> errors;
  private final List<Fields> all;
  private final Set<String> known = new HashSet<>();

  private Fields(JsonNode object, String pointer, List<FieldError> errors, List<Fields> all) {
    this.object = object;
    this.pointer = pointer;
    this.errors = errors;
    this.all = all;
    all.add(this);
  }

  /// The body's members. Throws [ProblemException]: 415 unless the media type is `application/json`
  /// (in UTF-8), 400 unless the body is one strict JSON object.
  public static Fields of(Request request) {
    return of(JsonBody.of(request));
  }

  /// For a route that takes nothing: throws [ProblemException] unless the body is absent or an
  /// object without members.
  public static void none(Request request) {
    if (request.body().length > 0) {
      of(request).end();
    }
  }

  /// The members of a parsed JSON object.
  public static Fields of(JsonNode body) {
    if (!body.isObject()) {
      throw Problem.invalid(List.of(new FieldError("", "must be an object"))).toException();
    }
    return new Fields(body, "", new ArrayList<>(), new ArrayList<>());
  }

  /// One line of text, 1 to `max` code points, that shows something and holds no control character
  /// (see [TextRules]).
  public String text(String name, int max) {
    return text(name, max, true, false);
  }

  /// One line of text, or "" where it is absent.
  public String optionalText(String name, int max) {
    return text(name, max, false, false);
  }

  /// Text that may hold line ends, also CR LF, and tabs.
  public String lines(String name, int max) {
    return text(name, max, true, true);
  }

  /// Text that may hold line ends and tabs, or "" where it is absent.
  public String optionalLines(String name, int max) {
    return text(name, max, false, true);
  }

  /// A whole number between both bounds.
  public int integer(String name, int min, int max) {
    return integer(name, min, max, Optional.empty());
  }

  /// A whole number between both bounds, or the default where it is absent.
  public int optionalInteger(String name, int min, int max, int otherwise) {
    return integer(name, min, max, Optional.of(otherwise));
  }

  /// A number from 0 to `max` with at most `places` decimal places, as the shortest text of plain
  /// digits, or "" where it is absent.
  public String optionalAmount(String name, int max, int places) {
    Optional<String> amount = member(name).flatMap(node -> Amounts.text(node, max, places));
    if (has(name) && amount.isEmpty()) {
      reject(name, "must be a number from 0 to " + max + ", at most " + places + " decimal places");
    }
    return amount.orElse("");
  }

  /// True or false, or the default where it is absent.
  public boolean flag(String name, boolean otherwise) {
    Optional<JsonNode> value = member(name);
    if (value.isPresent() && !value.get().isBoolean()) {
      reject(name, "must be true or false");
      return otherwise;
    }
    return value.map(JsonNode::booleanValue).orElse(otherwise);
  }

  /// An object. Where it is missing the answer reads as an empty one whose members are not
  /// complained about.
  public Fields object(String name) {
    Optional<Fields> value = optionalObject(name);
    if (value.isEmpty() && member(name).isEmpty()) {
      reject(name, "is required");
    }
    return value.orElseGet(this::standIn);
  }

  /// An object, or empty where it is absent.
  public Optional<Fields> optionalObject(String name) {
    Optional<JsonNode> value = member(name);
    if (value.isPresent() && !value.get().isObject()) {
      reject(name, "must be an object");
      return Optional.empty();
    }
    return value.map(node -> new Fields(node, at(name), errors, all));
  }

  /// A document as it stands, for a judge of its own: whatever is in it is known. An empty object
  /// where it is absent or none.
  public ObjectNode document(String name) {
    object(name).known.addAll(member(name).map(JsonNode::propertyNames).orElse(Set.of()));
    return member(name).filter(JsonNode::isObject).map(JsonNode::asObject).orElseGet(Json::object);
  }

  /// A list of `min` to `max` objects; absent counts as empty.
  public List<Fields> objects(String name, int min, int max) {
    List<Fields> found = new ArrayList<>();
    for (JsonNode entry : list(name, min, max)) {
      String where = at(name) + "/" + found.size();
      if (entry.isObject()) {
        found.add(new Fields(entry, where, errors, all));
      } else {
        add(where, "must be an object");
        found.add(standIn());
      }
    }
    return List.copyOf(found);
  }

  /// A list of at most `maxCount` lines of text; absent counts as empty.
  public List<String> texts(String name, int maxCount, int maxLength) {
    List<String> found = new ArrayList<>();
    for (JsonNode entry : list(name, 0, maxCount)) {
      found.add(checked(at(name) + "/" + found.size(), entry, maxLength, false));
    }
    return List.copyOf(found);
  }

  /// One of the named values. `choices` is not empty.
  public <E> E choice(String name, Map<String, E> choices) {
    Optional<JsonNode> value = member(name);
    if (value.isEmpty()) {
      reject(name, "is required");
    }
    return value
        .flatMap(node -> chosen(at(name), node, choices))
        .orElseGet(() -> choices.values().iterator().next());
  }

  /// One of the named values, or empty where it is absent.
  public <E> Optional<E> optionalChoice(String name, Map<String, E> choices) {
    return member(name).flatMap(node -> chosen(at(name), node, choices));
  }

  /// A list of `min` or more of the named values, each at most once.
  public <E> List<E> choices(String name, int min, Map<String, E> choices) {
    List<E> found = new ArrayList<>();
    int i = 0;
    for (JsonNode entry : list(name, min, choices.size())) {
      String where = at(name) + "/" + i++;
      Optional<E> value = chosen(where, entry, choices);
      if (value.isPresent() && found.contains(value.get())) {
        add(where, "is given twice");
      }
      value.ifPresent(found::add);
    }
    return List.copyOf(found);
  }

  /// An e-mail address that `valid` takes.
  public String email(String name, Predicate<String> valid) {
    String value = text(name, MAX_EMAIL);
    return value.isEmpty() || valid.test(value) ? value : emailRefused(name);
  }

  /// An e-mail address that `valid` takes, or "" where it is absent.
  public String optionalEmail(String name, Predicate<String> valid) {
    String value = optionalText(name, MAX_EMAIL);
    return value.isEmpty() || valid.test(value) ? value : emailRefused(name);
  }

  /// An absolute http or https URL in ASCII with a host and without user information.
  public String url(String name) {
    return checkedUrl(name, text(name, MAX_URL));
  }

  /// A URL as in [#url], or "" where it is absent.
  public String optionalUrl(String name) {
    return checkedUrl(name, optionalText(name, MAX_URL));
  }

  /// Text that `parser` turns into a value; `expectation` completes "must be ...". Not empty once
  /// [#end] has returned.
  public <T> Optional<T> parsed(
      String name, int max, Function<String, Optional<T>> parser, String expectation) {
    String value = text(name, max);
    Optional<T> result = value.isEmpty() ? Optional.empty() : parser.apply(value);
    if (!value.isEmpty() && result.isEmpty()) {
      reject(name, "must be " + expectation);
    }
    return result;
  }

  /// [#parsed] where the member may be absent.
  public <T> Optional<T> optionalParsed(
      String name, int max, Function<String, Optional<T>> parser, String expectation) {
    return member(name).isEmpty() ? Optional.empty() : parsed(name, max, parser, expectation);
  }

  /// Whether the member is there and not null.
  public boolean has(String name) {
    return member(name).isPresent();
  }

  /// Records an error of the member, or with "" of this object itself. The message completes "this
  /// ..." and does not repeat the value.
  public void reject(String name, String message) {
    add(name.isEmpty() ? pointer : at(name), message);
  }

  /// Records an error at a JSON Pointer below this object.
  public void rejectAt(String below, String message) {
    add(pointer + below, message);
  }

  /// Records an error at every text in the named members, at any depth, for which `refused` holds.
  public void refuseTexts(Predicate<String> refused, String message, String... names) {
    for (String name : names) {
      member(name)
          .ifPresent(node -> TextRules.each(at(name), node, refused, where -> add(where, message)));
    }
  }

  /// Whether any error was found so far, here or anywhere in the body.
  public boolean failed() {
    return !errors.isEmpty();
  }

  /// The JSON Pointer of this object.
  public String pointer() {
    return pointer;
  }

  /// Ends the reading: refuses members that nobody asked for, in this object and all within, and
  /// throws [ProblemException] if there is any error. Call it on the outermost reader.
  public void end() {
    for (Fields fields : List.copyOf(all)) {
      for (String name : fields.object.propertyNames()) {
        if (!fields.known.contains(name)) {
          fields.add(fields.pointer + Json.step(name), "is not known here");
        }
      }
    }
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors).toException();
    }
  }

  private Fields standIn() {
    return new Fields(Json.object(), "", new ArrayList<>(), new ArrayList<>());
  }

  private Optional<JsonNode> member(String name) {
    known.add(name);
    return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
  }

  private String at(String name) {
    return pointer + Json.step(name);
  }

  private void add(String where, String message) {
    if (errors.size() < MAX_ERRORS) {
      errors.add(new FieldError(where, message));
    }
  }

  private String text(String name, int max, boolean required, boolean multiLine) {
    Optional<JsonNode> value = member(name);
    if (value.isEmpty()) {
      if (required) {
        reject(name, "is required");
      }
      return "";
    }
    return checked(at(name), value.get(), max, multiLine);
  }

  private String checked(String where, JsonNode node, int max, boolean multiLine) {
    if (!node.isString()) {
      add(where, "must be text");
      return "";
    }
    String text = node.stringValue();
    Optional<String> fault = TextRules.fault(text, max, multiLine);
    fault.ifPresent(message -> add(where, message));
    return fault.isPresent() ? "" : text;
  }

  private int integer(String name, int min, int max, Optional<Integer> otherwise) {
    Optional<JsonNode> value = member(name);
    if (value.isEmpty()) {
      if (otherwise.isEmpty()) {
        reject(name, "is required");
      }
      return otherwise.orElse(min);
    }
    JsonNode node = value.get();
    if (!node.isIntegralNumber()
        || !node.canConvertToInt()
        || node.intValue() < min
        || node.intValue() > max) {
      reject(name, "must be a whole number from " + min + " to " + max);
      return min;
    }
    return node.intValue();
  }

  private List<JsonNode> list(String name, int min, int max) {
    Optional<JsonNode> value = member(name);
    if (value.isPresent() && !value.get().isArray()) {
      reject(name, "must be a list");
      return List.of();
    }
    int size = value.map(JsonNode::size).orElse(0);
    if (size < min || size > max) {
      reject(name, "must have " + min + " to " + max + " entries");
      return List.of();
    }
    return value.map(node -> List.copyOf(node.values())).orElse(List.of());
  }

  private <E> Optional<E> chosen(String where, JsonNode node, Map<String, E> choices) {
    Optional<E> value =
        node.isString() ? Optional.ofNullable(choices.get(node.stringValue())) : Optional.empty();
    if (value.isEmpty()) {
      add(where, "must be one of " + String.join(", ", choices.keySet()));
    }
    return value;
  }

  private String emailRefused(String name) {
    reject(name, "must be an e-mail address with an ASCII local part, such as name@example.org");
    return "";
  }

  private String checkedUrl(String name, String value) {
    if (value.isEmpty() || WebUrl.isOne(value)) {
      return value;
    }
    reject(
        name,
        "must be an absolute http or https URL in ASCII with a host and without user information");
    return "";
  }
}
