package dev.laurel.aws;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/// How clients of AWS services are configured from an environment.
///
/// `AWS_ENDPOINT_URL`, or `AWS_ENDPOINT_URL_<SERVICE>` before it, points a client at an emulator.
/// An endpoint that is not AWS could take over the signing, so it needs a `STAGE` that is named and
/// is not `production`.
public final class AwsClients {
  private static final String OVERRIDE = "AWS_ENDPOINT_URL";
  private static final String PRODUCTION = "production";

  /// Long enough for a TLS handshake across a region, short enough to leave time for a retry.
  private static final Duration CONNECT = Duration.ofSeconds(2);

  /// Longest silence on an open connection; the attempts' own limits usually come first.
  private static final Duration SOCKET = Duration.ofSeconds(20);

  private static final BackoffStrategy AFTER_FAILURE =
      BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofSeconds(1));
  private static final BackoffStrategy AFTER_THROTTLING =
      BackoffStrategy.exponentialDelay(Duration.ofMillis(100), Duration.ofSeconds(2));

  private AwsClients() {}

  /// How long a client tries: attempts in all, the time for one and the time for all of them.
  public record Patience(int attempts, Duration attempt, Duration total) {
    /// For small requests and answers. Throttled three times in a row, a call still succeeds; it
    /// gives up before the 15 seconds after which a person has left.
    public static final Patience SMALL =
        new Patience(4, Duration.ofSeconds(4), Duration.ofSeconds(12));

    /// For files: tens of megabytes within an attempt, inside the gateway's 30 seconds.
    public static final Patience FILES =
        new Patience(4, Duration.ofSeconds(12), Duration.ofSeconds(25));

    /// For what must not happen twice: a single attempt, the caller decides about another.
    public static final Patience ONCE =
        new Patience(1, Duration.ofSeconds(8), Duration.ofSeconds(8));
  }

  /// The endpoint that the environment names for a service (`DYNAMODB`, `S3`, `KMS`, `SESV2`), or
  /// empty for AWS itself. Throws [IllegalArgumentException] for one in production, one without a
  /// `STAGE`, and one that is no http(s) URL.
  public static Optional<URI> endpoint(Map<String, String> env, String service) {
    String stage = env.getOrDefault("STAGE", "");
    List<String> named =
        env.keySet().stream()
            .filter(name -> name.startsWith(OVERRIDE))
            .filter(name -> !env.getOrDefault(name, "").isBlank())
            .sorted()
            .toList();
    if (!named.isEmpty() && (stage.isBlank() || stage.equals(PRODUCTION))) {
      throw new IllegalArgumentException(
          String.join(", ", named)
              + " names an endpoint other than AWS, which STAGE="
              + stage
              + " does not allow: unset it, or set STAGE to local, emulator or staging");
    }
    for (String name : List.of(OVERRIDE + "_" + service, OVERRIDE)) {
      if (named.contains(name)) {
        return Optional.of(url(name, env.getOrDefault(name, "")));
      }
    }
    return Optional.empty();
  }

  /// The region that the environment names; empty leaves the SDK's own search in place.
  public static Optional<Region> region(Map<String, String> env) {
    String region = env.getOrDefault("AWS_REGION", env.getOrDefault("AWS_DEFAULT_REGION", ""));
    return region.isBlank() ? Optional.empty() : Optional.of(Region.of(region));
  }

  /// A builder with endpoint, region, HTTP client and patience set. It does no I/O: credentials are
  /// looked up with the first call, so that none lie in a snapshot.
  public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(
      B builder, String service, Map<String, String> env, Patience patience, SdkHttpClient http) {
    endpoint(env, service).ifPresent(builder::endpointOverride);
    region(env).ifPresent(builder::region);
    builder.httpClient(http);
    builder.overrideConfiguration(to ->
        to.apiCallAttemptTimeout(patience.attempt())
            .apiCallTimeout(patience.total())
            .retryStrategy(
                AwsRetryStrategy.standardRetryStrategy().toBuilder()
                    .maxAttempts(patience.attempts())
                    .backoffStrategy(AFTER_FAILURE)
                    .throttlingBackoffStrategy(AFTER_THROTTLING)
                    .build()));
    return builder;
  }

  /// A builder whose client asks only the given answers: no network, made-up credentials, one
  /// attempt. For priming before a snapshot.
  public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B canned(
      B builder, CannedHttpClient http) {
    builder.region(Region.US_EAST_1);
    builder.credentialsProvider(
        StaticCredentialsProvider.create(AwsBasicCredentials.create("primer", "primer")));
    builder.httpClient(http);
    builder.overrideConfiguration(to -> to.retryStrategy(AwsRetryStrategy.doNotRetry()));
    return builder;
  }

  /// A new HTTP client of the JDK's own kind; it opens no connection before the first call.
  public static SdkHttpClient http() {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(CONNECT)
        .socketTimeout(SOCKET)
        .build();
  }

  private static URI url(String name, String text) {
    try {
      URI url = URI.create(text.strip());
      if (("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
          && url.getHost() != null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + " is not an http or https URL", e);
    }
    throw new IllegalArgumentException(name + " is not an http or https URL");
  }
}
