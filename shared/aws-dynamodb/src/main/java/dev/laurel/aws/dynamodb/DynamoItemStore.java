package dev.laurel.aws.dynamodb;

import dev.laurel.storage.AddResult;
import dev.laurel.storage.Condition;
import dev.laurel.storage.Cursor;
import dev.laurel.storage.Index;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Page;
import dev.laurel.storage.Read;
import dev.laurel.storage.SortRange;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// Items in DynamoDB tables.
///
/// - A transaction is one `TransactWriteItems`; a single put or delete goes without it, at half the
///   price.
/// - Another transaction in the way is waited out for a few tenths of a second, then answered as an
///   empty conflict. Throttling and broken connections are retried by the client.
/// - A condition that fails after the client had to repeat the request proves nothing (the lost
///   first answer may have been a yes), so it is [StoreUnavailable]. For the same reason an
///   addition whose answer is lost may count twice.
public final class DynamoItemStore implements ItemStore {
  /// Tries while other transactions are in the way: with the pauses below about 0.3 s on average.
  private static final int TRIES = 5;

  /// The pause after the n-th try is random below this times 2^n, so that contenders part.
  private static final Duration PAUSE = Duration.ofMillis(20);

  private static final Set<String> BUSY =
      Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

  private final DynamoDbClient client;
  private final DynamoItemReader reader;
  private final InstantSource clock;
  private final RandomGenerator random;

  /// A store over the tables with these physical names; `random` spreads retries.
  public DynamoItemStore(
      DynamoDbClient client,
      Map<Table, String> names,
      InstantSource clock,
      RandomGenerator random) {
    this.client = client;
    this.reader = new DynamoItemReader(client, names, clock);
    this.clock = clock;
    this.random = random;
  }

  /// Runs every operation once over canned answers, so that its classes are in a snapshot.
  public static void prime() {
    try (DynamoDbClient client = DynamoClients.canned()) {
      ItemStore store =
          new DynamoItemStore(client, Map.of(Table.ITEMS, "prime"), () -> Instant.EPOCH, () -> 0);
      DynamoItemReader.prime(store);
      Write put = Write.create(Item.of(ItemKey.of("a", "b"), 1, "{}"));
      Write delete = new Write.Delete(ItemKey.of("a", "c"), Condition.PRESENT);
      store.write(List.of(put));
      store.write(List.of(delete));
      store.write(List.of(put, delete));
      store.add(ItemKey.of("a", "d"), "prime", 1, 1, Item.NEVER);
    }
  }

  @Override
  public Optional<Item> get(ItemKey key, Read read) {
    return reader.get(key, read);
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
    return reader.query(table, partition, range, order, limit, after, read);
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
    return reader.queryIndex(table, index, partition, range, order, limit, after);
  }

  @Override
  public WriteResult write(List<Write> transaction) {
    List<Write> writes = List.copyOf(transaction);
    check(writes);
    for (int tries = 1; ; tries++) {
      try {
        if (writes.size() == 1 && writes.getFirst() instanceof Write.Put put) {
          put(put, clock.instant());
        } else if (writes.size() == 1 && writes.getFirst() instanceof Write.Delete delete) {
          delete(delete, clock.instant());
        } else {
          transact(writes, clock.instant());
        }
        return new WriteResult.Written();
      } catch (ConditionalCheckFailedException e) {
        return conflict(List.of(writes.getFirst().key()), "the write", e);
      } catch (TransactionCanceledException e) {
        List<ItemKey> failed = failed(writes, e);
        if (!failed.isEmpty()) {
          return conflict(failed, "TransactWriteItems", e);
        }
        if (!busy(e)) {
          throw new IllegalStateException("DynamoDB refuses a transaction: " + codes(e), e);
        }
        if (tries == TRIES) {
          if (codes(e).contains("TransactionConflict")) {
            return conflict(List.of(), "TransactWriteItems", e);
          }
          throw Failures.of("TransactWriteItems", e);
        }
      } catch (TransactionConflictException e) {
        if (tries == TRIES) {
          return conflict(List.of(), "the write", e);
        }
      } catch (SdkException e) {
        throw Failures.of("the write", e);
      }
      pause(tries);
    }
  }

