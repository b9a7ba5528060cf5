package dev.laurel.issuance;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.did.NamedKey;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.issuers.SigningKeyName;
import dev.laurel.issuers.SigningKeys;
import dev.laurel.json.Json;
import dev.laurel.json.JsonRefused;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.entry.KeyRetire;
import dev.laurel.tlog.sequencing.LoggedKey;
import dev.laurel.verification.published.HostedDid;
import dev.laurel.verification.published.KeyEnd;
import dev.laurel.verification.published.PublishedDid;
import dev.laurel.verification.published.PublishedKey;
import dev.laurel.verification.published.PublishedLookup;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What the rows of an issuer's keys need after the tables were restored while the log was not:
/// keys that the log has and the rows have forgotten, and ends that they do not know. A compromised
/// method is out of `assertionMethod` before anything is signed or published again.
final class KeyRecovery {
  private final ItemStore items;
  private final PublishedLookup published;
  private final SigningKeys keys;
  private final LoggedKeys loggedKeys;
  private final Outbox outbox;
  private final PublicCopies copies;
  private final PublicSite site;
  private final InstantSource clock;

  KeyRecovery(
      ItemStore items,
      SigningKeys keys,
      PublicCopies copies,
      PublicSite site,
      InstantSource clock) {
    this.items = items;
    this.published = new PublishedLookup(items);
    this.keys = keys;
    this.loggedKeys = new LoggedKeys(items);
    this.outbox = new Outbox(items);
    this.copies = copies;
    this.site = site;
    this.clock = clock;
  }

  /// Brings the rows of the issuer's keys and its DID document up to the log and to what was
  /// public, and copies the document. Does nothing where they are; may be repeated. Throws
  /// [IllegalStateException] where something else changes them.
  void run(IssuerId issuer) {
    boolean changed = takeOver(issuer);
    changed |= withdraw(issuer);
    if (changed) {
      copies.did(issuer);
    }
  }

  private boolean takeOver(IssuerId issuer) {
    List<PublishedKey> rows = published.keys(issuer);
    List<PublishedKey> now = new ArrayList<>(rows);
    now.replaceAll(loggedKeys::takenOver);
    return store(issuer, rows, now, addForgotten(issuer, now));
  }

  /// A method that the public document lists and does not let assert was compromised, though the
  /// log had not heard of it: it stays withdrawn, from here on.
  private boolean withdraw(IssuerId issuer) {
    Optional<DidDocument> shown = copies.read(issuer).flatMap(KeyRecovery::parsed);
    List<PublishedKey> rows = shown.isEmpty() ? List.of() : published.keys(issuer);
    List<PublishedKey> now = new ArrayList<>(rows);
    now.replaceAll(row -> isWithdrawn(shown, row) ? row.ending(lost(row)) : row);
    // Nobody can withdraw the last one, so whoever wrote that copy was not us.
    String web = site.did(issuer);
    if (now.stream().noneMatch(row -> row.did().equals(web) && row.isActive())) {
      return false;
    }
    return store(issuer, rows, now, List.of());
  }

  private static Optional<DidDocument> parsed(byte[] copy) {
    try {
      return DidDocument.parse(Json.parse(copy));
    } catch (JsonRefused e) {
      return Optional.empty();
    }
  }

  private static boolean isWithdrawn(Optional<DidDocument> shown, PublishedKey row) {
    return row.state() != KeyEnd.State.COMPROMISED
        && shown
            .filter(document -> document.verificationMethod(row.method()).isPresent())
            .filter(document -> !document.mayAssert(row.method()))
            .isPresent();
  }

  private KeyEnd lost(PublishedKey row) {
    KeyEnd end = row.end();
    long size = loggedKeys.size();
    KeyRetire said =
        new KeyRetire(
            row.did(),
            row.method(),
            row.publicKeyMultibase(),
            OptionalLong.of(size),
            "withdrawn before a restore",
            List.of(),
            clock.instant());
    String statement = end.statement().isEmpty() ? said.statementJson() : end.statement();
    return new KeyEnd(KeyEnd.State.COMPROMISED, size, statement, end.entry(), end.retiredAt());
  }

  /// Stores what is new in one transaction with the DID document and the message to go on; answers
  /// whether anything is.
  private boolean store(
      IssuerId issuer, List<PublishedKey> rows, List<PublishedKey> now, List<Write> more) {
    List<Write> writes = new ArrayList<>(more);
    now.stream().filter(row -> !rows.contains(row)).map(PublishedKey::write).forEach(writes::add);
    if (writes.isEmpty()) {
      return false;
    }
    Did did = new Did(site.did(issuer));
    List<NamedKey> deployment =
        keys.publicKeys().stream().map(key -> new NamedKey(key.fragment(), key.key())).toList();
    long version = published.did(issuer).map(PublishedDid::version).orElse(0L);
    writes.add(PublishedDid.of(issuer, version + 1, did, deployment, now).write());
    writes.add(outbox.send(IssuerBeginnings.message(issuer), clock.instant()));
    if (!(items.write(writes) instanceof WriteResult.Written)) {
      throw new IllegalStateException("something else is running: keys of " + issuer);
    }
    return true;
  }

  /// Those of the did:web are called as their methods are; a did:key is found by its name in the
  /// key store, where names are given in order: up to the first that nobody has.
  private List<Write> addForgotten(IssuerId issuer, List<PublishedKey> rows) {
    List<Write> writes = new ArrayList<>();
    String web = site.did(issuer);
    loggedKeys.of(web).stream()
        .filter(key -> isForgotten(rows, key.method()))
        .map(key -> row(issuer, key.method().substring(web.length() + 1), key))
        .forEach(rows::add);
    for (int n = 1; n <= SigningKeyName.MAX; n++) {
      String name = "own-" + n;
      if (rows.stream().anyMatch(row -> row.fragment().equals(name))) {
        continue;
      }
      Optional<Multikey> key = keys.own(issuer, name);
      if (key.isEmpty()) {
        return writes;
      }
      Did did = new Did("did:key:" + key.get().text());
      Optional<LoggedKey> logged =
          loggedKeys.of(did.text()).stream()
              .filter(each -> isForgotten(rows, each.method()))
              .findFirst();
      if (logged.isPresent()) {
        rows.add(row(issuer, name, logged.get()));
        if (published.hosted(did).isEmpty()) {
          writes.add(new HostedDid(did, issuer).create());
        }
      }
    }
    return writes;
  }

  private static boolean isForgotten(List<PublishedKey> rows, String method) {
    return rows.stream().noneMatch(row -> row.method().equals(method));
  }

  /// The first version of a row that was forgotten, as far as the log knows the key.
  private static PublishedKey row(IssuerId issuer, String name, LoggedKey key) {
    KeyAdd add = key.add().entry();
    PublishedKey empty =
        new PublishedKey(
            issuer,
            name,
            0,
            add.method(),
            add.publicKeyMultibase(),
            add.suites(),
            add.statementJson(),
            List.of(),
            "");
    return LoggedKeys.takenOver(empty, key);
  }
}
