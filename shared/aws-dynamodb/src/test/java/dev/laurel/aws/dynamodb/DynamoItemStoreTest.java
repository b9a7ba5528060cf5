package dev.laurel.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.aws.AwsClients;
import dev.laurel.aws.CannedHttpClient;
import dev.laurel.aws.CannedHttpClient.Answer;
import dev.laurel.storage.AddResult;
import dev.laurel.storage.Condition;
import dev.laurel.storage.Cursor;
import dev.laurel.storage.Index;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemReader.Order;
import dev.laurel.storage.Read;
import dev.laurel.storage.SortRange;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.testkit.FixedClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/// The DynamoDB adapter over answers made here: what each failure means, and what is sent.
final class DynamoItemStoreTest {
  private static final ItemKey A = ItemKey.of("P", "A");
  private static final ItemKey B = ItemKey.of("P", "B");
  private static final Write PUT = Write.create(Item.of(A, 1, "{}"));
  private static final Write CHECK = new Write.Check(B, Condition.PRESENT);
  private static final Map<String, String> ENV =
      Map.of(
          "STAGE", "local", "AWS_REGION", "eu-north-1", "AWS_ENDPOINT_URL", "http://127.0.0.1:1");

  /// Draws nothing but zero, so that no pause lasts.
  private static final RandomGenerator IMPATIENT = () -> 0;

  /// A connection that breaks before the answer.
  private static final Answer BROKEN = Answer.of(0, "", "");

  private static final Answer DONE = json(200, "{}");
  private static final Answer THROTTLED = error("ProvisionedThroughputExceededException");
  private static final Answer FAILED = error("ConditionalCheckFailedException");

  private final FixedClock clock = FixedClock.at("2026-05-04T10:00:00Z");
  private final List<String> requests = new ArrayList<>();

  private static Answer json(int status, String body) {
    return Answer.of(status, "application/x-amz-json-1.0", body);
  }

  private static Answer error(String code) {
    return json(400, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\"}");
  }

  private static Answer canceled(String... codes) {
    List<String> reasons = new ArrayList<>();
    for (String code : codes) {
      reasons.add("{\"Code\":\"" + code + "\"}");
    }
    return json(
        400,
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\","
            + "\"CancellationReasons\":["
            + String.join(",", reasons)
            + "]}");
  }

  /// A store whose endpoint gives these answers one after the other.
  private DynamoItemStore store(Answer... answers) {
    Iterator<Answer> next = List.of(answers).iterator();
    CannedHttpClient http =
        new CannedHttpClient(request -> {
          byte[] body = request.contentStreamProvider().orElseThrow().newStream().readAllBytes();
          requests.add(
              request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("")
                  + " "
                  + new String(body, StandardCharsets.UTF_8));
          Answer answer = next.next();
          if (answer.equals(BROKEN)) {
            throw new IOException("reset");
          }
          return answer;
        });
    DynamoDbClient client =
        AwsClients.configure(
                DynamoDbClient.builder(), "DYNAMODB", ENV, AwsClients.Patience.SMALL, http)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
            .build();
    return new DynamoItemStore(
        client, Map.of(Table.ITEMS, "items", Table.OUTBOX, "outbox"), clock, IMPATIENT);
  }

  @Test
  void write_onePutOrDelete_needsNoTransaction() {
    DynamoItemStore store = store(DONE, DONE, DONE, DONE);
    store.write(List.of(PUT));
    store.write(List.of(new Write.Delete(A, Condition.versionIs(3))));
    store.write(List.of(CHECK));
    store.write(List.of(PUT, CHECK));
    assertThat(requests)
        .extracting(request -> request.substring(request.indexOf('.') + 1, request.indexOf(' ')))
        .containsExactly("PutItem", "DeleteItem", "TransactWriteItems", "TransactWriteItems");
  }

  @Test
  void write_conditions_countExpiredAsAbsent() {
    store(DONE).write(List.of(PUT));
    assertThat(requests.getFirst())
        .contains("\"ConditionExpression\":\"attribute_not_exists(pk) OR expires <= :now\"")
        .contains("\":now\":{\"N\":\"" + clock.instant().getEpochSecond() + "\"}");
  }

