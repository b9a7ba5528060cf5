package dev.laurel.issuance;

import dev.laurel.assessment.Award;
import dev.laurel.storage.ItemReader;
import dev.laurel.storage.Read;
import java.util.Optional;

/// Reads intents, consistently.
final class Intents {
  private final ItemReader items;

  Intents(ItemReader items) {
    this.items = items;
  }

  /// The current intent of an award. Throws [IllegalStateException] where it is missing: both were
  /// written together.
  Intent of(Award award) {
    return items
        .get(Intent.key(award.submission(), award.intent()), Read.CONSISTENT)
        .map(item -> Intent.from(award.submission(), award.intent(), item))
        .orElseThrow(() -> new IllegalStateException("no intent: " + award.submission()));
  }

  /// The current intent of a warrant; empty where nothing was begun.
  Optional<Intent> of(Warrant warrant) {
    return warrant.award().map(this::of);
  }
}
