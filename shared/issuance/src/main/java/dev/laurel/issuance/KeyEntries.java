package dev.laurel.issuance;

import dev.laurel.issuers.SigningKeyName;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.tlog.entry.Auth;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.entry.KeyRetire;
import dev.laurel.tlog.entry.LogEntry;
import dev.laurel.tlog.sequencing.EntryRow;
import dev.laurel.verification.published.KeyEnd;
import dev.laurel.verification.published.PublishedKey;
import dev.laurel.verification.published.PublishedLookup;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Brings the keys of an issuer into the log, one after the other, and then their ends. The first
/// key of a DID is vouched for by itself and by the platform's root key, which signed when the row
/// was made, each later one by itself and by an older active one; the end of a key is said by
/// another active one, or by itself where it is the only one. What stands in the way of one key
/// holds up no other.
///
/// An issuer without rows of its keys was registered before the log; the deployment's keys may sign
/// for it.
final class KeyEntries {
  /// How coarse the time in an entry is.
  private static final Duration GRAIN = Duration.ofHours(1);

  /// Keys remembered as logged; more issuers than this in one process are looked up again.
  private static final int MAX_REMEMBERED = 10_000;

  private static final Comparator<PublishedKey> AS_MADE =
      Comparator.<PublishedKey>comparingInt(row -> SigningKeyName.order(row.fragment()))
          .thenComparing(PublishedKey::fragment);

  private final ItemStore items;
  private final PublishedLookup published;
  private final KeyWords words;
  private final LogGate gate;
  private final LoggedKeys loggedKeys;
  private final InstantSource clock;
  private final Set<Cause.OfKey> logged = ConcurrentHashMap.newKeySet();

  KeyEntries(ItemStore items, KeyWords words, LogGate gate, InstantSource clock) {
    this.items = items;
    this.published = new PublishedLookup(items);
    this.words = words;
    this.gate = gate;
    this.loggedKeys = new LoggedKeys(items);
    this.clock = clock;
  }

  /// Whether the key may sign credentials: it is active, and in the log.
  boolean maySign(PublishedKey row) {
    return row.isActive() && isLogged(row);
  }

  /// Whether the key signs status lists: while it is active, and of a did:key also when it is
  /// retired. Nobody else could sign those, and what it signed before would run out with them.
  static boolean signsLists(PublishedKey row) {
    return row.isActive() || (row.state() == KeyEnd.State.RETIRED && !isWeb(row.method()));
  }

  /// The same of the issuer's key of this method.
  boolean signsLists(IssuerId issuer, String method) {
    return row(issuer, method).map(KeyEntries::signsLists).orElse(isWeb(method));
  }

  /// Whether that key may do so now: it is in the log, or older than that.
  boolean maySignLists(IssuerId issuer, String method) {
    return row(issuer, method).map(row -> signsLists(row) && isLogged(row)).orElse(isWeb(method));
  }

  /// The row of a method; none of a deployment key from before the log. That of a did:key is not
  /// named like its method.
  private Optional<PublishedKey> row(IssuerId issuer, String method) {
    return isWeb(method)
        ? published.key(issuer, method.substring(method.indexOf('#') + 1))
        : published.keys(issuer).stream().filter(row -> row.method().equals(method)).findFirst();
  }

  private static boolean isWeb(String method) {
    return method.startsWith("did:web:");
  }

  /// The rows of compromised keys of which something may still be left that they signed last.
  List<PublishedKey> leaving(IssuerId issuer) {
    return published.keys(issuer).stream()
        .filter(row -> row.state() == KeyEnd.State.COMPROMISED && !row.end().isDone())
        .toList();
  }

  /// Records the end of those of them that are in the log: nothing is left.
  void left(List<PublishedKey> leaving) {
    for (PublishedKey before : leaving) {
      published
          .key(before.issuer(), before.fragment())
          .filter(row -> row.end().isQueued() && !row.end().isDone())
          .ifPresent(row -> {
            if (gate.look(new EntryId(row.end().entry())) instanceof LogGate.Look.Proven proven) {
              note(row.ending(row.end().logged(proven.proof().index())));
            }
          });
    }
  }

