package dev.laurel.aws.dynamodb;

import dev.laurel.aws.AwsClients;
import dev.laurel.aws.AwsClients.Patience;
import dev.laurel.aws.CannedHttpClient;
import java.util.Map;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Makes DynamoDB clients from an environment; see [AwsClients] for what it reads and refuses.
public final class DynamoClients {
  private DynamoClients() {}

  /// A client that connects with the first call.
  public static DynamoDbClient client(Map<String, String> env) {
    return client(env, AwsClients.http());
  }

  /// The same over another HTTP client.
  public static DynamoDbClient client(Map<String, String> env, SdkHttpClient http) {
    return AwsClients.configure(DynamoDbClient.builder(), "DYNAMODB", env, Patience.SMALL, http)
        .build();
  }

  /// One answer serves every operation: members that an operation does not know are passed over.
  static DynamoDbClient canned() {
    return AwsClients.canned(
            DynamoDbClient.builder(),
            new CannedHttpClient(request ->
                CannedHttpClient.Answer.of(
                    200,
                    "application/x-amz-json-1.0",
                    """
                    {"Item":{"pk":{"S":"a"},"sk":{"S":"b"},"v":{"N":"1"},"body":{"S":"{}"}},
                    "Items":[{"pk":{"S":"a"},"sk":{"S":"b"},"v":{"N":"1"},"body":{"S":"{}"}}],
                    "Attributes":{"c_prime":{"N":"1"}}}
                    """)))
        .build();
  }
}
