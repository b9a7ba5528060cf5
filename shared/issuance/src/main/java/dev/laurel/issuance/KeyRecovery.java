package dev.laurel.issuance;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.NamedKey;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.issuers.SigningKeyName;
import dev.laurel.issuers.SigningKeys;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.sequencing.LoggedKey;
import dev.laurel.verification.published.HostedDid;
import dev.laurel.verification.published.PublishedDid;
import dev.laurel.verification.published.PublishedKey;
import dev.laurel.verification.published.PublishedLookup;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the rows of an issuer's keys need after the tables were restored while the log was not:
/// keys that the log has and the rows have forgotten, and ends that they do not know. A compromised
/// method leaves `assertionMethod` before anything is signed or published again.
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

  /// Brings the rows of the issuer's keys and its DID document up to the log, and copies the
  /// document. Does nothing where they are; may be repeated. Throws [IllegalStateException] where
  /// something else changes them.
  void run(IssuerId issuer) {
    List<PublishedKey> rows = published.keys(issuer);
    List<PublishedKey> now = new ArrayList<>(rows);
    List<Write> writes = new ArrayList<>();
    now.replaceAll(loggedKeys::takenOver);
    addForgotten(issuer, now, writes);
    now.stream().filter(row -> !rows.contains(row)).map(PublishedKey::write).forEach(writes::add);
    if (!writes.isEmpty()) {
      Did did = new Did(site.did(issuer));
      List<NamedKey> deployment =
          keys.publicKeys().stream().map(key -> new NamedKey(key.fragment(), key.key())).toList();
      long version = published.did(issuer).map(PublishedDid::version).orElse(0L);
      writes.add(PublishedDid.of(issuer, version + 1, did, deployment, now).write());
      writes.add(outbox.send(IssuerBeginnings.message(issuer), clock.instant()));
      if (!(items.write(writes) instanceof WriteResult.Written)) {
        throw new IllegalStateException("something else is running: keys of " + issuer);
      }
      copies.did(issuer);
    }
  }

  /// Those of the did:web are called as their methods are; a did:key is found by its name in the
  /// key store, where names are given in order: up to the first that nobody has.
  private void addForgotten(IssuerId issuer, List<PublishedKey> rows, List<Write> writes) {
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
        return;
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