  @Test
  void write_ofOne_conditionFailed_isAConflict() {
    assertThat(store(FAILED).write(List.of(PUT))).isEqualTo(new WriteResult.Conflict(List.of(A)));
  }

  @Test
  void write_ofSeveral_namesTheKeysWhoseConditionFailed() {
    assertThat(store(canceled("None", "ConditionalCheckFailed")).write(List.of(PUT, CHECK)))
        .isEqualTo(new WriteResult.Conflict(List.of(B)));
    assertThat(
            store(canceled("ConditionalCheckFailed", "TransactionConflict"))
                .write(List.of(PUT, CHECK)))
        .isEqualTo(new WriteResult.Conflict(List.of(A)));
  }

  @Test
  @Tag("check-97")
  void write_anotherTransactionInTheWay_isTriedAgainThenAnEmptyConflict() {
    Answer busy = canceled("TransactionConflict", "None");
    assertThat(store(busy, busy, DONE).write(List.of(PUT, CHECK)))
        .isEqualTo(new WriteResult.Written());
    requests.clear();
    assertThat(store(busy, busy, busy, busy, busy, busy).write(List.of(PUT, CHECK)))
        .isEqualTo(new WriteResult.Conflict(List.of()));
    assertThat(requests).hasSize(5);
  }

  @Test
  @Tag("check-97")
  void write_ofOne_anotherTransactionInTheWay_isTriedAgainThenAnEmptyConflict() {
    Answer busy = error("TransactionConflictException");
    assertThat(store(busy, DONE).write(List.of(PUT))).isEqualTo(new WriteResult.Written());
    assertThat(store(busy, busy, busy, busy, busy).write(List.of(PUT)))
        .isEqualTo(new WriteResult.Conflict(List.of()));
  }

  @Test
  @Tag("check-96")
  void write_transactionThrottled_isTriedAgainThenUnavailable() {
    Answer busy = canceled("ThrottlingError", "None");
    assertThat(store(busy, DONE).write(List.of(PUT, CHECK))).isEqualTo(new WriteResult.Written());
    assertThatThrownBy(() -> store(busy, busy, busy, busy, busy).write(List.of(PUT, CHECK)))
        .isInstanceOf(StoreUnavailable.class);
  }

  @Test
  @Tag("check-96")
  void write_throttledThreeTimes_isWritten() {
    assertThat(store(THROTTLED, THROTTLED, THROTTLED, DONE).write(List.of(PUT)))
        .isEqualTo(new WriteResult.Written());
  }

  @Test
  @Tag("check-96")
  void everyCall_throttledForEver_isUnavailable() {
    Answer[] all = {THROTTLED, THROTTLED, THROTTLED, THROTTLED};
    unavailable(() -> store(all).write(List.of(PUT)));
    unavailable(() -> store(all).write(List.of(PUT, CHECK)));
    unavailable(() -> store(all).add(A, "n", 1, 1, Item.NEVER));
    unavailable(() -> store(all).get(A, Read.CONSISTENT));
    unavailable(() ->
        store(all)
            .query(
                Table.ITEMS,
                "P",
                SortRange.ALL,
                Order.ASCENDING,
                1,
                Cursor.START,
                Read.CONSISTENT));
  }

