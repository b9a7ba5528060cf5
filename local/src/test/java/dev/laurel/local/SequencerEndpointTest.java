package dev.laurel.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.laurel.aws.AwsClients;
import dev.laurel.aws.dynamodb.DynamoClients;
import dev.laurel.aws.dynamodb.DynamoItemStore;
import dev.laurel.aws.s3.S3Clients;
import dev.laurel.aws.s3.S3ObjectStore;
import dev.laurel.embedded.FileLogKeys;
import dev.laurel.functions.sequencer.LogCaching;
import dev.laurel.functions.sequencer.Settings;
import dev.laurel.functions.sequencer.Wiring;
import dev.laurel.runtime.Edge;
import dev.laurel.runtime.Env;
import dev.laurel.runtime.OutboxEvent;
import dev.laurel.storage.Cursor;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.ObjectContent;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.ObjectStore;
import dev.laurel.storage.Page;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.testkit.Faults;
import dev.laurel.testkit.FaultyItemStore;
import dev.laurel.testkit.FaultyObjectStore;
import dev.laurel.testkit.Fresh;
import dev.laurel.tlog.Hash;
import dev.laurel.tlog.MerkleTree;
import dev.laurel.tlog.SignedCheckpoint;
import dev.laurel.tlog.SignedCheckpoint.Opened;
import dev.laurel.tlog.check.LogCheck;
import dev.laurel.tlog.check.LogFiles;
import dev.laurel.tlog.check.Report;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.entry.Issue;
import dev.laurel.tlog.sequencing.EntryRow;
import dev.laurel.tlog.sequencing.LogLookup;
import dev.laurel.tlog.sequencing.LoggedProof;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// The sequencer's protocol on the adapters of DynamoDB and S3. The log's keys are files: emulators
/// have neither Ed25519 nor ML-DSA.
final class SequencerEndpointTest {
  private static final String ORIGIN = "log.example/endpoint";
  private static final Settings SETTINGS =
      new Settings(
          Env.Stage.EMULATOR,
          "",
          "",
          "https://" + ORIGIN,
          "log-ed25519",
          "log-mldsa44",
          "",
          List.of());

  @TempDir Path folder;

  private final Map<String, String> env = new HashMap<>(System.getenv());
  private final InstantSource clock = InstantSource.system();
  private final SecureRandom random = new SecureRandom();
  private final List<Issue> queued = new ArrayList<>();
  private final List<AutoCloseable> clients = new ArrayList<>();
  private S3Client s3;
  private String bucket;
  private ItemStore items;
  private ObjectStore objects;
  private FileLogKeys keys;

