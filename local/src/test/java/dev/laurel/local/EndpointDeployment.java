package dev.laurel.local;

import dev.laurel.aws.AwsClients;
import dev.laurel.aws.dynamodb.DynamoClients;
import dev.laurel.aws.dynamodb.DynamoItemStore;
import dev.laurel.aws.kms.KmsClients;
import dev.laurel.aws.kms.KmsKeyIds;
import dev.laurel.aws.kms.KmsKeys;
import dev.laurel.aws.kms.KmsProofSigner;
import dev.laurel.aws.s3.S3Clients;
import dev.laurel.aws.s3.S3ObjectStore;
import dev.laurel.aws.ses.SesClients;
import dev.laurel.aws.ses.SesMailer;
import dev.laurel.embedded.MailboxFolder;
import dev.laurel.local.gateway.DeveloperPages;
import dev.laurel.local.gateway.EventFunction;
import dev.laurel.local.gateway.Gateway;
import dev.laurel.local.gateway.RouteTable;
import dev.laurel.local.template.Node;
import dev.laurel.local.template.TemplateFile;
import dev.laurel.notification.MailResult;
import dev.laurel.notification.Mailer;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Table;
import dev.laurel.testkit.Fresh;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/// The functions over the AWS adapters at an endpoint, behind the local gateway. Tables, buckets
/// and keys are made from the template's own properties under fresh names; an endpoint keeps them.
final class EndpointDeployment implements AutoCloseable {
  final String origin;
  final String operatorKey;
  private final Gateway gateway;
  private final Triggers triggers;
  private final List<AutoCloseable> clients = new ArrayList<>();

  EndpointDeployment(Map<String, String> env, Path folder, Consumer<String> log)
      throws IOException {
    TemplateFile template = LocalMain.template();
    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();
    int port = StoryTest.freePort();
    origin = "http://localhost:" + port;
    operatorKey = "laurel_operator_" + "7".repeat(64);

    DynamoDbClient dynamo = keep(DynamoClients.client(env, new OneAtATime(AwsClients.http())));
    Map<Table, String> tables = new EnumMap<>(Table.class);
    tables.put(Table.ITEMS, table(dynamo, template.resource("Items")));
    tables.put(Table.OUTBOX, table(dynamo, template.resource("Outbox")));

    S3Client s3 = keep(S3Clients.client(env));
    S3Presigner presigner = keep(S3Clients.presigner(env));
    String evidence = bucket(s3);
    String publicObjects = bucket(s3);

    KmsClient kms = keep(KmsClients.client(env));
    KmsKeyIds keys =
        new KmsKeyIds(key(kms, KeySpec.ECC_NIST_EDWARDS25519), key(kms, KeySpec.ECC_NIST_P256));

    Map<String, String> settings = new HashMap<>(LocalServer.settings(origin, operatorKey));
    settings.put("STAGE", "emulator");
    settings.put("SIGNING_KEY_ED25519", keys.ed25519());
    settings.put("SIGNING_KEY_P256", keys.p256());

    SesV2Client ses = keep(SesClients.client(env));
    ses.createEmailIdentity(to -> to.emailIdentity("laurel.example"));
    MailboxFolder mailbox = new MailboxFolder(folder.resolve("mailbox"), clock, random);
    SesMailer carrier = new SesMailer(ses, "");
    // What SES has taken is kept too, so that it can be looked at.
    Mailer mailer =
        letter -> {
          MailResult result = carrier.send(letter);
          if (result instanceof MailResult.Sent) {
            mailbox.send(letter);
          }
          return result;
        };

    AtomicReference<Consumer<ItemKey>> stream = new AtomicReference<>(key -> {});
    World world =
        new World(
            new WatchedItems(
                new DynamoItemStore(dynamo, tables, clock, random),
                key -> stream.get().accept(key)),
            new S3ObjectStore(s3, presigner, evidence, clock),
            new S3ObjectStore(s3, presigner, publicObjects, clock),
            new KmsKeys(kms, keys),
            new KmsProofSigner(kms, keys),
            mailer,
            clock,
            random);
    Map<String, EventFunction> functions = Functions.of(template, world, settings);
    triggers = new Triggers(template, functions, log);
    stream.set(triggers::inserted);
    gateway =
        new Gateway(
            port,
            new RouteTable(template.routes()),
            functions,
            Map.of("/dev/", new DeveloperPages(mailbox, origin)),
            clock,
            random,
            log);
    gateway.start();
    triggers.start(template, functions, Triggers.SWEEP_EVERY);
  }

  String listening() {
    return "http://127.0.0.1:" + gateway.port();
  }

  @Override
  public void close() throws Exception {
    gateway.stop(Duration.ofSeconds(1));
    triggers.close();
    for (AutoCloseable client : clients) {
      client.close();
    }
  }

  private <T extends AutoCloseable> T keep(T client) {
    clients.add(client);
    return client;
  }

  private static String table(DynamoDbClient client, Node resource) {
    Node properties = resource.at("Properties").orElseThrow();
    String name = Fresh.text("laurel-");
    List<AttributeDefinition> attributes =
        properties.at("AttributeDefinitions").orElseThrow().items().stream()
            .map(a ->
                AttributeDefinition.builder()
                    .attributeName(a.text("AttributeName").orElseThrow())
                    .attributeType(a.text("AttributeType").orElseThrow())
                    .build())
            .toList();
    List<GlobalSecondaryIndex> indexes =
        properties.at("GlobalSecondaryIndexes").orElseThrow().items().stream()
            .map(i ->
                GlobalSecondaryIndex.builder()
                    .indexName(i.text("IndexName").orElseThrow())
                    .keySchema(keySchema(i))
                    .projection(
                        p -> p.projectionType(i.text("Projection", "ProjectionType").orElseThrow()))
                    .build())
            .toList();
    client.createTable(to ->
        to.tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(attributes)
            .keySchema(keySchema(properties))
            .globalSecondaryIndexes(indexes));
    client.waiter().waitUntilTableExists(to -> to.tableName(name));
    return name;
  }

  private static List<KeySchemaElement> keySchema(Node owner) {
    return owner.at("KeySchema").orElseThrow().items().stream()
        .map(k ->
            KeySchemaElement.builder()
                .attributeName(k.text("AttributeName").orElseThrow())
                .keyType(k.text("KeyType").orElseThrow())
                .build())
        .toList();
  }

  private static String bucket(S3Client client) {
    String name = Fresh.text("laurel-");
    client.createBucket(to -> to.bucket(name));
    client.putBucketVersioning(to ->
        to.bucket(name).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    return name;
  }

  /// The key's id, or "" where the endpoint has no such keys.
  private static String key(KmsClient client, KeySpec spec) {
    try {
      return client
          .createKey(to -> to.keySpec(spec).keyUsage(KeyUsageType.SIGN_VERIFY))
          .keyMetadata()
          .keyId();
    } catch (KmsException e) {
      return "";
    }
  }
}
