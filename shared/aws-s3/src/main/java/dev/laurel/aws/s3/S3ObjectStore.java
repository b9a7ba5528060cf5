package dev.laurel.aws.s3;

import dev.laurel.aws.CannedHttpClient;
import dev.laurel.storage.Cursor;
import dev.laurel.storage.ObjectContent;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.ObjectStore;
import dev.laurel.storage.Page;
import dev.laurel.storage.PutResult;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.UploadInvitation;
import dev.laurel.storage.UploadTerms;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.GetObjectPresignRequest;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;
import software.amazon.awssdk.services.s3.presigner.model.PutObjectPresignRequest;

/// Objects in one S3 bucket.
///
/// - Reading needs the right to list the bucket: without it S3 answers an absent object with 403,
///   which is [StoreUnavailable] here.
/// - A bucket without versioning works; its only version is called `null`.
/// - A refusal that comes after the client had to repeat the request proves nothing (the lost first
///   answer may have been a yes), so it is [StoreUnavailable].
public final class S3ObjectStore implements ObjectStore {
  private static final int PRECONDITION_FAILED = 412;

  /// Another conditional write of the same name is under way: nothing was stored, ask again.
  private static final int CONFLICT = 409;

  /// Tries at [#CONFLICT], and the pause after the n-th is n times this: half a second in all.
  private static final int TRIES = 5;

  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Set<String> ABSENT =
      Set.of("NoSuchKey", "NoSuchVersion", "NotFound", "404", "MethodNotAllowed");

  /// What S3 calls the only version in a bucket without versioning.
  private static final String UNVERSIONED = "null";

  /// Names that a page of a listing holds at most, which is also S3's own limit.
  private static final int PAGE = 1000;

  /// Headers that every HTTP client sets by itself and many forbid to set.
  private static final Set<String> OWN_HEADERS = Set.of("host", "content-length");

  private final S3Client client;
  private final S3Presigner presigner;
  private final String bucket;
  private final InstantSource clock;
  private final Caching caching;

  /// A store whose objects say nothing about caching.
  public S3ObjectStore(S3Client client, S3Presigner presigner, String bucket, InstantSource clock) {
    this(client, presigner, bucket, clock, name -> "");
  }

  /// A store whose objects are read by many, directly from the bucket.
  public S3ObjectStore(
      S3Client client, S3Presigner presigner, String bucket, InstantSource clock, Caching caching) {
    this.client = client;
    this.presigner = presigner;
    this.bucket = bucket;
    this.clock = clock;
    this.caching = caching;
  }

  /// How long readers may keep what they read.
  @FunctionalInterface
  public interface Caching {
    /// The `Cache-Control` of an object; "" for none.
    String of(ObjectName name);
  }

  /// Runs every operation once over canned answers, so that its classes are in a snapshot.
  public static void prime() {
    CannedHttpClient http =
        new CannedHttpClient(request ->
            CannedHttpClient.Answer.of(
                200, "application/xml", "<ListBucketResult><Name>b</Name></ListBucketResult>"));
    try (S3Client client = S3Clients.canned(http);
        S3Presigner presigner = S3Clients.cannedPresigner()) {
      ObjectStore store = new S3ObjectStore(client, presigner, "prime", () -> Instant.EPOCH);
      ObjectName name = new ObjectName("prime");
      byte[] content = {1};
      store.open(name);
      store.putIfAbsent(name, content, "text/plain");
      store.delete(name);
      store.list("prime", Cursor.START);
      Instant soon = Instant.EPOCH.plusSeconds(60);
      store.invite(name, new UploadTerms(1, "text/plain", "0".repeat(64), soon));
      store.download(name, "1", "prime", soon);
    }
  }

  @Override
  public Optional<ObjectContent> open(ObjectName name) {
    return open(reading(name).build());
  }

  @Override
  public Optional<ObjectContent> open(ObjectName name, String version) {
    return open(reading(name).versionId(version).build());
  }