  @Override
  public AddResult add(ItemKey key, String counter, long delta, long ceiling, Instant expires) {
    if (delta < 1) {
      throw new IllegalArgumentException("an addition is 1 or more: " + delta);
    }
    if (delta > ceiling) {
      return new AddResult.AboveCeiling();
    }
    for (int tries = 1; ; tries++) {
      Instant now = clock.instant();
      try {
        return new AddResult.Added(increase(key, counter, delta, ceiling, expires, now));
      } catch (ConditionalCheckFailedException e) {
        if (e.hasItem() && ItemAttributes.lives(e.item(), now)) {
          if (Failures.repeated(e)) {
            throw Failures.of("UpdateItem", e);
          }
          return new AddResult.AboveCeiling();
        }
        if (e.hasItem() && restart(key, counter, delta, expires, now)) {
          return new AddResult.Added(delta);
        }
        if (tries == TRIES) {
          throw Failures.of("UpdateItem", e);
        }
      } catch (TransactionConflictException e) {
        if (tries == TRIES) {
          throw Failures.of("UpdateItem", e);
        }
      } catch (SdkException e) {
        throw Failures.of("UpdateItem", e);
      }
      pause(tries);
    }
  }

  private static void check(List<Write> writes) {
    if (writes.isEmpty() || writes.size() > MAX_WRITES) {
      throw new IllegalArgumentException("a transaction has 1 to " + MAX_WRITES + " writes");
    }
    Set<ItemKey> keys = new HashSet<>();
    for (Write write : writes) {
      if (!keys.add(write.key())) {
        throw new IllegalArgumentException("a transaction names a key twice: " + write.key());
      }
    }
  }

  private void put(Write.Put write, Instant now) {
    Conditions condition = Conditions.of(write.condition(), now);
    client.putItem(
        PutItemRequest.builder()
            .tableName(reader.name(write.key().table()))
            .item(ItemAttributes.of(write.item()))
            .conditionExpression(condition.expression())
            .expressionAttributeValues(condition.values())
            .build());
  }

  private void delete(Write.Delete write, Instant now) {
    Conditions condition = Conditions.of(write.condition(), now);
    client.deleteItem(
        DeleteItemRequest.builder()
            .tableName(reader.name(write.key().table()))
            .key(ItemAttributes.key(write.key()))
            .conditionExpression(condition.expression())
            .expressionAttributeValues(condition.values())
            .build());
  }

  private void transact(List<Write> writes, Instant now) {
    client.transactWriteItems(
        TransactWriteItemsRequest.builder()
            .transactItems(writes.stream().map(write -> part(write, now)).toList())
            .build());
  }

  private TransactWriteItem part(Write write, Instant now) {
    String table = reader.name(write.key().table());
    Conditions condition = Conditions.of(write.condition(), now);
    TransactWriteItem.Builder part = TransactWriteItem.builder();
    return switch (write) {
      case Write.Put put ->
          part.put(to ->
                  to.tableName(table)
                      .item(ItemAttributes.of(put.item()))
                      .conditionExpression(condition.expression())
                      .expressionAttributeValues(condition.values()))
              .build();
      case Write.Delete delete ->
          part.delete(to ->
                  to.tableName(table)
                      .key(ItemAttributes.key(delete.key()))
                      .conditionExpression(condition.expression())
                      .expressionAttributeValues(condition.values()))
              .build();
      case Write.Check check ->
          part.conditionCheck(to ->
                  to.tableName(table)
                      .key(ItemAttributes.key(check.key()))
                      .conditionExpression(condition.expression())
                      .expressionAttributeValues(condition.values()))
              .build();
    };
  }

