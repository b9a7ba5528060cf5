package dev.laurel.credentials.proof;

import com.apicatalog.rdf.api.RdfConsumerException;
import com.apicatalog.rdf.api.RdfQuadConsumer;
import java.util.HashSet;
import java.util.Set;

/// The quads of one document on their way to canonicalisation: each passes once, and only as many
/// as the budget allows. The default graph is an empty name.
final class Quads {
  static final String LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString";

  private record Quad(
      String graph,
      String subject,
      String predicate,
      String object,
      String datatype,
      String language) {}

  private final Set<Quad> seen = new HashSet<>();
  private final RdfQuadConsumer target;
  private final WorkLimit limit;
  private int blankNodes;

  Quads(RdfQuadConsumer target, WorkLimit limit) {
    this.target = target;
    this.limit = limit;
  }

  /// A new blank node.
  String blankNode() {
    return "_:b" + blankNodes++;
  }

  void link(String graph, String subject, String predicate, String object) {
    if (first(new Quad(graph, subject, predicate, object, "", ""))) {
      send(() -> target.quad(subject, predicate, object, null, null, null, name(graph)));
    }
  }

  void literal(String graph, String subject, String predicate, String text, String datatype) {
    if (first(new Quad(graph, subject, predicate, text, datatype, ""))) {
      send(() -> target.quad(subject, predicate, text, datatype, null, null, name(graph)));
    }
  }

  void text(String graph, String subject, String predicate, String text, String language) {
    if (first(new Quad(graph, subject, predicate, text, LANG_STRING, language))) {
      send(() -> target.quad(subject, predicate, text, LANG_STRING, language, null, name(graph)));
    }
  }

  private boolean first(Quad quad) {
    limit.quad();
    return seen.add(quad);
  }

  @SuppressWarnings("NullAway") // the library knows the default graph as null
  private static String name(String graph) {
    return graph.isEmpty() ? null : graph;
  }

  private interface Sending {
    void send() throws RdfConsumerException;
  }

  private static void send(Sending sending) {
    try {
      sending.send();
    } catch (RdfConsumerException e) {
      throw new IllegalStateException("canonicalisation refused a quad", e);
    }
  }
}