  /// With the checksum that S3 keeps, against which the client checks the bytes as they are read.
  private GetObjectRequest.Builder reading(ObjectName name) {
    return GetObjectRequest.builder()
        .bucket(bucket)
        .key(name.text())
        .checksumMode(ChecksumMode.ENABLED);
  }

  private Optional<ObjectContent> open(GetObjectRequest request) {
    try {
      ResponseInputStream<GetObjectResponse> bytes = client.getObject(request);
      GetObjectResponse about = bytes.response();
      return Optional.of(
          new ObjectContent(
              new ObjectBytes(bytes),
              about.contentLength() == null ? 0 : about.contentLength(),
              about.contentType() == null ? "application/octet-stream" : about.contentType(),
              about.versionId() == null ? UNVERSIONED : about.versionId(),
              about.eTag() == null ? "" : about.eTag()));
    } catch (S3Exception e) {
      if (absent(e) || (request.versionId() != null && code(e).equals("InvalidArgument"))) {
        return Optional.empty();
      }
      throw unavailable("GetObject", e);
    } catch (SdkException e) {
      throw unavailable("GetObject", e);
    }
  }

  @Override
  public URI download(ObjectName name, String version, String fileName, Instant expires) {
    GetObjectRequest request =
        GetObjectRequest.builder()
            .bucket(bucket)
            .key(name.text())
            .versionId(version)
            .responseContentDisposition(Attachment.named(fileName))
            .build();
    try {
      return URI.create(
          presigner
              .presignGetObject(
                  GetObjectPresignRequest.builder()
                      .signatureDuration(until(expires))
                      .getObjectRequest(request)
                      .build())
              .url()
              .toString());
    } catch (SdkException e) {
      throw unavailable("the signing of a download", e);
    }
  }

  @Override
  public PutResult putIfAbsent(ObjectName name, byte[] content, String mediaType) {
    return put(request(name, mediaType).ifNoneMatch("*").build(), content);
  }

  @Override
  public PutResult replace(ObjectName name, byte[] content, String mediaType, String expectedTag) {
    return put(request(name, mediaType).ifMatch(expectedTag).build(), content);
  }

