package dev.laurel.issuance;

import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;

/// One index of one status list, taken by one credential for ever: row `LIST#<id>` / `INDEX#<n>`,
/// made under the condition that it is absent.
record StatusPlace(String list, int index) {
  ItemKey key() {
    return ItemKey.of("LIST#" + list, "INDEX#" + index);
  }

  /// The write that takes it. The row holds nothing: which credential has the index stands with the
  /// credential, and a list that named its holders would be a list of people.
  Write take() {
    return Write.create(Item.of(key(), 1, "{}"));
  }
}
