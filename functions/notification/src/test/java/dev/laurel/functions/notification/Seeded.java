package dev.laurel.functions.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.Sha256;
import dev.laurel.issuers.ApiKey;
import dev.laurel.issuers.ApiKeyStore;
import dev.laurel.issuers.Scope;
import dev.laurel.json.Json;
import dev.laurel.notification.Letter;
import dev.laurel.notification.MailResult;
import dev.laurel.notification.Mailer;
import dev.laurel.runtime.Edge;
import dev.laurel.runtime.Log;
import dev.laurel.storage.AddResult;
import dev.laurel.storage.Cursor;
import dev.laurel.storage.Index;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Message;
import dev.laurel.storage.Page;
import dev.laurel.storage.Read;
import dev.laurel.storage.SortRange;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.testkit.CountingRandom;
import dev.laurel.testkit.Faults;
import dev.laurel.testkit.FaultyItemStore;
import dev.laurel.testkit.FixedClock;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.verification.published.CredentialOwner;
import dev.laurel.verification.published.PublishedCredential;
import dev.laurel.verification.published.Recipient;
import dev.laurel.verification.published.Revocation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// The function over stores in memory that hold keys of two issuers and credentials of the first:
/// published, revoked, and not published yet, all under ids that the files in `events/notification`
/// name.
final class Seeded {
  static final IssuerId ISSUER = new IssuerId("1".repeat(32));
  static final IssuerId OTHER = new IssuerId("2".repeat(32));
  static final CredentialId CREDENTIAL = new CredentialId("c".repeat(32));
  static final CredentialId REVOKED = new CredentialId("e".repeat(32));
  static final CredentialId UNPUBLISHED = new CredentialId("9".repeat(32));
  static final String EMAIL = "zoe@example.org";

  final FixedClock clock = FixedClock.at("2026-03-01T10:00:00Z");
  final CountingRandom random = new CountingRandom(5);
  final MemoryItemStore items = new MemoryItemStore(clock);
  final Faults faults = new Faults();
  final List<String> log = new ArrayList<>();
  final List<Letter> letters = new ArrayList<>();
  boolean contended;
  Mailer mailer =
      letter -> {
        letters.add(letter);
        return new MailResult.Sent("1");
      };
  final Edge edge =
      Wiring.edge(
          new Contention(new FaultyItemStore(items, faults)),
          letter -> mailer.send(letter),
          "badges@laurel.example",
          "https://laurel.example",
          clock,
          random,
          new Log("notification", log::add));

  Seeded() {
    apiKey("a", ISSUER, EnumSet.of(Scope.SUBMIT));
    apiKey("b", ISSUER, EnumSet.complementOf(EnumSet.of(Scope.SUBMIT)));
    apiKey("d", OTHER, EnumSet.of(Scope.SUBMIT));
    for (CredentialId id : List.of(CREDENTIAL, REVOKED, UNPUBLISHED)) {
      write(
          new CredentialOwner(
                  id,
                  ISSUER,
                  "4".repeat(32),
                  "Data",
                  "7".repeat(32),
                  1,
                  "5".repeat(32),
                  1,
                  clock.instant())
              .create());
    }
    for (CredentialId id : List.of(CREDENTIAL, REVOKED)) {
      write(new PublishedCredential(id, ISSUER, clock.instant(), Json.write(document())).create());
      write(Recipient.of(id, "Zoë", EMAIL).write());
      write(
          Message.of(
                  Message.Topic.NOTIFICATION,
                  id.text(),
                  "published",
                  "{\"credential\":\"" + id + "\"}")
              .send(clock.instant()));
    }
    write(new Revocation(REVOKED, clock.instant(), "mistake").create());
    write(Message.of(Message.Topic.NOTIFICATION, "x", "unknown", "{}").send(clock.instant()));
    faults.reset();
  }

  private static ObjectNode document() {
    ObjectNode document = Json.object();
    document.putObject("issuer").put("name", "Academy");
    document.put("validFrom", "2026-03-01T10:00:00Z");
    document.putObject("credentialSubject").putObject("achievement").put("name", "Data");
    return document;
  }

  /// The text of the key whose id and secret are one digit repeated.
  static String key(String digit) {
    return "laurel_" + digit.repeat(32) + "_" + "5".repeat(64);
  }

  private void write(Write write) {
    assertThat(items.write(List.of(write))).isInstanceOf(WriteResult.Written.class);
  }

  private void apiKey(String digit, IssuerId issuer, Set<Scope> scopes) {
    String hash =
        HexFormat.of().formatHex(Sha256.of(key(digit).getBytes(StandardCharsets.US_ASCII)));
    write(
        ApiKeyStore.create(
            new ApiKey(digit.repeat(32), issuer, "test", scopes, hash, clock.instant())));
  }

  /// Makes the row of [#CREDENTIAL] one that no version of the program wrote.
  void damage() {
    Item row = items.get(CredentialOwner.key(CREDENTIAL), Read.CONSISTENT).orElseThrow();
    write(Write.update(Item.of(row.key(), row.version() + 1, "{\"issuer\":[]}")));
  }

  /// A store in which others are always in the way, once told so.
  private final class Contention implements ItemStore {
    private final ItemStore store;

    Contention(ItemStore store) {
      this.store = store;
    }

    @Override
    public Optional<Item> get(ItemKey key, Read read) {
      return store.get(key, read);
    }

    @Override
    public Page<Item> query(
        Table table,
        String partition,
        SortRange range,
        Order order,
        int limit,
        Cursor after,
        Read read) {
      return store.query(table, partition, range, order, limit, after, read);
    }

    @Override
    public Page<ItemKey> queryIndex(
        Table table,
        Index index,
        String partition,
        SortRange range,
        Order order,
        int limit,
        Cursor after) {
      return store.queryIndex(table, index, partition, range, order, limit, after);
    }

    @Override
    public WriteResult write(List<Write> transaction) {
      return contended ? new WriteResult.Conflict(List.of()) : store.write(transaction);
    }

    @Override
    public AddResult add(ItemKey key, String counter, long delta, long ceiling, Instant expires) {
      return store.add(key, counter, delta, ceiling, expires);
    }
  }
}