  private PutObjectRequest.Builder request(ObjectName name, String mediaType) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder().bucket(bucket).key(name.text()).contentType(mediaType);
    String cacheControl = caching.of(name);
    return cacheControl.isEmpty() ? request : request.cacheControl(cacheControl);
  }

  private PutResult put(PutObjectRequest request, byte[] content) {
    for (int tries = 1; ; tries++) {
      try {
        PutObjectResponse stored = client.putObject(request, RequestBody.fromBytes(content));
        return new PutResult.Stored(
            stored.versionId() == null ? UNVERSIONED : stored.versionId(),
            stored.eTag() == null ? "" : stored.eTag());
      } catch (S3Exception e) {
        // Absent: there is nothing to replace.
        if ((e.statusCode() == PRECONDITION_FAILED || absent(e)) && !repeated(e)) {
          return new PutResult.Refused();
        }
        if (e.statusCode() != CONFLICT || tries == TRIES) {
          throw unavailable("PutObject", e);
        }
      } catch (SdkException e) {
        throw unavailable("PutObject", e);
      }
      pause(tries);
    }
  }

  private static void pause(int tries) {
    try {
      Thread.sleep(PAUSE.multipliedBy(tries));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("interrupted while another write was under way", e);
    }
  }

  /// A delete marker first, so that no older version comes to the surface, then the version itself,
  /// so that its bytes are really gone.
  @Override
  public void delete(ObjectName name) {
    try {
      String version =
          client
              .headObject(HeadObjectRequest.builder().bucket(bucket).key(name.text()).build())
              .versionId();
      client.deleteObject(DeleteObjectRequest.builder().bucket(bucket).key(name.text()).build());
      if (version != null && !version.equals(UNVERSIONED)) {
        client.deleteObject(
            DeleteObjectRequest.builder()
                .bucket(bucket)
                .key(name.text())
                .versionId(version)
                .build());
      }
    } catch (S3Exception e) {
      if (!absent(e)) {
        throw unavailable("DeleteObject", e);
      }
    } catch (SdkException e) {
      throw unavailable("DeleteObject", e);
    }
  }

  @Override
  public Page<ObjectName> list(String prefix, Cursor after) {
    ListObjectsV2Request.Builder request =
        ListObjectsV2Request.builder().bucket(bucket).prefix(prefix).maxKeys(PAGE);
    if (!after.equals(Cursor.START)) {
      request.startAfter(after(prefix, after));
    }
    ListObjectsV2Response response;
    try {
      response = client.listObjectsV2(request.build());
    } catch (SdkException e) {
      throw unavailable("ListObjectsV2", e);
    }
    List<String> keys = response.contents().stream().map(S3Object::key).toList();
    boolean more = Boolean.TRUE.equals(response.isTruncated()) && !keys.isEmpty();
    return new Page<>(
        keys.stream().flatMap(key -> name(key).stream()).toList(),
        more ? new Cursor("after " + keys.getLast()) : Cursor.START);
  }

  @Override
  public UploadInvitation invite(ObjectName name, UploadTerms terms) {
    PutObjectRequest request =
        request(name, terms.mediaType())
            .contentLength(terms.length())
            .checksumSHA256(
                Base64.getEncoder().encodeToString(HexFormat.of().parseHex(terms.sha256Hex())))
            .ifNoneMatch("*")
            .build();
    try {
      PresignedPutObjectRequest signed =
          presigner.presignPutObject(
              PutObjectPresignRequest.builder()
                  .signatureDuration(until(terms.expires()))
                  .putObjectRequest(request)
                  .build());
      return new UploadInvitation(
          signed.httpRequest().method().name(),
          URI.create(signed.url().toString()),
          headers(signed.signedHeaders()),
          terms.expires());
    } catch (SdkException e) {
      throw unavailable("the signing of an invitation", e);
    }
  }

  /// The signed headers that an uploader has to send. Length and host are signed as well, but every
  /// client sends them by itself.
  private static Map<String, String> headers(Map<String, List<String>> signed) {
    Map<String, String> headers = new TreeMap<>();
    signed.forEach((name, values) -> {
      String lower = name.toLowerCase(Locale.ROOT);
      if (!OWN_HEADERS.contains(lower)) {
        headers.put(lower, String.join(",", values));
      }
    });
    return headers;
  }

  private Duration until(Instant expires) {
    Duration left = Duration.between(clock.instant(), expires);
    if (left.toSeconds() < 1) {
      throw new IllegalArgumentException("a signed URL must hold for a second at least");
    }
    return left;
  }

  private static String after(String prefix, Cursor cursor) {
    String text = cursor.text();
    String key = text.startsWith("after ") ? text.substring("after ".length()) : "";
    if (key.isEmpty() || !key.startsWith(prefix)) {
      throw new IllegalArgumentException("not a cursor of this listing");
    }
    return key;
  }

  /// Objects that were put there under another kind of name are none of ours.
  private static Optional<ObjectName> name(String key) {
    try {
      return Optional.of(new ObjectName(key));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean absent(S3Exception e) {
    return ABSENT.contains(code(e)) || (e.statusCode() == 404 && !code(e).equals("NoSuchBucket"));
  }

  private static String code(S3Exception e) {
    return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
        ? ""
        : e.awsErrorDetails().errorCode();
  }

  private static boolean repeated(SdkException e) {
    Integer attempts = e.numAttempts();
    return attempts != null && attempts > 1;
  }

  private static StoreUnavailable unavailable(String operation, SdkException e) {
    return new StoreUnavailable("S3 does not answer " + operation, e);
  }
}
