package dev.laurel.aws.kms;

import dev.laurel.aws.AwsClients;
import dev.laurel.aws.AwsClients.Patience;
import dev.laurel.aws.CannedHttpClient;
import java.util.Map;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.kms.KmsClient;

/// Makes KMS clients from an environment; see [AwsClients] for what it reads and refuses.
public final class KmsClients {
  private KmsClients() {}

  /// A client that connects with the first call.
  public static KmsClient client(Map<String, String> env) {
    return client(env, AwsClients.http());
  }

  /// The same over another HTTP client.
  public static KmsClient client(Map<String, String> env, SdkHttpClient http) {
    return AwsClients.configure(KmsClient.builder(), "KMS", env, Patience.SMALL, http).build();
  }

  static KmsClient canned(String answer) {
    CannedHttpClient http =
        new CannedHttpClient(
            request -> CannedHttpClient.Answer.of(200, "application/x-amz-json-1.1", answer));
    return AwsClients.canned(KmsClient.builder(), http).build();
  }
}
