package dev.laurel.functions.submission;

import dev.laurel.storage.Item;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Read;
import dev.laurel.storage.Write;
import java.util.List;
import java.util.Map;

/// Makes the row of [Seeded#SUBMITTED] one that no version of the program wrote.
final class Damage {
  private Damage() {}

  static void to(ItemStore items) {
    Item row =
        items
            .get(dev.laurel.assessment.Submission.key(Seeded.SUBMITTED), Read.CONSISTENT)
            .orElseThrow();
    Item damaged =
        new Item(
            row.key(), row.version() + 1, "{\"state\":1}", row.indexes(), Map.of(), row.expires());
    items.write(List.of(Write.update(damaged)));
  }
}
