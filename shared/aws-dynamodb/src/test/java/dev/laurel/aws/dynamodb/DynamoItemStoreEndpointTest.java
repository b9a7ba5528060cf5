package dev.laurel.aws.dynamodb;

import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Table;
import dev.laurel.testkit.CountingRandom;
import dev.laurel.testkit.ItemStoreContract;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The contract of item stores at an endpoint.
final class DynamoItemStoreEndpointTest extends ItemStoreContract {
  private static DynamoDbClient client;
  private static Map<Table, String> names;

  @BeforeAll
  static void createTables() throws IOException {
    Map<String, String> env = Endpoint.environment();
    client = DynamoClients.client(env, Endpoint.http(env));
    names = Endpoint.createTables(client);
  }

  @AfterAll
  static void close() {
    if (client != null) {
      client.close();
    }
  }

  @Override
  protected ItemStore open(InstantSource clock) {
    return new DynamoItemStore(client, names, clock, new CountingRandom());
  }
}
