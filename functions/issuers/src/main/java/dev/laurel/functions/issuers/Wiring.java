package dev.laurel.functions.issuers;

import dev.laurel.aws.dynamodb.DynamoClients;
import dev.laurel.aws.dynamodb.DynamoItemStore;
import dev.laurel.aws.kms.KmsClients;
import dev.laurel.aws.kms.KmsKeyIds;
import dev.laurel.aws.kms.KmsKeys;
import dev.laurel.aws.kms.KmsRootKey;
import dev.laurel.aws.s3.S3Clients;
import dev.laurel.aws.s3.S3ObjectStore;
import dev.laurel.issuers.AchievementImages;
import dev.laurel.issuers.AchievementStore;
import dev.laurel.issuers.ApiKeyStore;
import dev.laurel.issuers.Authoring;
import dev.laurel.issuers.KeyIssuing;
import dev.laurel.issuers.Registration;
import dev.laurel.issuers.Scope;
import dev.laurel.issuers.SigningKeys;
import dev.laurel.runtime.ApiKeyLookup;
import dev.laurel.runtime.Edge;
import dev.laurel.runtime.Idempotency;
import dev.laurel.runtime.Router;
import dev.laurel.runtime.StoredKey;
import dev.laurel.storage.ItemReader;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.ObjectStore;
import dev.laurel.storage.Table;
import dev.laurel.tlog.entry.RootKey;
import dev.laurel.verification.published.PublishedLookup;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.kms.KmsClient;

/// Puts the function together, over AWS or over any other implementation of the ports.
public final class Wiring {
  private Wiring() {}

  /// The edge over the given ports.
  public static Edge edge(
      Settings settings,
      ItemStore items,
      ObjectStore evidence,
      ObjectStore publicObjects,
      SigningKeys signingKeys,
      RootKey rootKey,
      InstantSource clock,
      RandomGenerator random) {
    Idempotency once = new Idempotency(items, clock);
    KeyStatementRows statements = new KeyStatementRows(signingKeys, rootKey);
    IssuerRoutes issuers =
        new IssuerRoutes(
            new Registration(items, signingKeys, settings.publicHost(), clock, random),
            statements,
            once);
    OwnKeyRoutes ownKeys =
        new OwnKeyRoutes(
            new OperatorKeys(items, signingKeys, statements, settings.publicHost(), clock), once);
    KeyRoutes keys = new KeyRoutes(new KeyIssuing(items, clock, random), once);
    AchievementRoutes achievements =
        new AchievementRoutes(
            new Authoring(items, clock, random),
            new AchievementImages(items, evidence, publicObjects, clock),
            new AchievementStore(items),
            new AchievementView(settings.publicObjectsUrl()),
            once,
            settings.publicBaseUrl().length());
    CredentialRoutes credentials =
        new CredentialRoutes(new PublishedLookup(items), settings.publicBaseUrl(), clock);
    return Edge.builder("issuers")
        .keys(keys(items))
        .operatorKeyHash(settings.operatorKeySha256())
        .router(
            Router.builder()
                .operator("POST /v1/issuers", issuers::create)
                .operator("GET /v1/issuers/{id}/keys", ownKeys::list)
                .operator("POST /v1/issuers/{id}/keys", ownKeys::take)
                .operator("POST /v1/issuers/{id}/keys/{fragment}/retire", ownKeys::retire)
                .key("POST /v1/keys", "admin", keys::create)
                .key("DELETE /v1/keys/{id}", "admin", keys::delete)
                .key("POST /v1/achievements", "admin", achievements::create)
                .key("POST /v1/achievements/{id}/versions", "admin", achievements::revise)
                .key("POST /v1/achievements/{id}/complete", "admin", achievements::complete)
                .key("GET /v1/achievements/{id}", "read", achievements::get)
                .key("GET /v1/credentials", "read", credentials::list)
                .key("GET /v1/credentials/{id}", "read", credentials::get)
                .build())
        .build();
  }

  /// The edge over AWS, or over the endpoint that `AWS_ENDPOINT_URL` names outside production.
  static Edge aws(Map<String, String> env) {
    Settings settings = Settings.from(env);
    InstantSource clock = Clock.systemUTC();
    RandomGenerator random = new SecureRandom();
    ItemStore items =
        new DynamoItemStore(
            DynamoClients.client(env),
            Map.of(Table.ITEMS, settings.itemsTable(), Table.OUTBOX, settings.outboxTable()),
            clock,
            random);
    KmsClient kms = KmsClients.client(env);
    SigningKeys keys =
        new KmsKeys(
            kms,
            new KmsKeyIds(
                settings.signingKeyEd25519(), settings.signingKeyP256(), settings.keyStack()));
    return edge(
        settings,
        items,
        bucket(env, settings.evidenceBucket(), clock),
        bucket(env, settings.publicBucket(), clock),
        keys,
        new KmsRootKey(kms, settings.rootKey()),
        clock,
        random);
  }

  private static ObjectStore bucket(Map<String, String> env, String name, InstantSource clock) {
    return new S3ObjectStore(S3Clients.client(env), S3Clients.presigner(env), name, clock);
  }

  static void prime() {
    DynamoItemStore.prime();
    KmsKeys.prime();
    KmsRootKey.prime();
    S3ObjectStore.prime();
  }

  /// How the edge finds keys: the stored ones, one consistent read each.
  private static ApiKeyLookup keys(ItemReader items) {
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
