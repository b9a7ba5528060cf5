package dev.laurel.functions.verification.fetch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What was fetched a moment ago, so that a hundred verifications ask a foreign host once. A minute
/// at most: a revocation there counts here by then. For any number of threads.
public final class FetchCache {
  private static final Duration KEPT = Duration.ofMinutes(1);

  /// Most entries and bytes: a small part of what the function has.
  static final int MOST_ENTRIES = 256;

  static final long MOST_BYTES = 8L * 1024 * 1024;

  private final InstantSource clock;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private long bytes;

  public FetchCache(InstantSource clock) {
    this.clock = clock;
  }

  @SuppressWarnings("ArrayRecordComponent") // cloned in and out
  private record Entry(byte[] body, Instant until) {}

  synchronized Optional<byte[]> get(String url) {
    Entry entry = entries.get(url);
    if (entry != null && !clock.instant().isBefore(entry.until())) {
      drop(url);
      return Optional.empty();
    }
    return Optional.ofNullable(entry).map(found -> found.body().clone());
  }

  synchronized void put(String url, byte[] body) {
    drop(url);
    if (body.length > MOST_BYTES) {
      return;
    }
    entries.put(url, new Entry(body.clone(), clock.instant().plus(KEPT)));
    bytes += body.length;
    while (entries.size() > MOST_ENTRIES || bytes > MOST_BYTES) {
      drop(entries.keySet().iterator().next());
    }
  }

  private void drop(String url) {
    Entry gone = entries.remove(url);
    if (gone != null) {
      bytes -= gone.body().length;
    }
  }
}
