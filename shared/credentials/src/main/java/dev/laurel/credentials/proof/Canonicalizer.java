package dev.laurel.credentials.proof;

import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdOptions;
import com.apicatalog.jsonld.context.ActiveContext;
import com.apicatalog.jsonld.json.JsonProvider;
import com.apicatalog.jsonld.processor.ProcessingRuntime;
import com.apicatalog.rdf.api.RdfConsumerException;
import com.apicatalog.rdf.canon.RdfCanon;
import com.apicatalog.rdf.nquads.NQuadsWriter;
import dev.laurel.credentials.proof.Canonicalization.Canonical;
import dev.laurel.credentials.proof.Canonicalization.Reason;
import dev.laurel.credentials.proof.Canonicalization.Refused;
import jakarta.json.JsonArrayBuilder;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/// The way from a JSON-LD document to canonical N-Quads (RDFC-1.0) that loses nothing on the way:
/// what would be dropped or is ambiguous is refused. Offline; any number of threads may share one,
/// and should: it keeps what it learned about contexts.
public final class Canonicalizer {
  /// Combinations of contexts whose parsed form is kept. A deployment sees a handful.
  private static final int MAX_KEPT = 32;

  private final Contexts contexts;
  private final JsonLdOptions options;
  private final Map<List<String>, ScopedContexts> parsed = new ConcurrentHashMap<>();

  public Canonicalizer(Contexts contexts) {
    this.contexts = contexts;
    options = new JsonLdOptions(contexts.loader());
  }

  /// The contexts that documents may name here.
  public Contexts contexts() {
    return contexts;
  }

  /// The canonical form of a document with SHA-256, or why it has none.
  public Canonicalization canonicalize(JsonNode document) {
    return canonicalize(document, HashFunction.SHA_256);
  }

  /// The same with another hash function, which may order blank nodes in another way.
  Canonicalization canonicalize(JsonNode document, HashFunction function) {
    Optional<Refused> objection = DocumentScreen.objection(document, contexts);
    if (objection.isPresent()) {
      return objection.get();
    }
    try {
      byte[] nquads = canonical(document, function);
      return nquads.length == 0
          ? new Refused(Reason.DROPPED_VALUE, "the document says nothing about anything", "")
          : new Canonical(nquads);
    } catch (Objection e) {
      return e.refused();
    } catch (StackOverflowError e) {
      // The library follows a chain of blank nodes that look alike by recursion, and a list is
      // such a chain. What it held is thrown away.
      return new Refused(Reason.RESOURCE_LIMIT, "its graph takes too much work", "");
    } catch (JsonLdError e) {
      String code = e.getCode().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      return new Refused(Reason.INVALID, "its contexts do not go together: " + code, "/@context");
    }
  }

  private byte[] canonical(JsonNode document, HashFunction function) throws JsonLdError {
    WorkLimit limit = new WorkLimit();
    RdfCanon canon = RdfCanon.create(function.digest(), limit);
    ScopedContexts scoped = scoped(DocumentScreen.contextUrls(document));
    new GraphReader(scoped, limit, new Quads(canon, limit)).read(document);
    StringWriter text = new StringWriter();
    try {
      canon.provide(new NQuadsWriter(text));
    } catch (RdfConsumerException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private ScopedContexts scoped(List<String> urls) throws JsonLdError {
    ScopedContexts scoped = parsed.get(urls);
    if (scoped == null) {
      JsonArrayBuilder names = JsonProvider.instance().createArrayBuilder();
      urls.forEach(names::add);
      ActiveContext empty = new ActiveContext(null, null, ProcessingRuntime.of(options));
      scoped = new ScopedContexts(empty.newContext().create(names.build(), null));
      if (parsed.size() < MAX_KEPT) {
        parsed.put(urls, scoped);
      }
    }
    return scoped;
  }
}
