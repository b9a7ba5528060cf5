package dev.laurel.functions.issuance;

import dev.laurel.aws.dynamodb.DynamoClients;
import dev.laurel.aws.dynamodb.DynamoItemStore;
import dev.laurel.aws.kms.KmsClients;
import dev.laurel.aws.kms.KmsKeyIds;
import dev.laurel.aws.kms.KmsKeys;
import dev.laurel.aws.kms.KmsLogKeyIds;
import dev.laurel.aws.kms.KmsLogKeys;
import dev.laurel.aws.kms.KmsProofSigner;
import dev.laurel.aws.s3.S3Clients;
import dev.laurel.aws.s3.S3ObjectStore;
import dev.laurel.credentials.proof.Contexts;
import dev.laurel.issuance.Issuance;
import dev.laurel.issuance.IssueNow;
import dev.laurel.issuance.ProofSigner;
import dev.laurel.issuance.PublicSite;
import dev.laurel.issuers.ApiKeyStore;
import dev.laurel.issuers.Scope;
import dev.laurel.issuers.SigningKeys;
import dev.laurel.runtime.ApiKeyLookup;
import dev.laurel.runtime.Edge;
import dev.laurel.runtime.Env;
import dev.laurel.runtime.Idempotency;
import dev.laurel.runtime.Log;
import dev.laurel.runtime.MessageRunner;
import dev.laurel.runtime.Router;
import dev.laurel.runtime.StoredKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Message;
import dev.laurel.storage.ObjectStore;
import dev.laurel.storage.Table;
import dev.laurel.tlog.sequencing.EntryRow;
import dev.laurel.tlog.sequencing.LogKeys;
import dev.laurel.verification.published.PublishedLookup;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.kms.KmsClient;

/// Puts the function together: over any ports, or over AWS.
public final class Wiring {
  private static final String NAME = "issuance";

  private Wiring() {}

  /// The function over these ports. `operatorKeySha256` is SHA-256 of the operator's whole key in
  /// lower-case hex, "" for none.
  public static Edge edge(
      ItemStore items,
      ObjectStore publicObjects,
      SigningKeys keys,
      ProofSigner signer,
      LogKeys logKeys,
      PublicSite site,
      String operatorKeySha256,
      InstantSource clock,
      RandomGenerator random) {
    return edge(
        items,
        publicObjects,
        new Issuance.Signing(keys, signer, logKeys),
        Contexts.bundled(),
        site,
        operatorKeySha256,
        clock,
        random);
  }

  /// The function over these ports, for documents that name these contexts.
  public static Edge edge(
      ItemStore items,
      ObjectStore publicObjects,
      Issuance.Signing signing,
      Contexts contexts,
      PublicSite site,
      String operatorKeySha256,
      InstantSource clock,
      RandomGenerator random) {
    return edge(
        items,
        publicObjects,
        signing,
        contexts,
        site,
        operatorKeySha256,
        duration -> LockSupport.parkNanos(duration.toNanos()),
        clock,
        random,
        Log.standard(NAME));
  }

  static Edge edge(
      ItemStore items,
      ObjectStore publicObjects,
      Issuance.Signing signing,
      Contexts contexts,
      PublicSite site,
      String operatorKeySha256,
      IssueNow.Pause pause,
      InstantSource clock,
      RandomGenerator random,
      Log log) {
    Issuance issuance =
        new Issuance(items, publicObjects, signing, contexts, site, pause, clock, random);
    MessageRunner runner =
        new MessageRunner(
            items,
            clock,
            Message.Topic.ISSUANCE,
            new IssuanceMessages(issuance),
            MessageRunner.MAX_ATTEMPTS,
            log);
    Idempotency idempotency = new Idempotency(items, clock);
    return Edge.builder(NAME)
        .operatorKeyHash(operatorKeySha256)
        .router(router(issuance, new PublishedLookup(items), site, idempotency))
        .keys(keys(items))
        .messages(runner)
        .changes(EntryRow.PARTITION_PREFIX, new LogSignals(issuance, log))
        .sweep(() -> sweepStatusLists(issuance, log))
        .operation("restore", issuance::restore)
        .log(log)
        .build();
  }

  private static Router router(
      Issuance issuance, PublishedLookup published, PublicSite site, Idempotency idempotency) {
    AwardRoutes awards =
        new AwardRoutes(issuance.awards(), issuance.standing(), issuance.issueNow(), idempotency);
    EndorsementRoutes endorsements = new EndorsementRoutes(issuance.endorsements(), idempotency);
    RenewalRoutes renewals = new RenewalRoutes(issuance, published, idempotency);
    return Router.builder()
        .key("POST /v1/endorsements", Scope.ADMIN.text(), endorsements::take)
        .key("GET /v1/endorsements", Scope.READ.text(), endorsements::list)
        .key("DELETE /v1/endorsements/{id}", Scope.ADMIN.text(), endorsements::delete)
        .key(
            "POST /v1/credentials/{id}/status",
            Scope.REVOKE.text(),
            new CredentialStatus(issuance, idempotency))
        .key(
            "POST /vc-api/credentials/issue",
            Scope.ADMIN.text(),
            new VcApiIssue(issuance.requests(), issuance.issueNow(), published))
        .key(
            "POST /vc-api/credentials/status",
            Scope.REVOKE.text(),
            new VcApiStatus(issuance, published, site.urls(), idempotency))
        .key("POST /v1/credentials/{id}/renewal", Scope.ADMIN.text(), renewals::renew)
        .operator("POST /v1/issuers/{id}/keys/{fragment}/renewals", renewals::reissue)
        .key("GET /v1/issuance", Scope.READ.text(), awards::list)
        .key("GET /v1/issuance/{id}", Scope.READ.text(), awards::get)
        .key("POST /v1/issuance", Scope.ADMIN.text(), awards::issue)
        .key("POST /v1/issuance/{id}/resume", Scope.ADMIN.text(), awards::resume)
        .key("POST /v1/issuance/{id}/abandon", Scope.ADMIN.text(), awards::abandon)
        .build();
  }

  private static void sweepStatusLists(Issuance issuance, Log log) {
    int behind = issuance.sweepStatusLists();
    if (behind > 0) {
      log.event("status-lists-behind", Map.of("lists", behind));
    }
  }

  /// The function on AWS.
  static Edge aws(Map<String, String> env) {
    Settings settings = Settings.from(env);
    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();
    ItemStore items =
        new DynamoItemStore(
            DynamoClients.client(env),
            Map.of(
                Table.ITEMS, settings.itemsTable(),
                Table.OUTBOX, settings.outboxTable(),
                Table.LOG, settings.logTable()),
            clock,
            random);
    ObjectStore publicObjects =
        new S3ObjectStore(
            S3Clients.client(env), S3Clients.presigner(env), settings.publicBucket(), clock);
    KmsClient kms = KmsClients.client(env);
    KmsKeyIds ids =
        new KmsKeyIds(settings.signingKeyEd25519(), settings.signingKeyP256(), settings.keyStack());
    PublicSite site =
        new PublicSite(
            settings.publicBaseUrl(),
            settings.publicObjectsUrl(),
            settings.stage() == Env.Stage.LOCAL);
    return edge(
        items,
        publicObjects,
        new Issuance.Signing(
            new KmsKeys(kms, ids),
            new KmsProofSigner(kms, ids),
            new KmsLogKeys(
                kms,
                settings.logOrigin(),
                new KmsLogKeyIds(settings.logKeyEd25519(), settings.logKeyMlDsa44()))),
        settings.contexts(),
        site,
        settings.operatorKeySha256(),
        clock,
        random);
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
