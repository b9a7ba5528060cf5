package dev.laurel.functions.verification;

import dev.laurel.credentials.proof.Contexts;
import dev.laurel.functions.verification.fetch.FetchBudget;
import dev.laurel.functions.verification.fetch.ForeignResolvers;
import dev.laurel.functions.verification.fetch.GuardedClient;
import dev.laurel.verification.DeploymentUrls;
import dev.laurel.verification.PublishedResolvers;
import dev.laurel.verification.Verifier;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Makes the verifier of one request: over this deployment's own rows, and, where the settings
/// allow it, over what others host. What is fetched counts against that one request.
final class Verifications {
  private final Contexts contexts;
  private final DeploymentUrls urls;
  private final PublishedResolvers own;
  private final Optional<GuardedClient> client;
  private final UnaryOperator<Verifier> informed;
  private final InstantSource clock;

  /// `client` is empty where nothing is fetched; `informed` tells a verifier what is known of the
  /// log and of keys.
  Verifications(
      Contexts contexts,
      DeploymentUrls urls,
      PublishedResolvers own,
      Optional<GuardedClient> client,
      UnaryOperator<Verifier> informed,
      InstantSource clock) {
    this.contexts = contexts;
    this.urls = urls;
    this.own = own;
    this.client = client;
    this.informed = informed;
    this.clock = clock;
  }

  /// Over own rows alone.
  Verifier offline() {
    return informed.apply(new Verifier(contexts, own, own, own, clock));
  }

  /// For one verification that somebody asked for.
  Verifier forOne() {
    if (client.isEmpty()) {
      return offline();
    }
    ForeignResolvers foreign =
        new ForeignResolvers(own, own, urls.base(), client.get(), new FetchBudget(clock));
    return informed.apply(new Verifier(contexts, foreign, foreign, own, clock));
  }
}
