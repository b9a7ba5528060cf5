package dev.laurel.verification.published;

import dev.laurel.json.Json;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.SortRange;
import dev.laurel.storage.Write;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// The newest signed form of a status list.
///
/// Row `LIST#<id>` / `SIGNED`; `version` is the item's and starts at 1. Every signed form is also
/// kept for ever, in the row `LIST#<id>` / `AT#<from when it holds>#<number of 12 digits>`.
public record PublishedStatusList(String id, IssuerId issuer, long version, String document) {
  private static final String KEPT = "AT#";

  /// The key of the row.
  public static ItemKey key(String id) {
    return ItemKey.of("LIST#" + id, "SIGNED");
  }

  /// The write that stores this version over the one before it.
  public Write write() {
    Item item = Item.of(key(id), version, Json.write(new Row(issuer.text(), document)));
    return version == 1 ? Write.create(item) : Write.update(item);
  }

  /// The write that keeps this form, which holds from then on, under its number in the log.
  public Write keep(Instant validFrom, long number) {
    ItemKey key =
        ItemKey.of("LIST#" + id, at(validFrom) + String.format(Locale.ROOT, "#%012d", number));
    return Write.create(Item.of(key, 1, Json.write(new Row(issuer.text(), document))));
  }

  /// The kept forms of a list that hold from this moment or from before.
  static SortRange keptUpTo(Instant when) {
    return new SortRange(KEPT, at(when) + "#~");
  }

  private static String at(Instant when) {
    return KEPT + when.truncatedTo(ChronoUnit.SECONDS);
  }

  /// The row in an item.
  public static PublishedStatusList from(Item item) {
    Row row = Json.read(item.body(), Row.class);
    return new PublishedStatusList(
        item.key().partition().substring("LIST#".length()),
        new IssuerId(row.issuer),
        item.version(),
        row.document);
  }

  /// Whether it holds from this moment or from before.
  boolean holdsFrom(Instant when) {
    String from = Json.read(document, JsonNode.class).path("validFrom").stringValue("");
    return !from.isEmpty() && !Instant.parse(from).isAfter(when);
  }

  /// The signed bytes.
  public byte[] bytes() {
    return document.getBytes(StandardCharsets.UTF_8);
  }

  record Row(String issuer, String document) {}
}
