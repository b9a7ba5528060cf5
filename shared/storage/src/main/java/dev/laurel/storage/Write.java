package dev.laurel.storage;

/// One part of a transaction.
public sealed interface Write {
  /// The item that it touches.
  ItemKey key();

  Condition condition();

  /// Stores a new item.
  static Write create(Item item) {
    return new Put(item, Condition.ABSENT);
  }

  /// Stores a changed item over the version before it: `item.version()` is that version plus 1.
  static Write update(Item item) {
    return new Put(item, Condition.versionIs(item.version() - 1));
  }

  /// Stores the whole item, replacing what is there.
  record Put(Item item, Condition condition) implements Write {
    @Override
    public ItemKey key() {
      return item.key();
    }
  }

  /// Removes the item.
  record Delete(ItemKey key, Condition condition) implements Write {}

  /// Only demands that the condition holds.
  record Check(ItemKey key, Condition condition) implements Write {}
}
