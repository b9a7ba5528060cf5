package dev.laurel.aws.s3;

import dev.laurel.aws.AwsClients;
import dev.laurel.aws.AwsClients.Patience;
import dev.laurel.aws.CannedHttpClient;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Makes S3 clients and presigners from an environment; see [AwsClients] for what it reads and
/// refuses. Buckets are part of the path only at an endpoint that is not AWS.
public final class S3Clients {
  private S3Clients() {}

  /// A client that connects with the first call.
  public static S3Client client(Map<String, String> env) {
    return client(env, AwsClients.http());
  }

  /// The same over another HTTP client.
  public static S3Client client(Map<String, String> env, SdkHttpClient http) {
    boolean elsewhere = AwsClients.endpoint(env, "S3").isPresent();
    return AwsClients.configure(S3Client.builder(), "S3", env, Patience.FILES, http)
        .forcePathStyle(elsewhere)
        .build();
  }

  /// A presigner: it computes URLs and connects to nothing but the source of credentials. It reads
  /// no endpoint by itself.
  public static S3Presigner presigner(Map<String, String> env) {
    S3Presigner.Builder builder = S3Presigner.builder();
    Optional<URI> endpoint = AwsClients.endpoint(env, "S3");
    endpoint.ifPresent(builder::endpointOverride);
    AwsClients.region(env).ifPresent(builder::region);
    return builder
        .serviceConfiguration(
            S3Configuration.builder().pathStyleAccessEnabled(endpoint.isPresent()).build())
        .build();
  }

  static S3Client canned(CannedHttpClient http) {
    return AwsClients.canned(S3Client.builder(), http).build();
  }

  static S3Presigner cannedPresigner() {
    return S3Presigner.builder()
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("primer", "primer")))
        .build();
  }
}
