package dev.laurel.functions.submission;

import dev.laurel.assessment.ExpireInvitations;
import dev.laurel.aws.dynamodb.DynamoClients;
import dev.laurel.aws.dynamodb.DynamoItemStore;
import dev.laurel.aws.s3.S3Clients;
import dev.laurel.aws.s3.S3ObjectStore;
import dev.laurel.functions.submission.holder.HolderRoutes;
import dev.laurel.issuers.ApiKeyStore;
import dev.laurel.issuers.Scope;
import dev.laurel.runtime.ApiKeyLookup;
import dev.laurel.runtime.Edge;
import dev.laurel.runtime.Router;
import dev.laurel.runtime.StoredKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.ObjectStore;
import dev.laurel.storage.Table;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Puts the function together: over any ports, or over AWS.
public final class Wiring {
  private Wiring() {}

  /// The function over these ports. `publicBaseUrl` has no slash at its end; `random` is a
  /// cryptographic generator.
  public static Edge edge(
      String publicBaseUrl,
      ItemStore items,
      ObjectStore evidence,
      InstantSource clock,
      RandomGenerator random) {
    SubmissionRoutes submissions =
        new SubmissionRoutes(items, evidence, publicBaseUrl, clock, random);
    SubmissionLookup lookup = new SubmissionLookup(items, publicBaseUrl);
    HolderRoutes holder = new HolderRoutes(items, publicBaseUrl, clock, random);
    ExpireInvitations expire = new ExpireInvitations(items, evidence, clock);
    Router router =
        Router.builder()
            .key("POST /v1/submissions", Scope.SUBMIT.text(), submissions::create)
            .key("GET /v1/submissions/{id}", Scope.READ.text(), lookup)
            .key("POST /v1/submissions/{id}/invitations", Scope.SUBMIT.text(), submissions::renew)
            .key("POST /v1/submissions/{id}/complete", Scope.SUBMIT.text(), submissions::complete)
            .open("GET /my/{token}", holder::arrive)
            .open("POST /my/{token}", holder::enter)
            .open("GET /my", holder::show)
            .open("POST /my", holder::act)
            .build();
    return Edge.builder("submission").router(router).keys(keys(items)).sweep(expire::sweep).build();
  }

  /// The function on AWS.
  static Edge aws(Map<String, String> env) {
    Settings settings = Settings.from(env);
    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();
    ItemStore items =
        new DynamoItemStore(
            DynamoClients.client(env), Map.of(Table.ITEMS, settings.itemsTable()), clock, random);
    ObjectStore evidence =
        new S3ObjectStore(
            S3Clients.client(env), S3Clients.presigner(env), settings.evidenceBucket(), clock);
    return edge(settings.publicBaseUrl(), items, evidence, clock, random);
  }

  private static ApiKeyLookup keys(ItemStore items) {
    ApiKeyStore store = new ApiKeyStore(items);
    return id ->
        store
            .find(id)
            .map(key ->
                new StoredKey(
                    key.id(),
                    key.issuer(),
                    key.hashHex(),
                    key.scopes().stream().map(Scope::text).collect(Collectors.toSet())));
  }
}
