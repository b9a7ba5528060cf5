package dev.laurel.storage;

import java.util.Objects;

/// The primary key of an item: table, partition and sort key.
///
/// Both parts are 1 to 512 characters of printable ASCII between `!` and `}`. `~` is kept out so
/// that [SortRange#prefix] can use it as the end of a range, and so that every store sorts alike.
public record ItemKey(Table table, String partition, String sort) {
  /// Longest partition or sort key; DynamoDB allows 2,048 and 1,024 bytes.
  public static final int MAX_LENGTH = 512;

  public ItemKey {
    Objects.requireNonNull(table);
    check("partition", partition);
    check("sort", sort);
  }

  /// A key of the table [Table#ITEMS].
  public static ItemKey of(String partition, String sort) {
    return new ItemKey(Table.ITEMS, partition, sort);
  }

  /// A key of the table [Table#OUTBOX].
  public static ItemKey outbox(String partition, String sort) {
    return new ItemKey(Table.OUTBOX, partition, sort);
  }

  /// A key of the table [Table#LOG].
  public static ItemKey log(String partition, String sort) {
    return new ItemKey(Table.LOG, partition, sort);
  }

  static void check(String what, String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(what + " must have 1 to " + MAX_LENGTH + " characters");
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '!' || text.charAt(i) > '}') {
        throw new IllegalArgumentException(what + " holds a character outside ! to }: " + text);
      }
    }
  }
}