  private boolean isLogged(PublishedKey row) {
    Cause.OfKey key = new Cause.OfKey(row.issuer(), row.fragment());
    if (logged.contains(key)) {
      return true;
    }
    boolean is = EntryId.parse(row.entry()).filter(gate::has).isPresent();
    if (is && logged.size() < MAX_REMEMBERED) {
      logged.add(key);
    }
    return is;
  }

  /// Queues what can be queued, and once more what the log refused, as far as that can be said in
  /// other bytes; answers whether all keys and all their ends are in the log. The end of a
  /// compromised key is recorded by [#left] alone. Throws [SignerUnavailable], and
  /// [IllegalStateException] where the log refused a key and nothing else can be said.
  boolean bringUp(IssuerId issuer) {
    Map<String, List<PublishedKey>> byDid = new LinkedHashMap<>();
    published.keys(issuer).stream()
        .sorted(AS_MADE)
        .filter(words::isKnown)
        .forEach(row -> byDid.computeIfAbsent(row.did(), did -> new ArrayList<>()).add(row));
    boolean all = true;
    List<RuntimeException> obstacles = new ArrayList<>();
    for (List<PublishedKey> ring : byDid.values()) {
      all &= bringUp(ring, obstacles);
    }
    if (!obstacles.isEmpty()) {
      throw obstacles.getFirst();
    }
    return all;
  }

  /// One DID's keys, the oldest first. Ends wait for beginnings that are on their way, whose
  /// voucher must not end before them.
  private boolean bringUp(List<PublishedKey> ring, List<RuntimeException> obstacles) {
    List<PublishedKey> in = new ArrayList<>();
    for (PublishedKey row : ring) {
      try {
        if (mayNotBegin(row)) {
          Optional.of(loggedKeys.takenOver(row))
              .filter(known -> known.addedAt() >= 0)
              .ifPresent(known -> in.add(note(known)));
          continue;
        }
        Optional<PublishedKey> added = added(row, KeyWords.voucher(in));
        if (added.isEmpty()) {
          return false;
        }
        in.add(added.get());
      } catch (IllegalStateException | SignerUnavailable e) {
        obstacles.add(e);
      }
    }
    for (PublishedKey row : in) {
      try {
        if (!row.isActive() && !row.end().isDone() && !ended(row, in)) {
          return false;
        }
      } catch (IllegalStateException | SignerUnavailable e) {
        obstacles.add(e);
      }
    }
    return true;
  }

  /// Whether somebody else had the key before its entry was on its way: it says nothing any more,
  /// not even that it begins, and the log never hears of it.
  private boolean mayNotBegin(PublishedKey row) {
    return row.state() == KeyEnd.State.COMPROMISED
        && row.addedAt() < 0
        && EntryId.parse(row.entry())
            .map(gate::look)
            .filter(
                look -> look instanceof LogGate.Look.Proven || look instanceof LogGate.Look.NotYet)
            .isEmpty();
  }

  /// The row of a key that is in the log; else it is queued where it is not on its way.
  private Optional<PublishedKey> added(PublishedKey row, Optional<PublishedKey> voucher) {
    if (!row.isQueued()) {
      queue(row, words.signed(row, KeyWords.add(row), voucher));
      return Optional.empty();
    }
    switch (gate.look(new EntryId(row.entry()))) {
      case LogGate.Look.Proven proven -> {
        return Optional.of(row.addedAt() < 0 ? note(row.logged(proven.proof().index())) : row);
      }
      case LogGate.Look.NotYet notYet -> {}
      case LogGate.Look.Missing missing ->
          queue(row, words.signed(row, KeyWords.add(row), voucher));
      case LogGate.Look.Ended(String why) -> throw new IllegalStateException(why);
      case LogGate.Look.Refused(String why) -> {
        PublishedKey known = loggedKeys.takenOver(row);
        if (known.addedAt() >= 0) {
          return Optional.of(note(known));
        }
        addAgain(row, voucher, why);
      }
    }
    return Optional.empty();
  }

