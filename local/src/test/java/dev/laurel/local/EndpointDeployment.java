package dev.laurel.local;

import dev.laurel.aws.AwsClients;
import dev.laurel.aws.dynamodb.DynamoClients;
import dev.laurel.aws.dynamodb.DynamoItemStore;
import dev.laurel.aws.kms.KmsClients;
import dev.laurel.aws.kms.KmsKeyIds;
import dev.laurel.aws.kms.KmsKeys;
import dev.laurel.aws.kms.KmsLogKeyIds;
import dev.laurel.aws.kms.KmsLogSigner;
import dev.laurel.aws.kms.KmsProofSigner;
import dev.laurel.aws.kms.KmsRootKey;
import dev.laurel.aws.s3.S3Clients;
import dev.laurel.aws.s3.S3ObjectStore;
import dev.laurel.aws.ses.SesClients;
import dev.laurel.aws.ses.SesMailer;
import dev.laurel.embedded.FileLogKeys;
import dev.laurel.embedded.FileRootKey;
import dev.laurel.embedded.H2ItemStore.ChangeListener;
import dev.laurel.embedded.MailboxFolder;
import dev.laurel.functions.sequencer.LogCaching;
import dev.laurel.functions.sequencer.Settings;
import dev.laurel.local.gateway.DeveloperPages;
import dev.laurel.local.gateway.EventFunction;
import dev.laurel.local.gateway.Gateway;
import dev.laurel.local.gateway.LogRoute;
import dev.laurel.local.gateway.RouteTable;
import dev.laurel.local.template.TemplateFile;
import dev.laurel.notification.MailResult;
import dev.laurel.notification.Mailer;
import dev.laurel.storage.ObjectStore;
import dev.laurel.storage.Table;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.tlog.entry.RootKey;
import dev.laurel.tlog.sequencing.LogSigner;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/// The functions over the AWS adapters at an endpoint, behind the local gateway. Tables, buckets
/// and keys are made from the template's own properties under fresh names; an endpoint keeps them.
final class EndpointDeployment implements AutoCloseable {
  final String origin;
  final String operatorKey;
  final List<VerifierKey> logKeys;
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
    Map<Table, String> tables = EndpointResources.tables(dynamo, template);

    S3Client s3 = keep(S3Clients.client(env));
    S3Presigner presigner = keep(S3Clients.presigner(env));
    String evidence = EndpointResources.bucket(s3);
    String publicObjects = EndpointResources.bucket(s3);
    ObjectStore logObjects =
        new S3ObjectStore(s3, presigner, EndpointResources.bucket(s3), clock, LogCaching::of);

    KmsClient kms = keep(KmsClients.client(env));
    KmsKeyIds keys =
        new KmsKeyIds(key(kms, KeySpec.ECC_NIST_EDWARDS25519), key(kms, KeySpec.ECC_NIST_P256));

    Map<String, String> settings = new HashMap<>(LocalServer.settings(origin, operatorKey));
    settings.put("STAGE", "emulator");
    settings.put("SIGNING_KEY_ED25519", keys.ed25519());
    settings.put("SIGNING_KEY_P256", keys.p256());
    settings.put("KEY_STACK", "");

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

    LogSigner logSigner = logSigner(kms, folder, random);
    logKeys = logSigner.keys();
    AtomicReference<ChangeListener> stream = new AtomicReference<>((table, inserted, key) -> {});
    World world =
        new World(
            new WatchedItems(
                new DynamoItemStore(dynamo, tables, clock, random),
                (table, inserted, key) -> stream.get().changed(table, inserted, key)),
            new S3ObjectStore(s3, presigner, evidence, clock),
            new S3ObjectStore(s3, presigner, publicObjects, clock),
            logObjects,
            new KmsKeys(kms, keys),
            new KmsProofSigner(kms, keys),
            logSigner,
            rootKey(kms, folder, random),
            mailer,
            clock,
            random);
    Map<String, EventFunction> functions = Functions.of(template, world, settings);
    triggers = new Triggers(template, functions, log);
    stream.set(triggers::changed);
    gateway =
        new Gateway(
            port,
            new RouteTable(template.routes()),
            functions,
            Map.of("/log/", LogRoute.of(logObjects), "/dev/", new DeveloperPages(mailbox, origin)),
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

  /// The log's keys at the endpoint, or files where it has no Ed25519, which every log needs; no
  /// ML-DSA-44 where it has none.
  private LogSigner logSigner(KmsClient client, Path folder, SecureRandom random) {
    String name = Settings.origin(LocalServer.logUrl(origin));
    String ed25519 = key(client, KeySpec.ECC_NIST_EDWARDS25519);
    return ed25519.isEmpty()
        ? FileLogKeys.open(folder.resolve("log-keys"), "emulator", name, random)
        : new KmsLogSigner(client, name, new KmsLogKeyIds(ed25519, key(client, KeySpec.ML_DSA_44)));
  }

  private static RootKey rootKey(KmsClient client, Path folder, SecureRandom random) {
    String ed25519 = key(client, KeySpec.ECC_NIST_EDWARDS25519);
    return ed25519.isEmpty()
        ? FileRootKey.open(folder.resolve("log-keys"), "emulator", random)
        : new KmsRootKey(client, ed25519);
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
