package dev.laurel.functions.grading;

import dev.laurel.assessment.DecideSubmission;
import dev.laurel.aws.dynamodb.DynamoClients;
import dev.laurel.aws.dynamodb.DynamoItemStore;
import dev.laurel.aws.s3.S3Clients;
import dev.laurel.aws.s3.S3ObjectStore;
import dev.laurel.issuers.ApiKeyStore;
import dev.laurel.issuers.Scope;
import dev.laurel.runtime.ApiKeyLookup;
import dev.laurel.runtime.Edge;
import dev.laurel.runtime.Router;
import dev.laurel.runtime.StoredKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.ObjectReader;
import dev.laurel.storage.Table;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Puts the function together: over any ports, or over AWS.
public final class Wiring {
  private Wiring() {}

  /// The function over these ports.
  public static Edge edge(
      ItemStore items, ObjectReader evidence, InstantSource clock, RandomGenerator random) {
    GradingQueue queue = new GradingQueue(items, evidence, clock);
    GradeSubmission grade =
        new GradeSubmission(items, new DecideSubmission(items, clock, random), clock);
    Router router =
        Router.builder()
            .key("GET /v1/grading/queue", Scope.GRADE.text(), queue)
            .key("POST /v1/submissions/{id}/grades", Scope.GRADE.text(), grade)
            .build();
    return Edge.builder("grading").router(router).keys(keys(items)).build();
  }

  /// The function on AWS.
  static Edge aws(Map<String, String> env) {
    Settings settings = Settings.from(env);
    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();
    ItemStore items =
        new DynamoItemStore(
            DynamoClients.client(env),
            Map.of(Table.ITEMS, settings.itemsTable(), Table.OUTBOX, settings.outboxTable()),
            clock,
            random);
    ObjectReader evidence =
        new S3ObjectStore(
            S3Clients.client(env), S3Clients.presigner(env), settings.evidenceBucket(), clock);
    return edge(items, evidence, clock, random);
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
