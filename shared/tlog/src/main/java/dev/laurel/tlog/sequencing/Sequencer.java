package dev.laurel.tlog.sequencing;

import dev.laurel.storage.ItemStore;
import dev.laurel.storage.ObjectStore;
import dev.laurel.storage.Read;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.WriteResult;
import dev.laurel.tlog.SignedCheckpoint;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.tlog.entry.EntryId;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Integrates entries into the log. Any number of processes may run one, at the same time, die
/// anywhere and come back: the lock row decides, by one conditional write, and everything else
/// follows from it.
///
/// A round settles the head that a consistent read shows, takes the entries that wait, stages them,
/// and swaps the unsigned head; only the next read makes it a head to sign.
public final class Sequencer {
  /// Most rounds of one run: several batches under load, and a few that other sequencers won.
  private static final int MAX_ROUNDS = 32;

  /// How far the log's time may be ahead of the clock: clocks of two functions differ by less, and
  /// a clock that is further behind would date checkpoints wrongly for as long.
  private static final long TOLERATED_MILLIS = 2_000;

  final ItemStore items;
  final LogObjects objects;
  final LogSigner signer;
  final InstantSource clock;
  final RandomGenerator random;
  final SequencerSettings settings;
  final LockRow lock;
  private final Trees trees;
  final Settlement settlement;
  private final Intake intake;
  final Lanes lanes;
  private volatile boolean begun;

  public Sequencer(
      ItemStore items,
      ObjectStore log,
      LogSigner signer,
      List<KnownWitness> witnesses,
      InstantSource clock,
      RandomGenerator random,
      SequencerSettings settings) {
    this(
        items,
        log,
        signer,
        witnesses,
        clock,
        random,
        settings,
        note -> SignedCheckpoint.open(note, settings.origin(), signer.keys()));
  }

  /// @param reader reads published checkpoints in the place of [SignedCheckpoint#open]
  Sequencer(
      ItemStore items,
      ObjectStore log,
      LogSigner signer,
      List<KnownWitness> witnesses,
      InstantSource clock,
      RandomGenerator random,
      SequencerSettings settings,
      Function<byte[], SignedCheckpoint.Opened> reader) {
    this.items = items;
    this.objects = new LogObjects(log);
    this.signer = signer;
    this.clock = clock;
    this.random = random;
    this.settings = settings;
    this.lanes = new Lanes(settings.parallel());
    this.lock = new LockRow(items, settings.origin());
    this.trees = new Trees(objects, lock, lanes);
    this.intake = new Intake(items, lanes, new KeyGuard(items, settings.rootKey()));
    this.settlement =
        new Settlement(
            items, objects, lock, trees, signer, new Cosignatures(witnesses, lanes), reader, lanes);
  }

  /// Settles what was committed, then integrates the entries hinted at and whatever else waits.
  /// Without hints it is the sweep. When it returns, all that it took is LOGGED.
  ///
  /// @throws StoreUnavailable where that is not certain: run again with the same hints
  /// @throws LogStopped where somebody must look
  public Integrated run(List<EntryId> hints) {
    begin();
    Run run = new Run(hints);
    for (int round = 1; round < MAX_ROUNDS; round++) {
      try {
        if (run.round()) {
          return run.ended(false);
        }
      } catch (MovedOn e) {
        run.startAgain();
      }
    }
    try {
      run.settle();
      return run.ended(true);
    } catch (MovedOn e) {
      throw new StoreUnavailable("other sequencers won every round");
    }
  }

  /// What one call does, round by round.
  private final class Run {
    private final Set<EntryId> waiting;
    private Optional<Batch> fresh = Optional.empty();
    private Set<EntryId> taken = Set.of();
    private boolean more = true;
    private long size;
    private int logged;
    private int refused;

    Run(List<EntryId> hints) {
      waiting = new LinkedHashSet<>(hints);
    }

    /// One round; true where nothing is left to do.
    boolean round() {
      Head head = settle();
      if (!more) {
        return true;
      }
      requireClock(head);
      Candidates candidates = Candidates.find(items, waiting, settings.maxBatch());
      taken = candidates.ids();
      Intake.Taken found = intake.take(head, taken);
      refused += found.refused();
      if (!found.rows().isEmpty()) {
        Batch batch = trees.extend(head, found);
        swap(head, batch);
        fresh = Optional.of(batch);
        logged += found.rows().size();
      }
      waiting.removeAll(taken);
      more = candidates.more() || found.later() || !waiting.isEmpty();
      return !more && fresh.isEmpty();
    }

    /// Settles what the lock row holds, be it of this run or not.
    Head settle() {
      CommittedHead committed = lock.read();
      if (more) {
        requireNoRestore();
      }
      Head head = committed.head();
      settlement.settle(committed, fresh);
      fresh = Optional.empty();
      size = head.size();
      return head;
    }

    /// Somebody else won, and may have taken the same entries or others.
    void startAgain() {
      fresh = Optional.empty();
    }

    Integrated ended(boolean early) {
      return new Integrated(size, logged, refused, early && more);
    }
  }

  /// Commits the batch, unsigned. Where no answer comes the run ends: whether the head is committed
  /// is what the next read of the lock row tells.
  private void swap(Head head, Batch batch) {
    long time = Math.max(clock.millis(), head.time() + 1);
    Head next = Head.after(head, batch.tree().size(), batch.tree().root(), time, random);
    lock.demand(
        objects.stage(next, Staging.of(batch.tree().tiles())),
        head,
        "the staging object of size " + next.size() + " holds other bytes");
    if (!(items.write(List.of(next.over(head))) instanceof WriteResult.Written)) {
      throw new MovedOn();
    }
  }

  /// A head can be settled with any clock: its time is in the row. What follows gets a time of its
  /// own.
  private void requireClock(Head head) {
    if (head.time() > clock.millis() + TOLERATED_MILLIS) {
      throw new StoreUnavailable("the clock is behind the log's time");
    }
  }

  /// Read after the lock row: where no restore has begun by then, the head is from before it, and
  /// [Recovery] moves the lock row before anything could be committed on top of what it moved to.
  private void requireNoRestore() {
    if (Restoring.of(items).filter(Restoring::isOfLog).isPresent()) {
      throw new StoreUnavailable("the log is being restored");
    }
  }

  /// Makes sure, once a process, that this is the log that began here.
  private void begin() {
    if (begun) {
      return;
    }
    List<VerifierKey> keys = signer.keys();
    Began now = new Began(settings.origin(), clock.instant(), keys);
    Began began =
        items.get(Began.KEY, Read.CONSISTENT).map(Began::from).orElseGet(() -> first(now));
    if (!began.origin().equals(settings.origin())) {
      throw new LogStopped("the log began as " + began.origin() + " and never changes its origin");
    }
    if (!keys.containsAll(began.keys())) {
      throw new LogStopped("a key that the log began with is not there");
    }
    begun = true;
  }

  private Began first(Began now) {
    if (items.write(List.of(now.create())) instanceof WriteResult.Written) {
      return now;
    }
    return items
        .get(Began.KEY, Read.CONSISTENT)
        .map(Began::from)
        .orElseThrow(() -> new StoreUnavailable("the log's beginning is being written"));
  }
}
