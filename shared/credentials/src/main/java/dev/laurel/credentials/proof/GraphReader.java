package dev.laurel.credentials.proof;

import com.apicatalog.jcs.Jcs;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.context.ActiveContext;
import com.apicatalog.jsonld.context.TermDefinition;
import com.apicatalog.jsonld.lang.DirectionType;
import dev.laurel.credentials.proof.Canonicalization.Reason;
import dev.laurel.json.Pointer;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The reading of a screened document as RDF: expansion and deserialization of JSON-LD (JSON-LD API
/// 5.1 and 8.1) in one walk. Because [DocumentScreen] let only compacted documents pass, the walk
/// is short, and because it knows where it stands, every refusal names its place. The library is
/// asked for what contexts mean.
///
/// Whatever has no place in the graph is refused here: undefined terms, references that are not
/// absolute, and features of JSON-LD that no credential needs.
final class GraphReader {
  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  private static final String XSD_STRING = "http://www.w3.org/2001/XMLSchema#string";
  private static final String XSD_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean";
  private static final Set<String> CONTAINERS = Set.of("@set", "@list", "@graph");

  /// A definition that says nothing, for members that have their meaning from a vocabulary mapping.
  private static final TermDefinition NONE = new TermDefinition(false, false, false);

  private final ScopedContexts contexts;
  private final WorkLimit limit;
  private final Quads quads;

  GraphReader(ScopedContexts contexts, WorkLimit limit, Quads quads) {
    this.contexts = contexts;
    this.limit = limit;
    this.quads = quads;
  }

  /// Where the walk stands: the graph that it writes, and the place in the document.
  private record Place(String graph, Pointer pointer) {
    Place at(String name) {
      return new Place(graph, pointer.at(name));
    }

    Place at(int index) {
      return new Place(graph, pointer.at(index));
    }

    Place in(String other) {
      return new Place(other, pointer);
    }

    Objection refuse(Reason reason, String detail) {
      return new Objection(reason, detail, pointer.toString());
    }
  }

  /// Reads the document without its `@context`, whose meaning is the top of the contexts.
  void read(JsonNode document) throws JsonLdError {
    node(document, contexts.top(), new Place("", Pointer.ROOT));
  }

  /// A member that is a property: its value still to be read.
  private record Member(String name, JsonNode value, String property) {}

  /// Reads a node object and returns its IRI or blank node.
  private String node(JsonNode object, ActiveContext scope, Place place) throws JsonLdError {
    ActiveContext own = place.pointer().isRoot() ? scope : own(object, scope);
    ActiveContext context = forTypes(object, own);
    String id = "";
    List<Member> members = new ArrayList<>();
    List<String> types = List.of();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      String name = entry.getKey();
      Place at = place.at(name);
      if (name.equals("@context")) {
        continue;
      }
      String property = property(name, context, at);
      if (property.equals("@id") && id.isEmpty()) {
        id = id(entry.getValue(), context, at);
      } else if (property.equals("@type") && types.isEmpty()) {
        types = types(entry.getValue(), own, at);
      } else if (property.startsWith("@")) {
        throw at.refuse(Reason.INVALID, "a keyword given twice or out of place");
      } else {
        members.add(new Member(name, entry.getValue(), property));
      }
    }
    String subject = id.isEmpty() ? quads.blankNode() : id;
    for (String type : types) {
      quads.link(place.graph(), subject, RDF + "type", type);
    }
    for (Member member : members) {
      property(subject, member, context, place.at(member.name()));
    }
    return subject;
  }

  /// The context in force at a credential within the document, which names its own.
  private ActiveContext own(JsonNode object, ActiveContext scope) throws JsonLdError {
    return object.has("@context")
        ? contexts.forCredential(scope, DocumentScreen.contextUrls(object), limit)
        : scope;
  }

  /// The context in force inside a node, after those of its types in lexicographical order.
  private ActiveContext forTypes(JsonNode object, ActiveContext scope) throws JsonLdError {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (entry.getKey().equals("@type") || mapping(entry.getKey(), scope).equals("@type")) {
        JsonNode value = entry.getValue();
        for (int i = 0; i < Math.max(1, value.size()); i++) {
          names.add((value.isArray() ? value.get(i) : value).asString(""));
        }
      }
    }
    names.sort(null);
    ActiveContext context = scope;
    for (String name : names) {
      context = contexts.forType(context, definition(name, scope), limit);
    }
    return context;
  }

  /// The IRI or keyword that a member's name stands for.
  private static String property(String name, ActiveContext context, Place at) throws JsonLdError {
    if (name.startsWith("@")) {
      return name;
    }
    String mapping = mapping(name, context);
    if (mapping.isEmpty() && context.getVocabularyMapping() != null && !name.isEmpty()) {
      mapping = iri(name, context, true);
    }
    if (mapping.isEmpty() || (mapping.indexOf(':') < 0 && !mapping.startsWith("@"))) {
      throw at.refuse(Reason.UNDEFINED_TERM, "no context defines the member " + name);
    }
    if (!mapping.startsWith("@") && !Iri.absolute(mapping)) {
      throw at.refuse(Reason.RELATIVE_IRI, "the member does not stand for an absolute IRI");
    }
    return mapping;
  }

  private static String id(JsonNode value, ActiveContext context, Place at) throws JsonLdError {
    if (!value.isString()) {
      throw at.refuse(Reason.INVALID, "an id is a text");
    }
    return absolute(iri(value.stringValue(), context, false), "an id", at);
  }

  private static List<String> types(JsonNode value, ActiveContext scope, Place at)
      throws JsonLdError {
    if (value.isString()) {
      return List.of(absolute(iri(value.stringValue(), scope, true), "a type", at));
    }
    if (!value.isArray()) {
      throw at.refuse(Reason.INVALID, "a type is a text or a list of texts");
    }
    List<String> types = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      if (!value.get(i).isString()) {
        throw at.at(i).refuse(Reason.INVALID, "a type is a text");
      }
      types.add(absolute(iri(value.get(i).stringValue(), scope, true), "a type", at.at(i)));
    }
    return types;
  }

  /// Reads the values of a property.
  private void property(String subject, Member member, ActiveContext context, Place place)
      throws JsonLdError {
    TermDefinition definition = definition(member.name(), context);
    Collection<String> containers = definition.getContainerMapping();
    boolean supported = containers == null || CONTAINERS.containsAll(containers);
    if (!supported || definition.isReverseProperty()) {
      throw place.refuse(Reason.INVALID, "a kind of term that credentials do not use");
    }
    Values values = new Values(subject, member, context, definition);
    if ("@json".equals(definition.getTypeMapping())) {
      String json = Jcs.canonize(LinkedDataTree.of(member.value()));
      quads.literal(place.graph(), subject, member.property(), json, RDF + "JSON");
    } else if (containers != null && containers.contains("@list")) {
      list(values, place);
    } else {
      boolean graph = containers != null && containers.contains("@graph");
      each(values, member.value(), place, graph);
    }
  }

  /// What the values of one property have in common.
  private record Values(
      String subject, Member member, ActiveContext context, TermDefinition definition) {
    Values of(String otherSubject, String otherProperty) {
      return new Values(
          otherSubject,
          new Member(member.name(), member.value(), otherProperty),
          context,
          definition);
    }
  }

  private void each(Values values, JsonNode value, Place place, boolean graph) throws JsonLdError {
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        each(values, value.get(i), place.at(i), graph);
      }
    } else if (graph) {
      graph(values, value, place);
    } else {
      value(values, value, place);
    }
  }

  private void list(Values values, Place place) throws JsonLdError {
    JsonNode elements = values.member().value();
    String subject = values.subject();
    String property = values.member().property();
    int count = elements.isArray() ? elements.size() : 1;
    for (int i = 0; i < count; i++) {
      Place at = elements.isArray() ? place.at(i) : place;
      JsonNode element = elements.isArray() ? elements.get(i) : elements;
      if (element.isArray()) {
        throw at.refuse(Reason.INVALID, "a list within a list");
      }
      String cell = quads.blankNode();
      quads.link(place.graph(), subject, property, cell);
      value(values.of(cell, RDF + "first"), element, at);
      subject = cell;
      property = RDF + "rest";
    }
    quads.link(place.graph(), subject, property, RDF + "nil");
  }

  /// A value in a graph of its own, as proofs and credentials within presentations are.
  private void graph(Values values, JsonNode value, Place place) throws JsonLdError {
    if (!value.isObject() || value.has("@value") || onlyId(value, values.context())) {
      throw place.refuse(Reason.DROPPED_VALUE, "a reference that would not be signed");
    }
    String graph = quads.blankNode();
    quads.link(place.graph(), values.subject(), values.member().property(), graph);
    node(value, inner(values, value), place.in(graph));
  }

  private void value(Values values, JsonNode value, Place place) throws JsonLdError {
    switch (value.getNodeType()) {
      case OBJECT -> {
        if (value.has("@value")) {
          valueObject(values, value, place);
        } else {
          String object = node(value, inner(values, value), place);
          quads.link(place.graph(), values.subject(), values.member().property(), object);
        }
      }
      case STRING -> text(values, value.stringValue(), place);
      case NUMBER, BOOLEAN -> plain(values, value, place);
      case ARRAY, NULL, MISSING, BINARY, POJO -> throw place.refuse(Reason.INVALID, "not a value");
    }
  }

  /// The context for a node below: without that of the types above, with that of the property.
  private ActiveContext inner(Values values, JsonNode value) throws JsonLdError {
    ActiveContext context = values.context();
    ActiveContext previous = context.getPreviousContext();
    ActiveContext scope = previous == null || onlyId(value, context) ? context : previous;
    return contexts.forProperty(scope, values.definition(), limit);
  }

  private void valueObject(Values values, JsonNode value, Place place) throws JsonLdError {
    String text = value.path("@value").stringValue();
    if (value.has("@type") && value.has("@language")) {
      throw place.refuse(Reason.INVALID, "a text has a datatype or a language");
    }
    if (value.has("@language")) {
      language(values, text, value.path("@language").stringValue(), place);
    } else if (value.has("@type")) {
      ActiveContext context = contexts.forProperty(values.context(), values.definition(), limit);
      String type = iri(value.path("@type").stringValue(), context, true);
      literal(values, text, absolute(type, "a datatype", place.at("@type")), place);
    } else {
      literal(values, text, XSD_STRING, place);
    }
  }

  private void text(Values values, String text, Place place) throws JsonLdError {
    ActiveContext context = contexts.forProperty(values.context(), values.definition(), limit);
    TermDefinition definition = definition(values.member().name(), context);
    String type = typeOf(definition);
    switch (type) {
      case "@id", "@vocab" -> {
        String object = absolute(iri(text, context, type.equals("@vocab")), "a reference", place);
        quads.link(place.graph(), values.subject(), values.member().property(), object);
      }
      case "" -> {
        if (direction(definition, context)) {
          throw place.refuse(Reason.DROPPED_VALUE, "a direction has no canonical form");
        }
        String language = languageOf(definition, context);
        if (language.isEmpty()) {
          literal(values, text, XSD_STRING, place);
        } else {
          language(values, text, language, place);
        }
      }
      default -> literal(values, text, absolute(type, "a datatype", place), place);
    }
  }

  private void plain(Values values, JsonNode value, Place place) throws JsonLdError {
    ActiveContext context = contexts.forProperty(values.context(), values.definition(), limit);
    String type = typeOf(definition(values.member().name(), context));
    String datatype = type.equals("@id") || type.equals("@vocab") ? "" : type;
    if (value.isBoolean()) {
      String text = Boolean.toString(value.booleanValue());
      literal(values, text, datatype.isEmpty() ? XSD_BOOLEAN : datatype, place);
    } else {
      CanonicalNumber number = CanonicalNumber.of(value.decimalValue(), datatype);
      literal(values, number.text(), number.datatype(), place);
    }
  }

  private void literal(Values values, String text, String datatype, Place place) {
    quads.literal(place.graph(), values.subject(), values.member().property(), text, datatype);
  }

  /// Language tags are compared without case, and other libraries write them in lower case.
  private void language(Values values, String text, String language, Place place) {
    quads.text(
        place.graph(),
        values.subject(),
        values.member().property(),
        text,
        language.toLowerCase(Locale.ROOT));
  }

  private static TermDefinition definition(String name, ActiveContext context) {
    return context.getTerm(name).orElse(NONE);
  }

  private static String mapping(String name, ActiveContext context) {
    String mapping = definition(name, context).getUriMapping();
    return mapping == null ? "" : mapping;
  }

  private static String typeOf(TermDefinition definition) {
    String type = definition.getTypeMapping();
    return type == null || type.equals("@none") ? "" : type;
  }

  private static String languageOf(TermDefinition definition, ActiveContext context) {
    JsonValue language = definition.getLanguageMapping();
    if (language instanceof JsonString text) {
      return text.getString();
    }
    String fallback = context.getDefaultLanguage();
    return language == null && fallback != null ? fallback : "";
  }

  private static boolean direction(TermDefinition definition, ActiveContext context) {
    DirectionType direction = definition.getDirectionMapping();
    return (direction == null ? context.getDefaultBaseDirection() : direction) != null
        && direction != DirectionType.NULL;
  }

  private static boolean onlyId(JsonNode object, ActiveContext context) {
    if (object.size() != 1) {
      return false;
    }
    String name = object.propertyNames().iterator().next();
    return name.equals("@id") || mapping(name, context).equals("@id");
  }

  /// The expansion of a reference; the base is null, so what is relative stays so.
  private static String iri(String text, ActiveContext context, boolean vocabulary)
      throws JsonLdError {
    String iri = context.uriExpansion().documentRelative(true).vocab(vocabulary).expand(text);
    return iri == null ? "" : iri;
  }

  private static String absolute(String iri, String what, Place place) {
    if (!Iri.absolute(iri)) {
      throw place.refuse(Reason.RELATIVE_IRI, what + " is not an absolute IRI");
    }
    return iri;
  }
}
