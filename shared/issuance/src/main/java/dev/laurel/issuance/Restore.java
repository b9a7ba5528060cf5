package dev.laurel.issuance;

import dev.laurel.credentials.status.Bitstring;
import dev.laurel.json.Json;
import dev.laurel.json.JsonRefused;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.tlog.sequencing.Restoring;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What keys and status lists need after the tables were restored while the log and the public
/// copies were not: keys and their ends that the log has are known again, bits that are public stay
/// set, and no place is given out again that the rows have forgotten.
final class Restore {
  /// Tries against others; nothing else should run meanwhile.
  private static final int MAX_TRIES = 16;

  private final ItemStore items;
  private final KeyRecovery keys;
  private final PublicCopies copies;
  private final StatusListSigning lists;
  private final StatusListPlaces places;
  private final InstantSource clock;

  Restore(
      ItemStore items,
      KeyRecovery keys,
      PublicCopies copies,
      StatusListSigning lists,
      StatusListPlaces places,
      InstantSource clock) {
    this.items = items;
    this.keys = keys;
    this.copies = copies;
    this.lists = lists;
    this.places = places;
    this.clock = clock;
  }

  /// Takes over what the log holds of every issuer's keys, and the public bits into every list, and
  /// begins a new list for each DID. To be repeated until it ends: while the tables are marked as
  /// being restored, it goes on where the last call stopped, and takes the mark away at the end.
  /// Throws [IllegalStateException] where the log was not restored before, or something else is
  /// running.
  void run() {
    Optional<Restoring> restoring = Restoring.of(items);
    if (restoring.filter(mark -> !mark.state().equals(Restoring.LISTS)).isPresent()) {
      throw new IllegalStateException(
          "the log is not restored yet: run the sequencer's restore until it ends, then this");
    }
    String mark = restoring.map(each -> each.since().toString()).orElse("");
    lists.all().forEach(list -> takeOver(list, mark));
    if (restoring.isPresent()
        && !(items.write(List.of(restoring.get().done())) instanceof WriteResult.Written)) {
      throw new IllegalStateException("a restore began again meanwhile");
    }
    try {
      lists.sweep();
    } catch (StoreUnavailable e) {
      // The restore is done. What this sweep leaves, the next ones take.
    }
  }

  /// In one transaction with the new list of a DID whose current one this is, so that neither is
  /// done twice; after the issuer's keys, which sign it.
  private void takeOver(String list, String mark) {
    for (int i = 0; i < MAX_TRIES; i++) {
      Optional<StatusListHead> head =
          lists.head(list).filter(each -> mark.isEmpty() || !each.restored().equals(mark));
      if (head.isEmpty()) {
        return;
      }
      keys.run(head.get().issuer());
      Bitstring bits = with(head.get().bitstring(), published(list));
      StatusListHead restored = head.get().restored(bits, clock.instant(), mark);
      List<Write> writes = new ArrayList<>(List.of(restored.write()));
      writes.addAll(places.renewal(restored));
      if (items.write(writes) instanceof WriteResult.Written) {
        return;
      }
    }
    throw new IllegalStateException("something else is running: list " + list);
  }

  /// The bits of the public copy; none where there is no copy that could be read.
  private Bitstring published(String list) {
    return copies
        .read(list)
        .flatMap(Restore::encodedList)
        .map(text -> Bitstring.decode(text, Bitstring.MINIMUM_SIZE))
        .filter(Bitstring.Decoding.Decoded.class::isInstance)
        .map(decoded -> ((Bitstring.Decoding.Decoded) decoded).bits())
        .orElseGet(Bitstring::empty);
  }

  private static Optional<String> encodedList(byte[] copy) {
    try {
      return Optional.of(
          Json.parse(copy).path("credentialSubject").path("encodedList").stringValue(""));
    } catch (JsonRefused e) {
      return Optional.empty();
    }
  }

  private static Bitstring with(Bitstring bits, Bitstring more) {
    return bits.withAll(
        IntStream.range(0, Math.min(bits.size(), more.size())).filter(more::get).boxed().toList());
  }
}
