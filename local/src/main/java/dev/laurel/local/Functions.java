package dev.laurel.local;

import dev.laurel.credentials.baking.Baking;
import dev.laurel.functions.verification.PublicImages;
import dev.laurel.issuance.Issuance;
import dev.laurel.issuance.PublicSite;
import dev.laurel.local.gateway.EventFunction;
import dev.laurel.local.template.FunctionSpec;
import dev.laurel.local.template.Route;
import dev.laurel.local.template.TemplateFile;
import dev.laurel.runtime.Edge;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.ObjectReader;
import dev.laurel.storage.StoreUnavailable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/// Every function of the template over one world, built by the functions' own wiring and settings.
public final class Functions {
  private Functions() {}

  /// The functions by name, each behind the edge that Lambda would call. `settings` are values for
  /// the template's environment variables; a function is given those that the template gives it.
  public static Map<String, EventFunction> of(
      TemplateFile template, World world, Map<String, String> settings) {
    Map<String, EventFunction> functions = new LinkedHashMap<>();
    edges(template, world, settings).forEach((name, edge) -> functions.put(name, edge::handle));
    functions.computeIfPresent("sequencer", (name, function) -> oneAtATime(function));
    return functions;
  }

  /// Two sequencers at once do no harm, but one of them works in vain.
  private static EventFunction oneAtATime(EventFunction function) {
    ReentrantLock turn = new ReentrantLock();
    return (event, requestId) -> {
      turn.lock();
      try {
        return function.handle(event, requestId);
      } finally {
        turn.unlock();
      }
    };
  }

  /// The edges by function name.
  public static Map<String, Edge> edges(
      TemplateFile template, World world, Map<String, String> settings) {
    Map<String, String> all = new LinkedHashMap<>(settings);
    all.put(
        "ROUTES",
        template.routes().keySet().stream().map(Route::key).collect(Collectors.joining("|")));
    Map<String, Edge> edges = new LinkedHashMap<>();
    for (FunctionSpec spec : template.functions()) {
      edges.put(spec.name(), edge(spec.name(), world, environment(spec, all)));
    }
    return edges;
  }

  private static Map<String, String> environment(FunctionSpec spec, Map<String, String> all) {
    List<String> unknown = spec.variables().stream().filter(v -> !all.containsKey(v)).toList();
    if (!unknown.isEmpty()) {
      throw new IllegalStateException(
          "template.yaml gives " + spec.name() + " variables without a local value: " + unknown);
    }
    return all.entrySet().stream()
        .filter(variable -> spec.variables().contains(variable.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /// The badge images in the folder that everyone else reads over the gateway.
  private static PublicImages images(ObjectReader objects) {
    return name ->
        objects
            .open(new ObjectName(name))
            .map(content -> {
              try (content) {
                return content.bytes().readNBytes(Baking.MAX_IMAGE_BYTES + 1);
              } catch (IOException e) {
                throw new StoreUnavailable("a public image", e);
              }
            });
  }

  private static Edge edge(String name, World world, Map<String, String> env) {
    return switch (name) {
      case "issuers" ->
          dev.laurel.functions.issuers.Wiring.edge(
              dev.laurel.functions.issuers.Settings.from(env),
              world.items(),
              world.evidence(),
              world.publicObjects(),
              world.keys(),
              world.rootKey(),
              world.clock(),
              world.random());
      case "submission" ->
          dev.laurel.functions.submission.Wiring.edge(
              dev.laurel.functions.submission.Settings.from(env).publicBaseUrl(),
              world.items(),
              world.evidence(),
              world.clock(),
              world.random());
      case "grading" -> {
        // Read for its refusals only: grading is told nothing but ports.
        dev.laurel.functions.grading.Settings _ = dev.laurel.functions.grading.Settings.from(env);
        yield dev.laurel.functions.grading.Wiring.edge(
            world.items(), world.evidence(), world.clock(), world.random());
      }
      case "issuance" -> {
        var settings = dev.laurel.functions.issuance.Settings.from(env);
        boolean local = settings.stage() == dev.laurel.runtime.Env.Stage.LOCAL;
        yield dev.laurel.functions.issuance.Wiring.edge(
            world.items(),
            world.publicObjects(),
            new Issuance.Signing(world.keys(), world.signer(), world.logSigner()),
            settings.contexts(),
            new PublicSite(settings.publicBaseUrl(), settings.publicObjectsUrl(), local),
            settings.operatorKeySha256(),
            world.clock(),
            world.random());
      }
      case "verification" ->
          dev.laurel.functions.verification.Wiring.edge(
              dev.laurel.functions.verification.Settings.from(env),
              world.items(),
              images(world.publicObjects()),
              world.clock());
      case "notification" -> {
        var settings = dev.laurel.functions.notification.Settings.from(env);
        yield dev.laurel.functions.notification.Wiring.edge(
            world.items(),
            world.mailer(),
            settings.mailFrom(),
            settings.publicBaseUrl(),
            world.clock(),
            world.random());
      }
      case "sequencer" -> {
        var settings = dev.laurel.functions.sequencer.Settings.from(env);
        yield dev.laurel.functions.sequencer.Wiring.edge(
            settings,
            world.items(),
            world.log(),
            world.logSigner(),
            () -> world.rootKey().publicKey().text(),
            dev.laurel.functions.sequencer.Wiring.witnesses(settings),
            world.clock(),
            world.random());
      }
      default -> throw new IllegalStateException("template.yaml names an unknown function " + name);
    };
  }
}