  /// The counter's new value. The condition lets a row through that is absent or alive and whose
  /// counter stays below the ceiling.
  private long increase(
      ItemKey key, String counter, long delta, long ceiling, Instant expires, Instant now) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":delta", ItemAttributes.number(delta));
    values.put(":room", ItemAttributes.number(ceiling - delta));
    values.put(":zero", ItemAttributes.number(0));
    values.put(":now", ItemAttributes.number(now.getEpochSecond()));
    String lasting = " REMOVE expires";
    if (!expires.equals(Item.NEVER)) {
      values.put(":expires", ItemAttributes.number(expires.getEpochSecond()));
      lasting = ", expires = :expires";
    }
    String name = ItemAttributes.counter(counter);
    UpdateItemResponse response =
        client.updateItem(
            UpdateItemRequest.builder()
                .tableName(reader.name(key.table()))
                .key(ItemAttributes.key(key))
                .updateExpression(
                    "SET v = if_not_exists(v, :zero), #counter = if_not_exists(#counter, :zero) +"
                        + " :delta"
                        + lasting)
                .conditionExpression(
                    "(attribute_not_exists(expires) OR expires > :now)"
                        + " AND (attribute_not_exists(#counter) OR #counter <= :room)")
                .expressionAttributeNames(Map.of("#counter", name))
                .expressionAttributeValues(values)
                .returnValues(ReturnValue.UPDATED_NEW)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build());
    return ItemAttributes.number(response.attributes(), name, 0);
  }

  /// Replaces an expired row by one that holds only this addition; false where another was faster.
  private boolean restart(ItemKey key, String counter, long delta, Instant expires, Instant now) {
    Map<String, AttributeValue> attributes = new HashMap<>(ItemAttributes.key(key));
    attributes.put(ItemAttributes.VERSION, ItemAttributes.number(0));
    attributes.put(ItemAttributes.counter(counter), ItemAttributes.number(delta));
    if (!expires.equals(Item.NEVER)) {
      attributes.put(ItemAttributes.EXPIRES, ItemAttributes.number(expires.getEpochSecond()));
    }
    try {
      client.putItem(
          PutItemRequest.builder()
              .tableName(reader.name(key.table()))
              .item(attributes)
              .conditionExpression("expires <= :now")
              .expressionAttributeValues(
                  Map.of(":now", ItemAttributes.number(now.getEpochSecond())))
              .build());
      return true;
    } catch (ConditionalCheckFailedException | TransactionConflictException e) {
      return false;
    } catch (SdkException e) {
      throw Failures.of("PutItem", e);
    }
  }

  private static WriteResult conflict(List<ItemKey> keys, String operation, SdkException e) {
    if (Failures.repeated(e)) {
      throw new StoreUnavailable("DynamoDB lost the answer to " + operation, e);
    }
    return new WriteResult.Conflict(keys);
  }

  /// The keys whose condition failed; reasons come in the order of the writes.
  private static List<ItemKey> failed(List<Write> writes, TransactionCanceledException e) {
    List<ItemKey> keys = new ArrayList<>();
    List<CancellationReason> reasons = e.cancellationReasons();
    for (int i = 0; i < reasons.size() && i < writes.size(); i++) {
      if ("ConditionalCheckFailed".equals(reasons.get(i).code())) {
        keys.add(writes.get(i).key());
      }
    }
    return keys;
  }

  private static boolean busy(TransactionCanceledException e) {
    return codes(e).stream().anyMatch(BUSY::contains);
  }

  private static List<String> codes(TransactionCanceledException e) {
    return e.cancellationReasons().stream()
        .map(CancellationReason::code)
        .filter(code -> code != null && !code.equals("None"))
        .distinct()
        .toList();
  }

  private void pause(int tries) {
    try {
      Thread.sleep(Duration.ofMillis(random.nextLong(PAUSE.toMillis() << tries)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("interrupted while waiting for another transaction", e);
    }
  }
}
