package dev.laurel.aws.dynamodb;

import dev.laurel.storage.Cursor;
import dev.laurel.storage.Index;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.SortRange;
import dev.laurel.storage.Table;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Cursors over `LastEvaluatedKey`. A cursor holds sort keys only; the partition always comes from
/// the query itself, so that no cursor leads into another one's partition.
final class Pages {
  private static final String OF_TABLE = "t";
  private static final String OF_INDEX = "i";

  private Pages() {}

  /// The cursor after a page of a table query.
  static Cursor next(Map<String, AttributeValue> last) {
    return last.isEmpty()
        ? Cursor.START
        : encode(OF_TABLE, Stream.of(ItemAttributes.text(last, ItemAttributes.SORT)));
  }

  /// The cursor after a page of an index query.
  static Cursor next(Index index, Map<String, AttributeValue> last) {
    return last.isEmpty()
        ? Cursor.START
        : encode(
            OF_INDEX,
            Stream.of(ItemAttributes.PARTITION, ItemAttributes.SORT, ItemAttributes.sort(index))
                .map(name -> ItemAttributes.text(last, name)));
  }

  /// Where a table query goes on; empty for the start.
  static Map<String, AttributeValue> start(
      Table table, String partition, SortRange range, Cursor after) {
    if (after.equals(Cursor.START)) {
      return Map.of();
    }
    String sort = decode(OF_TABLE, after, 1).getFirst();
    within(range, sort);
    return ItemAttributes.key(new ItemKey(table, partition, sort));
  }

  /// Where an index query goes on; empty for the start.
  static Map<String, AttributeValue> start(
      Table table, Index index, String partition, SortRange range, Cursor after) {
    if (after.equals(Cursor.START)) {
      return Map.of();
    }
    List<String> parts = decode(OF_INDEX, after, 3);
    within(range, parts.get(2));
    ItemKey key = new ItemKey(table, parts.get(0), parts.get(1));
    return Map.of(
        ItemAttributes.PARTITION,
        ItemAttributes.text(key.partition()),
        ItemAttributes.SORT,
        ItemAttributes.text(key.sort()),
        ItemAttributes.partition(index),
        ItemAttributes.text(partition),
        ItemAttributes.sort(index),
        ItemAttributes.text(parts.get(2)));
  }

  private static Cursor encode(String kind, Stream<String> parts) {
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    Stream<String> encoded =
        parts.map(part -> encoder.encodeToString(part.getBytes(StandardCharsets.US_ASCII)));
    return new Cursor(Stream.concat(Stream.of(kind), encoded).collect(Collectors.joining(".")));
  }

  private static List<String> decode(String kind, Cursor cursor, int parts) {
    List<String> words = List.of(cursor.text().split("\\.", -1));
    if (words.size() != parts + 1 || !words.getFirst().equals(kind)) {
      throw new IllegalArgumentException("not a cursor of this query");
    }
    return words.stream()
        .skip(1)
        .map(word -> new String(Base64.getUrlDecoder().decode(word), StandardCharsets.ISO_8859_1))
        .toList();
  }

  /// DynamoDB answers a start outside the range with a validation error.
  private static void within(SortRange range, String sort) {
    if (sort.compareTo(range.from()) < 0 || sort.compareTo(range.to()) > 0) {
      throw new IllegalArgumentException("not a cursor of this query");
    }
  }
}