  @BeforeEach
  void needsAnEndpoint() throws IOException {
    assumeTrue(
        env.containsKey("AWS_ENDPOINT_URL"),
        "needs AWS_ENDPOINT_URL: an endpoint that answers for DynamoDB and S3");
    env.putIfAbsent("STAGE", "emulator");
    DynamoDbClient dynamo = DynamoClients.client(env, new OneAtATime(AwsClients.http()));
    s3 = S3Clients.client(env, new OneAtATime(AwsClients.http()));
    S3Presigner presigner = S3Clients.presigner(env);
    clients.addAll(List.of(dynamo, s3, presigner));
    bucket = EndpointResources.bucket(s3);
    Map<Table, String> tables = EndpointResources.tables(dynamo, LocalMain.template());
    items = new DynamoItemStore(dynamo, tables, clock, random);
    objects = new S3ObjectStore(s3, presigner, bucket, clock, LogCaching::of);
    keys = FileLogKeys.open(folder.resolve("keys"), "emulator", ORIGIN, random);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable client : clients) {
      client.close();
    }
  }

  /// A process of its own; its calls go through the plan of failures.
  private Edge sequencer(Faults faults) {
    return Wiring.edge(
        SETTINGS,
        new FaultyItemStore(items, faults),
        new FaultyObjectStore(objects, faults),
        keys,
        () -> "",
        List.of(),
        clock,
        random);
  }

  private List<ItemKey> queue(int count) {
    List<Write> writes = new ArrayList<>();
    List<ItemKey> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] commit = ByteBuffer.allocate(32).putInt(queued.size()).array();
      Issue entry =
          new Issue(List.of("did:web:log.example:issuers:1#key-1"), commit, clock.instant());
      queued.add(entry);
      rows.add(EntryRow.key(entry.id()));
      writes.add(EntryRow.pending(entry, "award:" + i + ":1", clock.instant()).create());
    }
    for (int from = 0; from < writes.size(); from += ItemStore.MAX_WRITES) {
      int to = Math.min(writes.size(), from + ItemStore.MAX_WRITES);
      assertThat(items.write(writes.subList(from, to))).isEqualTo(new WriteResult.Written());
    }
    return rows;
  }

  /// The log is whole, and holds each queued entry once and nothing else.
  private void holdsAllOnce() {
    Set<EntryId> seen = new HashSet<>();
    List<EntryId> twice = new ArrayList<>();
    Report report =
        LogCheck.of(ORIGIN, keys.keys())
            .check(
                files(),
                (index, entry) -> {
                  if (!seen.add(entry.id())) {
                    twice.add(entry.id());
                  }
                });
    assertThat(report.faults()).isEmpty();
    assertThat(twice).isEmpty();
    assertThat(seen).containsExactlyInAnyOrderElementsOf(queued.stream().map(Issue::id).toList());
    queued.forEach(this::proves);
  }

  private void proves(Issue entry) {
    LoggedProof proof = new LogLookup(items).proof(entry.id()).orElseThrow();
    Opened opened = SignedCheckpoint.open(proof.checkpoint(), ORIGIN, keys.keys());
    SignedCheckpoint checkpoint = ((Opened.Valid) opened).checkpoint();
    assertThat(
            MerkleTree.verifyInclusion(
                Hash.leaf(entry.bytes()),
                proof.index(),
                checkpoint.size(),
                proof.path(),
                checkpoint.root()))
        .isTrue();
  }

  private LogFiles files() {
    return new LogFiles() {
      @Override
      public Optional<byte[]> read(String path) {
        return objects
            .open(new ObjectName(path))
            .map(content -> {
              try (ObjectContent open = content) {
                return open.bytes().readAllBytes();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
      }

      @Override
      public List<String> list() {
        List<String> names = new ArrayList<>();
        Cursor after = Cursor.START;
        do {
          Page<ObjectName> page = objects.list("tile/", after);
          page.entries().forEach(name -> names.add(name.text()));
          after = page.next();
        } while (!after.equals(Cursor.START));
        return names;
      }
    };
  }

  @Test
  void entries_byStreamAndBySweep_areLogged() {
    Edge sequencer = sequencer(new Faults());
    byte[] _ = sequencer.handle(OutboxEvent.changes("INSERT", queue(1)), "stream");
    holdsAllOnce();
    queue(300);
    byte[] _ = sequencer.handle(OutboxEvent.sweep(), "sweep");
    holdsAllOnce();

    HeadObjectResponse checkpoint = s3.headObject(to -> to.bucket(bucket).key("checkpoint"));
    assertThat(checkpoint.contentType()).isEqualTo("text/plain; charset=utf-8");
    assertThat(checkpoint.cacheControl()).isEqualTo("public, max-age=5");
    HeadObjectResponse tile = s3.headObject(to -> to.bucket(bucket).key("tile/0/000"));
    assertThat(tile.contentType()).isEqualTo("application/octet-stream");
    assertThat(tile.cacheControl()).contains("immutable");
  }

  @Test
  @Tag("check-111")
  void twoSequencers_atOnce_logEachEntryOnce() {
    for (int round = 0; round < 5; round++) {
      List<ItemKey> rows = queue(40);
      byte[] event = OutboxEvent.changes("INSERT", rows);
      Fresh.inParallel(2, n -> sequencer(new Faults()).handle(event, "process-" + n).length);
    }
    byte[] _ = sequencer(new Faults()).handle(OutboxEvent.sweep(), "sweep");
    holdsAllOnce();
  }

  /// Before and after every call of a port: the call is lost, or its answer is, and the process
  /// dies; the next one takes up what it left.
  @Test
  @Tag("check-112")
  void everyCall_lostOrItsAnswerLost_isTakenUpByTheNext() {
    queue(3);
    Faults undisturbed = new Faults();
    byte[] _ = sequencer(undisturbed).handle(OutboxEvent.sweep(), "sweep");
    int calls = undisturbed.calls();
    assertThat(calls).isGreaterThan(10);
    for (int n = 1; n <= calls; n++) {
      for (boolean answered : List.of(false, true)) {
        queue(3);
        Faults faults = answered ? new Faults().dieAfter(n) : new Faults().dieBefore(n);
        sweep(sequencer(faults));
        sweep(sequencer(new Faults()));
      }
    }
    holdsAllOnce();
  }

  private static void sweep(Edge sequencer) {
    try {
      byte[] _ = sequencer.handle(OutboxEvent.sweep(), "sweep");
    } catch (StoreUnavailable e) {
      // As on Lambda: the next one comes.
      assertThat(e).isExactlyInstanceOf(StoreUnavailable.class);
    }
  }
}
