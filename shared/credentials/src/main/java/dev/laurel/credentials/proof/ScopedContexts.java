package dev.laurel.credentials.proof;

import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.context.ActiveContext;
import com.apicatalog.jsonld.context.TermDefinition;
import com.apicatalog.jsonld.json.JsonProvider;
import jakarta.json.JsonArrayBuilder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The contexts that come into force on the way down a document: a term may bring its own, for the
/// values of a property or for the nodes of a type. Processing them is half the cost of expansion,
/// and documents of one kind need the same few again and again, so they are kept.
final class ScopedContexts {
  /// Contexts kept. A badge with everything needs about 40; strangers can ask for many more.
  private static final int MAX_KEPT = 500;

  /// Identity counts: neither the library's contexts nor its definitions define equality.
  private record Step(ActiveContext from, TermDefinition definition, boolean forType) {}

  private record Nested(ActiveContext from, List<String> urls) {}

  private final Map<Step, ActiveContext> kept = new ConcurrentHashMap<>();
  private final Map<Nested, ActiveContext> nested = new ConcurrentHashMap<>();
  private final ActiveContext top;

  ScopedContexts(ActiveContext top) {
    this.top = top;
  }

  /// The context of the document's top.
  ActiveContext top() {
    return top;
  }

  /// The context for the values of a property (JSON-LD API 5.1.2 step 8).
  ActiveContext forProperty(ActiveContext from, TermDefinition definition, WorkLimit limit)
      throws JsonLdError {
    return definition.hasLocalContext() ? step(new Step(from, definition, false), limit) : from;
  }

  /// The context for a node of a type (JSON-LD API 5.1.2 step 11.2): nodes below do not inherit it.
  ActiveContext forType(ActiveContext from, TermDefinition definition, WorkLimit limit)
      throws JsonLdError {
    return definition.hasLocalContext() ? step(new Step(from, definition, true), limit) : from;
  }

  /// The context for a credential within a document (JSON-LD API 5.1.2 step 9).
  ActiveContext forCredential(ActiveContext from, List<String> urls, WorkLimit limit)
      throws JsonLdError {
    Nested step = new Nested(from, urls);
    limit.nested(step);
    ActiveContext context = nested.get(step);
    if (context == null) {
      JsonArrayBuilder names = JsonProvider.instance().createArrayBuilder();
      urls.forEach(names::add);
      context = from.newContext().create(names.build(), null);
      if (nested.size() < MAX_KEPT) {
        nested.put(step, context);
      }
    }
    return context;
  }

  private ActiveContext step(Step step, WorkLimit limit) throws JsonLdError {
    ActiveContext context = kept.get(step);
    if (context == null) {
      limit.context();
      context =
          step.from()
              .newContext()
              .overrideProtected(!step.forType())
              .propagate(!step.forType())
              .create(step.definition().getLocalContext(), step.definition().getBaseUrl());
      if (kept.size() < MAX_KEPT) {
        kept.put(step, context);
      }
    }
    return context;
  }
}
