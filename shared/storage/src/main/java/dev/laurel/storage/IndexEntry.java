package dev.laurel.storage;

/// Where an item stands in one [Index]. Both parts obey the rules of [ItemKey].
public record IndexEntry(String partition, String sort) {
  public IndexEntry {
    ItemKey.check("index partition", partition);
    ItemKey.check("index sort", sort);
  }
}
