package dev.laurel.tlog.check;

import dev.laurel.credentials.proof.Multikey;
import dev.laurel.tlog.Hash;
import dev.laurel.tlog.entry.Abandon;
import dev.laurel.tlog.entry.Auth;
import dev.laurel.tlog.entry.Issue;
import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.entry.KeyRetire;
import dev.laurel.tlog.entry.KeyStatements;
import dev.laurel.tlog.entry.KeyStatements.KnownKey;
import dev.laurel.tlog.entry.LogEntry;
import dev.laurel.tlog.entry.StatusList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Judges the entries of a log in their order: each is well-formed and new, an abandoned issue
/// entry was logged before with the same keys, versions of a list rise, and keys come and go as
/// their signatures allow. Memory grows with the log by some 200 bytes per entry.
final class EntryWalk {
  /// Where an issue entry stands.
  record Logged(long index, Hash leaf, List<String> keys) {}

  private final Findings findings;
  private final Set<Multikey> roots;
  private final boolean rootsGiven;
  private final EntryListener listener;
  private final Set<Hash> seen = new HashSet<>();
  private final Map<Hash, Logged> issued = new HashMap<>();
  private final Set<Hash> abandoned = new HashSet<>();
  private final Map<String, Long> versions = new HashMap<>();
  private final Map<String, Map<String, KnownKey>> keys = new HashMap<>();
  private final Map<String, Long> counts = new TreeMap<>();

  EntryWalk(Findings findings, Set<Multikey> roots, EntryListener listener) {
    this.findings = findings;
    this.roots = new HashSet<>(roots);
    this.rootsGiven = !roots.isEmpty();
    this.listener = listener;
  }

  void take(long index, Hash leaf, byte[] bytes) {
    if (!seen.add(leaf)) {
      fault(index, "is in the log already");
    }
    Optional<LogEntry> entry = LogEntry.parse(bytes);
    if (entry.isEmpty()) {
      fault(index, "is no entry of the format");
      return;
    }
    counts.merge(entry.get().type(), 1L, Long::sum);
    switch (entry.get()) {
      case Issue issue -> issue(index, leaf, issue);
      case Abandon abandon -> abandon(index, abandon);
      case StatusList list -> list(index, list);
      case KeyAdd add -> add(index, add);
      case KeyRetire retire -> retire(index, retire);
    }
    listener.see(index, entry.get());
  }

  /// The issue entry with a commitment.
  Optional<Logged> issued(Hash commit) {
    return Optional.ofNullable(issued.get(commit));
  }

  boolean abandoned(Hash commit) {
    return abandoned.contains(commit);
  }

  private void issue(long index, Hash leaf, Issue issue) {
    Logged earlier =
        issued.putIfAbsent(Hash.of(issue.commit()), new Logged(index, leaf, issue.keys()));
    if (earlier != null) {
      fault(index, "repeats the commitment of entry " + earlier.index());
    }
  }

  private void abandon(long index, Abandon abandon) {
    Logged issue = issued.get(Hash.of(abandon.commit()));
    if (issue == null || !issue.keys().equals(abandon.keys())) {
      fault(index, "abandons what no earlier entry with these keys issued");
    }
    if (!abandoned.add(Hash.of(abandon.commit()))) {
      fault(index, "abandons what was abandoned before");
    }
  }

  private void list(long index, StatusList list) {
    Long before = versions.put(list.list(), list.n());
    if (before != null && before >= list.n()) {
      fault(index, "is version " + list.n() + " of a list that had version " + before);
    }
  }

  private void add(long index, KeyAdd add) {
    Map<String, KnownKey> known = keys.computeIfAbsent(add.did(), _ -> new HashMap<>());
    Set<Multikey> candidates = rootsGiven ? roots : named(add);
    Optional<String> refusal = KeyStatements.refusal(add, known.values(), candidates);
    refusal.ifPresent(why -> fault(index, "adds a key against the rules: " + why));
    if (refusal.isEmpty()) {
      if (known.isEmpty()) {
        roots.addAll(candidates);
      }
      known.put(add.method(), new KnownKey(add.method(), add.publicKeyMultibase(), true));
    }
  }

  /// Where no root key was given, the did:key in the entry is taken for one, and told.
  private static Set<Multikey> named(KeyAdd add) {
    Set<Multikey> keys = new HashSet<>();
    for (Auth auth : add.auth()) {
      Multikey.parse(auth.method().substring(auth.method().indexOf('#') + 1))
          .filter(key -> auth.method().equals(KeyStatements.rootMethod(key)))
          .ifPresent(keys::add);
    }
    return keys;
  }

  private void retire(long index, KeyRetire retire) {
    Map<String, KnownKey> known = keys.getOrDefault(retire.did(), Map.of());
    Optional<String> refusal = KeyStatements.refusal(retire, known.values());
    refusal.ifPresent(why -> fault(index, "retires a key against the rules: " + why));
    if (refusal.isEmpty()) {
      KnownKey key = Objects.requireNonNull(known.get(retire.method()));
      known.put(key.method(), new KnownKey(key.method(), key.publicKeyMultibase(), false));
    }
  }

  private void fault(long index, String what) {
    findings.fault("entry " + index, what);
  }

  /// A sentence on what was judged.
  String summary() {
    StringBuilder text = new StringBuilder("every entry well-formed and unique:");
    counts.forEach((type, count) -> text.append(' ').append(count).append(' ').append(type));
    if (!roots.isEmpty()) {
      text.append("; root key ");
      roots.stream().map(Multikey::text).sorted().forEach(key -> text.append(key).append(' '));
    }
    return text.toString().strip();
  }
}