  /// A refused entry is refused for ever, so another one says the same: at another hour, where
  /// nobody but the issuer's own keys has signed the hour; else only where a key signs the same
  /// statement differently each time.
  private void addAgain(PublishedKey row, Optional<PublishedKey> voucher, String why) {
    KeyAdd unsigned = KeyWords.add(row);
    if (KeyWords.others(row).isEmpty()) {
      demandLater(unsigned.at(), why);
      unsigned =
          new KeyAdd(
              unsigned.did(),
              unsigned.method(),
              unsigned.publicKeyMultibase(),
              unsigned.suites(),
              List.of(),
              clock.instant());
    }
    KeyAdd entry = words.signed(row, unsigned, voucher);
    if (entry.id().hex().equals(row.entry())) {
      throw new IllegalStateException(why);
    }
    queue(row, entry);
  }

  /// Whether the end of the key is in the log; else it is queued where it is not on its way.
  private boolean ended(PublishedKey row, List<PublishedKey> ring) {
    KeyRetire unsigned = KeyWords.retire(row);
    if (!row.end().isQueued()) {
      queue(row, words.signed(row, unsigned, ring));
      return false;
    }
    return switch (gate.look(new EntryId(row.end().entry()))) {
      case LogGate.Look.Proven proven -> {
        if (row.state() != KeyEnd.State.COMPROMISED) {
          note(row.ending(row.end().logged(proven.proof().index())));
        }
        yield true;
      }
      case LogGate.Look.NotYet notYet -> false;
      case LogGate.Look.Missing missing -> {
        queue(row, words.signed(row, unsigned, ring));
        yield false;
      }
      case LogGate.Look.Ended(String why) -> throw new IllegalStateException(why);
      case LogGate.Look.Refused(String why) -> {
        KeyEnd known = loggedKeys.takenOver(row).end();
        if (known.isDone()) {
          // Of a compromised key more is left to do than this.
          note(
              row.ending(
                  row.state() == KeyEnd.State.COMPROMISED
                      ? known.queued(known.statement(), known.entry()).logged(-1)
                      : known));
          yield true;
        }
        demandLater(unsigned.at(), why);
        KeyRetire later =
            new KeyRetire(
                unsigned.did(),
                unsigned.method(),
                unsigned.publicKeyMultibase(),
                unsigned.below(),
                unsigned.reason(),
                List.of(),
                clock.instant());
        queue(row, words.signed(row, later, ring));
        yield false;
      }
    };
  }

  /// Entries know hours: within the same one nothing else can be said.
  private void demandLater(Instant said, String why) {
    if (clock.instant().isBefore(said.plus(GRAIN))) {
      throw new IllegalStateException(why);
    }
  }

  private void queue(PublishedKey row, KeyAdd entry) {
    List<PublishedKey.Signature> auth = entry.auth().stream().map(KeyEntries::stored).toList();
    store(row.queued(entry.statementJson(), auth, entry.id().hex()), entry);
  }

  private void queue(PublishedKey row, KeyRetire entry) {
    store(row.ending(row.end().queued(entry.statementJson(), entry.id().hex())), entry);
  }

  /// Queues the entry. Of many invocations one wins; the others' signatures are forgotten.
  private void store(PublishedKey queued, LogEntry entry) {
    String cause = new Cause.OfKey(queued.issuer(), queued.fragment()).text();
    Instant due = clock.instant().plus(IntentStep.STREAM_GRACE);
    Write pending = EntryRow.pending(entry, cause, due).create();
    if (items.write(List.of(queued.write(), pending)) instanceof WriteResult.Conflict
        && gate.knows(entry.id())) {
      // The very entry is in the log already, or on its way: the key's row is the older one.
      items.write(List.of(queued.write()));
    }
  }

  /// Stores what was seen. A conflict means that somebody else saw it too, or changed the row: then
  /// the next call sees it again.
  private PublishedKey note(PublishedKey row) {
    items.write(List.of(row.write()));
    return row;
  }

  private static PublishedKey.Signature stored(Auth auth) {
    return new PublishedKey.Signature(auth.method(), KeyWords.text(auth.signature()));
  }
}
