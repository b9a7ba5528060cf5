package dev.laurel.aws.ses;

import dev.laurel.aws.AwsClients;
import dev.laurel.aws.AwsClients.Patience;
import dev.laurel.aws.CannedHttpClient;
import java.util.Map;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/// Makes SES clients from an environment; see [AwsClients] for what it reads and refuses. They send
/// once: a repeated request could be a second letter.
public final class SesClients {
  private SesClients() {}

  /// A client that connects with the first call.
  public static SesV2Client client(Map<String, String> env) {
    return client(env, AwsClients.http());
  }

  /// The same over another HTTP client.
  public static SesV2Client client(Map<String, String> env, SdkHttpClient http) {
    return AwsClients.configure(SesV2Client.builder(), "SESV2", env, Patience.ONCE, http).build();
  }

  static SesV2Client canned() {
    CannedHttpClient http =
        new CannedHttpClient(request ->
            CannedHttpClient.Answer.of(200, "application/json", "{\"MessageId\":\"prime\"}"));
    return AwsClients.canned(SesV2Client.builder(), http).build();
  }
}
