package dev.laurel.functions.issuers;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.issuers.Issuer;
import dev.laurel.issuers.IssuerStore;
import dev.laurel.issuers.SigningKeyName;
import dev.laurel.issuers.SigningKeys;
import dev.laurel.storage.Companion;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Read;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.entry.KeyRetire;
import dev.laurel.verification.published.HostedDid;
import dev.laurel.verification.published.KeyEnd;
import dev.laurel.verification.published.PublishedKey;
import dev.laurel.verification.published.PublishedLookup;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The keys of an issuer as its operator changes them: says which key of the key service is one of
/// them from now on, and which is one no longer. Makes and uses no key but the root key, which
/// vouches for the first one of a DID; the log hears of it all from issuance.
///
/// Each change is one transaction of the key's row, the DID document where that changes, and the
/// message to issuance. It counts from then on: a key that is retired here begins nothing more.
final class OperatorKeys {
  private final ItemStore items;
  private final IssuerStore issuers;
  private final PublishedLookup published;
  private final SigningKeys keys;
  private final KeyStatementRows statements;
  private final IssuerDocuments documents;
  private final String publicHost;
  private final InstantSource clock;

  OperatorKeys(
      ItemStore items,
      SigningKeys keys,
      KeyStatementRows statements,
      String publicHost,
      InstantSource clock) {
    this.items = items;
    this.issuers = new IssuerStore(items);
    this.published = new PublishedLookup(items);
    this.keys = keys;
    this.statements = statements;
    this.documents = new IssuerDocuments(items, keys);
    this.publicHost = publicHost;
    this.clock = clock;
  }

  /// What is said about a new key. `didKey` makes it the key of a DID of its own.
  record NewKey(String fragment, KeyAlgorithm algorithm, boolean didKey) {}

  /// What is said about the end of a key; `below` is there for a compromised one. `reason` may be
  /// "".
  record End(OptionalLong below, String reason) {}

  sealed interface Outcome {
    /// It is so; `changed` is false where it was so already.
    record Done(PublishedKey key, boolean changed) implements Outcome {}

    /// There is no such issuer, or no such key of it.
    record Unknown() implements Outcome {}

    /// Not possible, for a reason in words.
    record Refused(String why) implements Outcome {}

    /// Something else was in the way; nothing was written.
    record Contended() implements Outcome {}
  }

  /// The rows of all keys of an issuer; those of deployment keys from before the log are missing.
  /// Empty where the issuer is unknown.
  Optional<List<PublishedKey>> list(IssuerId issuer) {
    return issuers.get(issuer, Read.CONSISTENT).map(found -> published.keys(issuer));
  }

  /// Takes a key that the key service has under this name.
  Outcome take(IssuerId issuer, NewKey wanted, Companion<PublishedKey> companion) {
    Optional<Issuer> found = issuers.get(issuer, Read.CONSISTENT);
    if (found.isEmpty()) {
      return new Outcome.Unknown();
    }
    Optional<Multikey> key = keys.own(issuer, wanted.fragment);
    if (key.isEmpty()) {
      return new Outcome.Refused(
          "The key service has no key of that name for this issuer: make it with ./laurel keys"
              + " create.");
    }
    if (key.get().algorithm() != wanted.algorithm) {
      return new Outcome.Refused("The key service has a key of another type under that name.");
    }
    if (wanted.didKey && wanted.algorithm == KeyAlgorithm.ML_DSA_44) {
      return new Outcome.Refused("A did:key of that type cannot sign alone.");
    }
    Did did = wanted.didKey ? new Did("did:key:" + key.get().text()) : found.get().did(publicHost);
    List<PublishedKey> rows = published.keys(issuer);
    Optional<PublishedKey> same =
        rows.stream().filter(row -> row.fragment().equals(wanted.fragment)).findFirst();
    String text = key.get().text();
    if (same.isPresent()) {
      return same.get().publicKeyMultibase().equals(text) && same.get().did().equals(did.text())
          ? new Outcome.Done(same.get(), false)
          : new Outcome.Refused("That name is another key's.");
    }
    if (rows.stream().anyMatch(row -> row.publicKeyMultibase().equals(text))) {
      return new Outcome.Refused("The key is one of the issuer's already, under another name.");
    }
    String fragment = wanted.didKey ? text : wanted.fragment;
    Cryptosuite suite = Cryptosuite.of(wanted.algorithm);
    KeyAdd unsigned =
        new KeyAdd(
            did.text(),
            did.withFragment(fragment).text(),
            text,
            List.of(suite.text()),
            List.of(),
            clock.instant());
    boolean first = rows.stream().noneMatch(row -> row.did().equals(did.text()));
    PublishedKey row = statements.row(issuer, wanted.fragment, unsigned, first);
    List<Write> writes = new ArrayList<>(List.of(row.write()));
    if (wanted.didKey) {
      writes.add(new HostedDid(did, issuer).create());
    } else {
      List<PublishedKey> all = new ArrayList<>(rows);
      all.add(row);
      writes.add(documents.next(issuer, did, all));
    }
    return write(row, writes, companion);
  }

