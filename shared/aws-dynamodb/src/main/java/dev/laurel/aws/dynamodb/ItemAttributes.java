package dev.laurel.aws.dynamodb;

import dev.laurel.storage.Index;
import dev.laurel.storage.IndexEntry;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Table;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How an item lies in a table: `pk`, `sk`, `v` (its version), `body`, `expires` (epoch seconds;
/// the table's TTL attribute), `<index>Partition` and `<index>Sort`, `c_<counter>`.
final class ItemAttributes {
  static final String PARTITION = "pk";
  static final String SORT = "sk";
  static final String VERSION = "v";
  static final String BODY = "body";
  static final String EXPIRES = "expires";
  private static final String COUNTER = "c_";

  private ItemAttributes() {}

  static Map<String, AttributeValue> key(ItemKey key) {
    return Map.of(PARTITION, text(key.partition()), SORT, text(key.sort()));
  }

  /// All attributes of a put. Counters are left out: a put removes them.
  static Map<String, AttributeValue> of(Item item) {
    Map<String, AttributeValue> attributes = new HashMap<>(key(item.key()));
    attributes.put(VERSION, number(item.version()));
    attributes.put(BODY, text(item.body()));
    if (!item.expires().equals(Item.NEVER)) {
      attributes.put(EXPIRES, number(item.expires().getEpochSecond()));
    }
    item.indexes()
        .forEach((index, entry) -> {
          attributes.put(partition(index), text(entry.partition()));
          attributes.put(sort(index), text(entry.sort()));
        });
    return attributes;
  }

  static Item item(Table table, Map<String, AttributeValue> attributes) {
    EnumMap<Index, IndexEntry> indexes = new EnumMap<>(Index.class);
    for (Index index : Index.values()) {
      if (attributes.containsKey(partition(index)) && attributes.containsKey(sort(index))) {
        indexes.put(
            index,
            new IndexEntry(text(attributes, partition(index)), text(attributes, sort(index))));
      }
    }
    Map<String, Long> counters = new HashMap<>();
    for (String name : attributes.keySet()) {
      if (name.startsWith(COUNTER)) {
        counters.put(name.substring(COUNTER.length()), number(attributes, name, 0));
      }
    }
    Instant expires =
        attributes.containsKey(EXPIRES)
            ? Instant.ofEpochSecond(number(attributes, EXPIRES, 0))
            : Item.NEVER;
    return new Item(
        itemKey(table, attributes),
        number(attributes, VERSION, 0),
        attributes.containsKey(BODY) ? text(attributes, BODY) : "",
        indexes,
        counters,
        expires);
  }

  static ItemKey itemKey(Table table, Map<String, AttributeValue> attributes) {
    return new ItemKey(table, text(attributes, PARTITION), text(attributes, SORT));
  }

  /// Whether it is not expired. TTL removes late, so every reader asks.
  static boolean lives(Map<String, AttributeValue> attributes, Instant now) {
    return number(attributes, EXPIRES, Long.MAX_VALUE) > now.getEpochSecond();
  }

  static String partition(Index index) {
    return index.text() + "Partition";
  }

  static String sort(Index index) {
    return index.text() + "Sort";
  }

  static String counter(String name) {
    return COUNTER + name;
  }

  static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  static String text(Map<String, AttributeValue> attributes, String name) {
    AttributeValue value = attributes.get(name);
    if (value == null || value.s() == null) {
      throw new IllegalStateException("an item of the table has no text attribute " + name);
    }
    return value.s();
  }

  static long number(Map<String, AttributeValue> attributes, String name, long otherwise) {
    AttributeValue value = attributes.get(name);
    return value == null || value.n() == null ? otherwise : Long.parseLong(value.n());
  }
}
