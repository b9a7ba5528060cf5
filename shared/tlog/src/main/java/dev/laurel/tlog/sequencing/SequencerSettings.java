package dev.laurel.tlog.sequencing;

import dev.laurel.credentials.proof.Multikey;
import dev.laurel.tlog.Checkpoint;
import dev.laurel.tlog.Hash;

/// What a sequencer is told: the log's origin, how much it takes at once and how it asks its
/// stores.
///
/// @param origin the log's URL without scheme and without slash at its end
/// @param maxBatch most entries of one batch, 1 to [#MAX_BATCH]
/// @param parallel calls of a store that may be under way at once: 1 for one that answers from
///   memory or disk
/// @param rootKey the Multikey text of the platform's root key; empty where there is none, and then
///   no issuer's first key is accepted
public record SequencerSettings(String origin, int maxBatch, int parallel, String rootKey) {
  /// Most entries of one batch: with 64 full bundles of entries of up to 1 KiB, staging stays below
  /// 20 MB and a batch's LOGGED rows below a function's time.
  public static final int MAX_BATCH = 16_384;

  /// Most calls under way at once; more gain nothing against one partition's limits.
  public static final int MAX_PARALLEL = 256;

  public SequencerSettings {
    if (origin.endsWith("/") || origin.contains("://")) {
      throw new IllegalArgumentException("an origin is a URL without scheme and last slash");
    }
    // Refuses what can be no key name.
    new Checkpoint(origin, 0, Hash.EMPTY_ROOT);
    if (maxBatch < 1 || maxBatch > MAX_BATCH) {
      throw new IllegalArgumentException("a batch has 1 to " + MAX_BATCH + " entries");
    }
    if (parallel < 1 || parallel > MAX_PARALLEL) {
      throw new IllegalArgumentException("1 to " + MAX_PARALLEL + " calls may be under way");
    }
    if (!rootKey.isEmpty() && Multikey.parse(rootKey).isEmpty()) {
      throw new IllegalArgumentException("the root key is no Multikey");
    }
  }

  /// The largest batches.
  public static SequencerSettings of(String origin, int parallel, String rootKey) {
    return new SequencerSettings(origin, MAX_BATCH, parallel, rootKey);
  }
}
