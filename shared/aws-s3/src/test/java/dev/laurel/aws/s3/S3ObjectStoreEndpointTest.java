package dev.laurel.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.laurel.storage.ObjectName;
import dev.laurel.storage.ObjectStore;
import dev.laurel.storage.PutResult;
import dev.laurel.storage.UploadInvitation;
import dev.laurel.testkit.Fresh;
import dev.laurel.testkit.ObjectStoreContract;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// The contract of object stores at an endpoint. moto takes any bytes on a signed PUT, also twice
/// and after its expiry, so it does not enforce the terms of an upload, and serves a download
/// without the `Content-Disposition` that its URL asks for.
final class S3ObjectStoreEndpointTest extends ObjectStoreContract {
  private static final InstantSource CLOCK = InstantSource.system();

  private static S3Client client;
  private static S3Presigner presigner;
  private static String bucket;
  private static boolean moto;

  @BeforeAll
  static void createBucket() throws IOException {
    Map<String, String> env = new HashMap<>(System.getenv());
    assumeTrue(
        env.containsKey("AWS_ENDPOINT_URL"),
        "needs AWS_ENDPOINT_URL: an endpoint that answers for S3");
    env.putIfAbsent("STAGE", "emulator");
    client = S3Clients.client(env);
    presigner = S3Clients.presigner(env);
    bucket = Fresh.text("laurel-");
    client.createBucket(to -> to.bucket(bucket));
    client.putBucketVersioning(to ->
        to.bucket(bucket)
            .versioningConfiguration(
                versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
    URI endpoint = URI.create(env.get("AWS_ENDPOINT_URL"));
    moto = status("GET", endpoint.resolve("/moto-api/"), Map.of(), new byte[0]) == 200;
  }

  @AfterAll
  static void close() {
    if (client != null) {
      client.close();
      presigner.close();
    }
  }

  @Override
  protected ObjectStore open() {
    return new S3ObjectStore(client, presigner, bucket, CLOCK);
  }

  @Override
  protected boolean upload(UploadInvitation invitation, byte[] content) {
    try {
      return status(invitation.method(), invitation.url(), invitation.headers(), content) == 200;
    } catch (IOException refused) {
      return false;
    }
  }

  @Override
  protected byte[] download(URI url) {
    try {
      HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
      if (!moto) {
        assertThat(connection.getHeaderField("content-disposition")).startsWith("attachment;");
      }
      return connection.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new AssertionError("no download", e);
    }
  }

  @Override
  protected Instant now() {
    return CLOCK.instant();
  }

  @Override
  protected boolean enforcesTerms() {
    return !moto;
  }

  private static int status(String method, URI url, Map<String, String> headers, byte[] content)
      throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
    connection.setRequestMethod(method);
    headers.forEach(connection::setRequestProperty);
    if (method.equals("PUT")) {
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(content.length);
      connection.getOutputStream().write(content);
    }
    return connection.getResponseCode();
  }

  @Test
  void delete_replaced_bringsNoOlderVersionBack() {
    ObjectName name = new ObjectName(Fresh.text("deleted/"));
    PutResult.Stored one = put(store.putIfAbsent(name, bytes("one"), "text/plain"));
    PutResult.Stored two = put(store.replace(name, bytes("two"), "text/plain", one.tag()));
    store.delete(name);
    assertThat(store.open(name)).isEmpty();
    assertThat(store.open(name, two.version())).isEmpty();
    assertThat(store.open(name, one.version())).isPresent();
  }

  @Test
  void open_versionThatNoStoreMade_isEmpty() {
    ObjectName name = new ObjectName(Fresh.text("pinned/"));
    put(store.putIfAbsent(name, bytes("one"), "text/plain"));
    assertThat(store.open(name, "no version")).isEmpty();
  }

  @Test
  void bucketWithoutVersions_hasOneCalledNull() throws IOException {
    String plain = Fresh.text("laurel-plain-");
    client.createBucket(to -> to.bucket(plain));
    ObjectStore unversioned = new S3ObjectStore(client, presigner, plain, CLOCK);
    ObjectName name = new ObjectName("did.json");
    PutResult.Stored one = put(unversioned.putIfAbsent(name, bytes("{}"), "application/json"));
    assertThat(one.version()).isEqualTo("null");
    assertThat(unversioned.open(name, one.version())).isPresent();
    URI url = unversioned.download(name, one.version(), "a", now().plus(Duration.ofMinutes(1)));
    assertThat(download(url)).isEqualTo(bytes("{}"));
    unversioned.delete(name);
    assertThat(unversioned.open(name)).isEmpty();
  }

  private static PutResult.Stored put(PutResult result) {
    assertThat(result).isInstanceOf(PutResult.Stored.class);
    return (PutResult.Stored) result;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