  private static void unavailable(Runnable call) {
    assertThatThrownBy(call::run).isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void write_answerLost_isUnavailableWhateverTheRepetitionSays() {
    unavailable(() -> store(BROKEN, FAILED).write(List.of(PUT)));
    unavailable(
        () -> store(BROKEN, canceled("ConditionalCheckFailed", "None")).write(List.of(PUT, CHECK)));
    assertThat(store(BROKEN, DONE).write(List.of(PUT))).isEqualTo(new WriteResult.Written());
  }

  @ParameterizedTest
  @CsvSource({
    "400, AccessDeniedException",
    "400, ResourceNotFoundException",
    "400, UnrecognizedClientException",
    "400, IdempotentParameterMismatchException"
  })
  void write_answersThatAreNone_areUnavailable(int status, String code) {
    unavailable(() -> store(json(status, "{\"__type\":\"" + code + "\"}")).write(List.of(PUT)));
  }

  @Test
  void get_garbage_isUnavailable() {
    Answer garbage = json(200, "<html>");
    unavailable(() -> store(garbage, garbage, garbage, garbage).get(A, Read.CONSISTENT));
  }

  @Test
  void write_requestThatIsWrong_isABug() {
    assertThatThrownBy(() -> store(error("ValidationException")).write(List.of(PUT)))
        .isInstanceOf(DynamoDbException.class);
    assertThatThrownBy(() -> store(canceled("ValidationError", "None")).write(List.of(PUT, CHECK)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ValidationError");
  }

  @Test
  void add_sendsTheRoomBelowTheCeiling() {
    AddResult result =
        store(json(200, "{\"Attributes\":{\"c_n\":{\"N\":\"7\"}}}"))
            .add(A, "n", 2, 9, clock.instant().plusSeconds(60));
    assertThat(result).isEqualTo(new AddResult.Added(7));
    assertThat(requests)
        .singleElement()
        .asString()
        .contains("\":room\":{\"N\":\"7\"}")
        .contains("\"#counter\":\"c_n\"");
  }

  @Test
  void add_answerLostAndThenAboveCeiling_isUnavailable() {
    Answer full =
        json(
            400,
            "{\"__type\":\"ConditionalCheckFailedException\",\"Item\":{\"pk\":{\"S\":\"P\"},"
                + "\"sk\":{\"S\":\"A\"},\"c_n\":{\"N\":\"3\"}}}");
    assertThat(store(full).add(A, "n", 1, 3, Item.NEVER)).isEqualTo(new AddResult.AboveCeiling());
    unavailable(() -> store(BROKEN, full).add(A, "n", 1, 3, Item.NEVER));
  }

  @Test
  void add_moreThanTheCeilingAtOnce_asksNobody() {
    assertThat(store().add(A, "n", 4, 3, Item.NEVER)).isEqualTo(new AddResult.AboveCeiling());
    assertThat(requests).isEmpty();
  }

  @Test
  void query_cursor_neverLeavesPartitionAndRange() {
    String last =
        "{\"Items\":[],\"LastEvaluatedKey\":{\"pk\":{\"S\":\"OTHER\"},\"sk\":{\"S\":\"M\"}}}";
    DynamoItemStore store = store(json(200, last), DONE);
    Cursor next = query(store, SortRange.ALL, Cursor.START);
    query(store, SortRange.ALL, next);
    assertThat(requests.get(1))
        .contains("\"ExclusiveStartKey\":{")
        .contains("\"pk\":{\"S\":\"P\"}")
        .doesNotContain("OTHER");
    assertThatThrownBy(() -> query(store, new SortRange("A", "L"), next))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Cursor query(DynamoItemStore store, SortRange range, Cursor after) {
    return store.query(Table.ITEMS, "P", range, Order.ASCENDING, 5, after, Read.EVENTUAL).next();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1001})
  void query_limitOutsideItsRange_isRefused(int limit) {
    assertThatThrownBy(() ->
            store()
                .queryIndex(
                    Table.ITEMS,
                    Index.DUE,
                    "P",
                    SortRange.ALL,
                    Order.ASCENDING,
                    limit,
                    Cursor.START))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"OUTBOX", "LOG"})
  void queryIndex_listOfATableWithoutIt_isRefused(Table table) {
    assertThatThrownBy(() ->
            store()
                .queryIndex(
                    table, Index.LIST, "P", SortRange.ALL, Order.ASCENDING, 1, Cursor.START))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("LIST");
  }

  @Test
  void prime_needsNoNetworkAndNoEnvironment() {
    DynamoItemReader.prime();
    DynamoItemStore.prime();
  }
}
