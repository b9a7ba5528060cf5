package dev.laurel.functions.sequencer;

import dev.laurel.aws.dynamodb.DynamoClients;
import dev.laurel.aws.dynamodb.DynamoItemStore;
import dev.laurel.aws.kms.KmsClients;
import dev.laurel.aws.kms.KmsLogKeyIds;
import dev.laurel.aws.kms.KmsLogSigner;
import dev.laurel.aws.kms.KmsRootKey;
import dev.laurel.aws.s3.S3Clients;
import dev.laurel.aws.s3.S3ObjectStore;
import dev.laurel.runtime.Edge;
import dev.laurel.runtime.Log;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.ObjectStore;
import dev.laurel.storage.Table;
import dev.laurel.tlog.sequencing.KnownWitness;
import dev.laurel.tlog.sequencing.LogSigner;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.kms.KmsClient;

/// Puts the function together: over any ports, or over AWS.
public final class Wiring {
  private static final String NAME = "sequencer";

  /// Reads and transactions under way at once against DynamoDB: one answers in a few milliseconds,
  /// and a batch has up to 16,384 entries.
  private static final int PARALLEL = 32;

  private Wiring() {}

  /// The function over these ports, which answer from memory or disk.
  ///
  /// @param rootKey the Multikey text of the platform's root key, asked for with the first event;
  ///   "" where there is none
  public static Edge edge(
      Settings settings,
      ItemStore items,
      ObjectStore log,
      LogSigner signer,
      Supplier<String> rootKey,
      List<KnownWitness> witnesses,
      InstantSource clock,
      RandomGenerator random) {
    return edge(
        new Ports(items, log, signer, rootKey, witnesses, clock, random, 1),
        settings.origin(),
        Log.standard(NAME));
  }

  /// What a sequencer works with; `parallel` calls may be under way at once.
  record Ports(
      ItemStore items,
      ObjectStore log,
      LogSigner signer,
      Supplier<String> rootKey,
      List<KnownWitness> witnesses,
      InstantSource clock,
      RandomGenerator random,
      int parallel) {}

  static Edge edge(Ports ports, String origin, Log lines) {
    Sequencing sequencing = new Sequencing(ports, origin, lines);
    return Edge.builder(NAME)
        .changes(Sequencing.ENTRIES, sequencing::entries)
        .sweep(sequencing::sweep)
        .operation("restore", sequencing::restore)
        .log(lines)
        .build();
  }

  /// The witnesses of the settings, asked over HTTP.
  public static List<KnownWitness> witnesses(Settings settings) {
    return settings.witnesses().stream()
        .map(address -> new KnownWitness(address.key(), new HttpWitness(address)))
        .toList();
  }

  /// The function on AWS.
  static Edge aws(Map<String, String> env) {
    Settings settings = Settings.from(env);
    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();
    ItemStore items =
        new DynamoItemStore(
            DynamoClients.client(env), Map.of(Table.LOG, settings.logTable()), clock, random);
    ObjectStore log =
        new S3ObjectStore(
            S3Clients.client(env),
            S3Clients.presigner(env),
            settings.logBucket(),
            clock,
            LogCaching::of);
    KmsClient kms = KmsClients.client(env);
    LogSigner signer =
        new KmsLogSigner(
            kms,
            settings.origin(),
            new KmsLogKeyIds(settings.logKeyEd25519(), settings.logKeyMlDsa44()));
    return edge(
        new Ports(
            items,
            log,
            signer,
            rootKey(kms, settings),
            witnesses(settings),
            clock,
            random,
            PARALLEL),
        settings.origin(),
        Log.standard(NAME));
  }

  private static Supplier<String> rootKey(KmsClient kms, Settings settings) {
    String id = settings.rootKey();
    return () -> id.isEmpty() ? "" : KmsRootKey.publicKey(kms, id).text();
  }
}