  /// Ends a key: retires it, or says that others have it since an index of the log.
  Outcome end(IssuerId issuer, String fragment, End end, Companion<PublishedKey> companion) {
    List<PublishedKey> rows = published.keys(issuer);
    Optional<PublishedKey> found =
        rows.stream().filter(row -> row.fragment().equals(fragment)).findFirst();
    if (found.isEmpty()) {
      return new Outcome.Unknown();
    }
    PublishedKey row = found.get();
    Optional<String> refusal = row.isActive() ? lastRefusal(row, rows, end) : Optional.empty();
    if (refusal.isPresent()) {
      return new Outcome.Refused(refusal.get());
    }
    Optional<KeyEnd> next = next(row, end);
    if (next.isEmpty()) {
      return new Outcome.Refused(
          "Of a key that others have, only an earlier index can be said from then on.");
    }
    if (next.get().equals(row.end())) {
      return new Outcome.Done(row, false);
    }
    PublishedKey ending = row.ending(next.get());
    List<Write> writes = new ArrayList<>(List.of(ending.write()));
    if (!next.get().state().equals(row.state())
        && next.get().state() == KeyEnd.State.COMPROMISED
        && row.did().startsWith("did:web:")) {
      List<PublishedKey> all = new ArrayList<>(rows);
      all.replaceAll(each -> each.fragment().equals(fragment) ? ending : each);
      writes.add(documents.next(issuer, new Did(row.did()), all));
    }
    return write(ending, writes, companion);
  }

  /// How the key ends now; empty where it has ended otherwise already. The log hears of an end
  /// once: what is learnt later about a key that is retired there stands in its row and in the DID
  /// document alone.
  private Optional<KeyEnd> next(PublishedKey row, End end) {
    KeyEnd before = row.end();
    if (end.below.isEmpty()) {
      return switch (before.state()) {
        case ACTIVE -> Optional.of(KeyEnd.retired(statement(row, end)));
        case RETIRED -> Optional.of(before);
        case COMPROMISED -> Optional.empty();
      };
    }
    long below = end.below.getAsLong();
    return switch (before.state()) {
      case ACTIVE -> Optional.of(KeyEnd.compromised(below, statement(row, end)));
      case RETIRED ->
          Optional.of(
              before.isQueued()
                  ? new KeyEnd(
                      KeyEnd.State.COMPROMISED, below, before.statement(), before.entry(), -1)
                  : KeyEnd.compromised(below, statement(row, end)));
      case COMPROMISED ->
          below > before.below() ? Optional.empty() : Optional.of(before.withBelow(below));
    };
  }

  private String statement(PublishedKey row, End end) {
    return new KeyRetire(
            row.did(),
            row.method(),
            row.publicKeyMultibase(),
            end.below,
            end.reason,
            List.of(),
            clock.instant())
        .statementJson();
  }

  /// Why the key must not end yet, or empty. A did:web needs an active key in the log for the next
  /// one's sake, and one that makes the proofs that readers want; a did:key ends with its key.
  private static Optional<String> lastRefusal(PublishedKey row, List<PublishedKey> rows, End end) {
    if (!row.did().startsWith("did:web:")) {
      return Optional.empty();
    }
    List<PublishedKey> others =
        rows.stream()
            .filter(each -> each.did().equals(row.did()) && !each.fragment().equals(row.fragment()))
            .filter(each -> each.isActive() && isLogged(each))
            .toList();
    if (others.isEmpty()) {
      return Optional.of(
          "It is the only active key of its DID in the log: make another one first.");
    }
    boolean replaced =
        others.stream().anyMatch(each -> each.suites().equals(row.suites()))
            || row.suites().contains(Cryptosuite.of(KeyAlgorithm.ML_DSA_44).text());
    return replaced || end.below.isPresent()
        ? Optional.empty()
        : Optional.of("It is the only active key of its type: make another one first.");
  }

  /// The log may still refuse an own key; the deployment's stand or fall with the issuer.
  private static boolean isLogged(PublishedKey key) {
    return SigningKeyName.isFragment(key.fragment()) ? key.addedAt() >= 0 : key.isQueued();
  }

  private Outcome write(PublishedKey key, List<Write> writes, Companion<PublishedKey> companion) {
    Instant now = clock.instant();
    writes.add(documents.tellIssuance(key.issuer(), now));
    writes.addAll(companion.writes(key));
    return switch (items.write(writes)) {
      case WriteResult.Written written -> new Outcome.Done(key, true);
      case WriteResult.Conflict conflict -> new Outcome.Contended();
    };
  }
}
