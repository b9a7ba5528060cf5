package dev.laurel.aws.dynamodb;

import dev.laurel.storage.Cursor;
import dev.laurel.storage.Index;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemReader;
import dev.laurel.storage.Page;
import dev.laurel.storage.Read;
import dev.laurel.storage.SortRange;
import dev.laurel.storage.Table;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// The reading half of [DynamoItemStore], for whoever must not be able to write. Throttling and
/// broken connections are retried by the client.
public final class DynamoItemReader implements ItemReader {
  private static final int MAX_PAGE = 1000;

  private final DynamoDbClient client;
  private final Map<Table, String> names;
  private final InstantSource clock;

  /// A reader of the tables with these physical names.
  public DynamoItemReader(DynamoDbClient client, Map<Table, String> names, InstantSource clock) {
    this.client = client;
    this.names = Map.copyOf(names);
    this.clock = clock;
  }

  /// Runs every operation once over canned answers, so that its classes are in a snapshot.
  public static void prime() {
    try (DynamoDbClient client = DynamoClients.canned()) {
      prime(new DynamoItemReader(client, Map.of(Table.ITEMS, "prime"), () -> Instant.EPOCH));
    }
  }

  static void prime(ItemReader reader) {
    reader.get(ItemKey.of("a", "b"), Read.CONSISTENT);
    reader.query(
        Table.ITEMS, "a", SortRange.ALL, Order.ASCENDING, 1, Cursor.START, Read.CONSISTENT);
    reader.queryIndex(
        Table.ITEMS, Index.LIST, "a", SortRange.ALL, Order.ASCENDING, 1, Cursor.START);
  }

  @Override
  public Optional<Item> get(ItemKey key, Read read) {
    GetItemRequest request =
        GetItemRequest.builder()
            .tableName(name(key.table()))
            .key(ItemAttributes.key(key))
            .consistentRead(read == Read.CONSISTENT)
            .build();
    GetItemResponse response;
    try {
      response = client.getItem(request);
    } catch (SdkException e) {
      throw Failures.of("GetItem", e);
    }
    return response.hasItem() && ItemAttributes.lives(response.item(), clock.instant())
        ? Optional.of(ItemAttributes.item(key.table(), response.item()))
        : Optional.empty();
  }

  @Override
  public Page<Item> query(
      Table table,
      String partition,
      SortRange range,
      Order order,
      int limit,
      Cursor after,
      Read read) {
    Map<String, AttributeValue> start = Pages.start(table, partition, range, after);
    QueryRequest.Builder request =
        request(table, ItemAttributes.PARTITION, ItemAttributes.SORT, partition, range, order)
            .consistentRead(read == Read.CONSISTENT);
    QueryResponse response = ask(request, range, limit, start);
    Instant now = clock.instant();
    return new Page<>(
        response.items().stream()
            .filter(attributes -> ItemAttributes.lives(attributes, now))
            .map(attributes -> ItemAttributes.item(table, attributes))
            .toList(),
        Pages.next(response.lastEvaluatedKey()));
  }

  @Override
  public Page<ItemKey> queryIndex(
      Table table,
      Index index,
      String partition,
      SortRange range,
      Order order,
      int limit,
      Cursor after) {
    if (table != Table.ITEMS && index == Index.LIST) {
      throw new IllegalArgumentException("the table " + table + " has no index LIST");
    }
    Map<String, AttributeValue> start = Pages.start(table, index, partition, range, after);
    QueryRequest.Builder request =
        request(
                table,
                ItemAttributes.partition(index),
                ItemAttributes.sort(index),
                partition,
                range,
                order)
            .indexName(index.text());
    QueryResponse response = ask(request, range, limit, start);
    return new Page<>(
        response.items().stream()
            .map(attributes -> ItemAttributes.itemKey(table, attributes))
            .toList(),
        Pages.next(index, response.lastEvaluatedKey()));
  }

  private QueryRequest.Builder request(
      Table table,
      String partitionName,
      String sortName,
      String partition,
      SortRange range,
      Order order) {
    return QueryRequest.builder()
        .tableName(name(table))
        .keyConditionExpression(
            partitionName + " = :partition AND " + sortName + " BETWEEN :from AND :to")
        .expressionAttributeValues(
            Map.of(
                ":partition", ItemAttributes.text(partition),
                ":from", ItemAttributes.text(range.from()),
                ":to", ItemAttributes.text(range.to())))
        .scanIndexForward(order == Order.ASCENDING);
  }

  private QueryResponse ask(
      QueryRequest.Builder request, SortRange range, int limit, Map<String, AttributeValue> start) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw new IllegalArgumentException("a page has 1 to " + MAX_PAGE + " entries: " + limit);
    }
    if (range.from().compareTo(range.to()) > 0) {
      // DynamoDB refuses a range that is the wrong way round; it holds nothing.
      return QueryResponse.builder().build();
    }
    request.limit(limit);
    if (!start.isEmpty()) {
      request.exclusiveStartKey(start);
    }
    try {
      return client.query(request.build());
    } catch (SdkException e) {
      throw Failures.of("Query", e);
    }
  }

  String name(Table table) {
    String name = names.get(table);
    if (name == null) {
      throw new IllegalArgumentException("no table is configured for " + table);
    }
    return name;
  }
}
