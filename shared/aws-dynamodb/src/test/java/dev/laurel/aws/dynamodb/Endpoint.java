package dev.laurel.aws.dynamodb;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.laurel.aws.AwsClients;
import dev.laurel.storage.Index;
import dev.laurel.storage.Table;
import dev.laurel.testkit.Fresh;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// Tables of fresh names at the endpoint that the environment names; they stay behind, which costs
/// an emulator nothing.
final class Endpoint {
  private Endpoint() {}

  /// The environment with a stage that allows an endpoint; skips the test where there is none.
  static Map<String, String> environment() {
    Map<String, String> env = new HashMap<>(System.getenv());
    assumeTrue(
        env.containsKey("AWS_ENDPOINT_URL"),
        "needs AWS_ENDPOINT_URL: an endpoint that answers for DynamoDB");
    env.putIfAbsent("STAGE", "emulator");
    return env;
  }

  /// The client for it: requests to moto go one after the other.
  static SdkHttpClient http(Map<String, String> env) throws IOException {
    URI endpoint = URI.create(env.get("AWS_ENDPOINT_URL"));
    HttpURLConnection own =
        (HttpURLConnection) endpoint.resolve("/moto-api/").toURL().openConnection();
    boolean moto = own.getResponseCode() == HttpURLConnection.HTTP_OK;
    return moto ? new OneAtATime(AwsClients.http()) : AwsClients.http();
  }

  static Map<Table, String> createTables(DynamoDbClient client) {
    EnumMap<Table, String> names = new EnumMap<>(Table.class);
    names.put(Table.ITEMS, create(client, Fresh.text("items-"), Index.LIST, Index.DUE));
    names.put(Table.OUTBOX, create(client, Fresh.text("outbox-"), Index.DUE));
    names.put(Table.LOG, create(client, Fresh.text("log-"), Index.DUE));
    return names;
  }

  private static String create(DynamoDbClient client, String name, Index... indexes) {
    List<String> attributes = new ArrayList<>(List.of("pk", "sk"));
    List<GlobalSecondaryIndex> secondary = new ArrayList<>();
    for (Index index : indexes) {
      attributes.add(index.text() + "Partition");
      attributes.add(index.text() + "Sort");
      secondary.add(
          GlobalSecondaryIndex.builder()
              .indexName(index.text())
              .keySchema(keys(index.text() + "Partition", index.text() + "Sort"))
              .projection(to -> to.projectionType(ProjectionType.KEYS_ONLY))
              .build());
    }
    client.createTable(to ->
        to.tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                attributes.stream()
                    .map(attribute ->
                        AttributeDefinition.builder()
                            .attributeName(attribute)
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .toList())
            .keySchema(keys("pk", "sk"))
            .globalSecondaryIndexes(secondary));
    client.waiter().waitUntilTableExists(to -> to.tableName(name));
    return name;
  }

  private static List<KeySchemaElement> keys(String partition, String sort) {
    return List.of(
        KeySchemaElement.builder().attributeName(partition).keyType(KeyType.HASH).build(),
        KeySchemaElement.builder().attributeName(sort).keyType(KeyType.RANGE).build());
  }
}
