package dev.laurel.tlog.check;

import dev.laurel.tlog.entry.Abandon;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.entry.Issue;
import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.entry.KeyRetire;
import dev.laurel.tlog.entry.LogEntry;
import dev.laurel.tlog.entry.StatusList;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// An issuer's monitor: of the entries under its keys, those that it did not ask for, and those
/// that it asked for and cannot find. It listens to a [LogCheck], whose report must pass.
///
/// A commitment stands for its issue entry alone. Who asked for a credential did not ask for its
/// end: an `abandon` entry is expected by its own id.
public final class Monitor implements EntryListener {
  /// An entry that was not expected.
  public record Unexpected(long index, EntryId id, LogEntry entry) {}

  private static final Pattern ENTRY_ID = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern COMMIT = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final String prefix;
  private final Set<String> expected;
  private final Set<String> found = new HashSet<>();
  private final List<Unexpected> unexpected = new ArrayList<>();
  private long seen;

  /// @param did the issuer's; empty for all issuers
  /// @param lines one entry id or issue entry's commitment (base64url) each; empty lines and those
  ///   that begin with `#` are skipped. Others end in [IllegalArgumentException] that names the
  ///   line.
  public Monitor(String did, List<String> lines) {
    this.prefix = did.isEmpty() ? "" : did + "#";
    this.expected = new TreeSet<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (!ENTRY_ID.matcher(line).matches() && !COMMIT.matcher(line).matches()) {
        throw new IllegalArgumentException(
            "line " + (i + 1) + " is neither an entry id nor a commitment");
      }
      expected.add(line);
    }
  }

  @Override
  public void see(long index, LogEntry entry) {
    if (entry.keys().stream().noneMatch(key -> key.startsWith(prefix))) {
      return;
    }
    seen++;
    Optional<String> name =
        commit(entry).filter(expected::contains).or(() -> Optional.of(entry.id().hex()));
    if (expected.contains(name.get())) {
      found.add(name.get());
    } else {
      unexpected.add(new Unexpected(index, entry.id(), entry));
    }
  }

  private static Optional<String> commit(LogEntry entry) {
    return switch (entry) {
      case Issue issue ->
          Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(issue.commit()));
      case Abandon _, StatusList _, KeyAdd _, KeyRetire _ -> Optional.empty();
    };
  }

  /// How many entries stood under the issuer's keys.
  public long seen() {
    return seen;
  }

  /// Entries that were not asked for, in order.
  public List<Unexpected> unexpected() {
    return List.copyOf(unexpected);
  }

  /// Expected lines without an entry.
  public List<String> missing() {
    return expected.stream().filter(line -> !found.contains(line)).toList();
  }
}
