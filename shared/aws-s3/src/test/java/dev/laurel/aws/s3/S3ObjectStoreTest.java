package dev.laurel.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.aws.AwsClients;
import dev.laurel.aws.CannedHttpClient;
import dev.laurel.aws.CannedHttpClient.Answer;
import dev.laurel.storage.Cursor;
import dev.laurel.storage.ObjectContent;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.PutResult;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.UploadInvitation;
import dev.laurel.storage.UploadTerms;
import dev.laurel.testkit.FixedClock;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.S3Client;

/// The S3 adapter over answers made here.
final class S3ObjectStoreTest {
  private static final ObjectName NAME = new ObjectName("evidence/1");
  private static final Map<String, String> ENV =
      Map.of(
          "STAGE", "local", "AWS_REGION", "eu-north-1", "AWS_ENDPOINT_URL", "http://127.0.0.1:1");
  private static final byte[] CONTENT = {1, 2, 3};

  private final FixedClock clock = FixedClock.at("2026-05-04T10:00:00Z");
  private final List<SdkHttpRequest> requests = new ArrayList<>();

  /// A store whose endpoint gives these answers one after the other; a status below 100 is a broken
  /// connection.
  private S3ObjectStore store(Answer... answers) {
    return new S3ObjectStore(client(answers), S3Clients.cannedPresigner(), "bucket", clock);
  }

  private S3Client client(Answer... answers) {
    Iterator<Answer> next = List.of(answers).iterator();
    CannedHttpClient http =
        new CannedHttpClient(request -> {
          requests.add(request.httpRequest());
          Answer answer = next.next();
          if (answer.status() < 100) {
            throw new IOException("reset");
          }
          return answer;
        });
    return AwsClients.configure(S3Client.builder(), "S3", ENV, AwsClients.Patience.FILES, http)
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
        .forcePathStyle(true)
        .build();
  }

  private static Answer error(int status, String code) {
    return Answer.of(status, "application/xml", "<Error><Code>" + code + "</Code></Error>");
  }

  private static Answer stored() {
    return new Answer(200, Map.of("etag", "\"t\"", "x-amz-version-id", "v"), "");
  }

  private static final Answer BROKEN = error(0, "");

  @Test
  void putIfAbsent_sendsTheConditionTypeAndAnswersVersionAndTag() {
    assertThat(store(stored()).putIfAbsent(NAME, CONTENT, "image/png"))
        .isEqualTo(new PutResult.Stored("v", "\"t\""));
    SdkHttpRequest request = requests.getFirst();
    assertThat(request.encodedPath()).isEqualTo("/bucket/evidence/1");
    assertThat(request.firstMatchingHeader("If-None-Match")).contains("*");
    assertThat(request.firstMatchingHeader("Content-Type")).contains("image/png");
  }

  @Test
  void put_saysHowLongReadersMayKeepIt() {
    S3ObjectStore store =
        new S3ObjectStore(
            client(stored(), stored(), stored()),
            S3Clients.cannedPresigner(),
            "bucket",
            clock,
            name -> name.text().startsWith("tile/") ? "public, immutable" : "");
    store.putIfAbsent(new ObjectName("tile/0/000"), CONTENT, "application/octet-stream");
    store.replace(new ObjectName("tile/0/000"), CONTENT, "application/octet-stream", "t");
    store.putIfAbsent(NAME, CONTENT, "image/png");
    assertThat(requests)
        .extracting(request -> request.firstMatchingHeader("Cache-Control").orElse(""))
        .containsExactly("public, immutable", "public, immutable", "");
  }

  @Test
  void replace_sendsTheTag() {
    assertThat(store(stored()).replace(NAME, CONTENT, "image/png", "\"old\""))
        .isInstanceOf(PutResult.Stored.class);
    assertThat(requests.getFirst().firstMatchingHeader("If-Match")).contains("\"old\"");
  }

  @Test
  void put_preconditionFailed_isRefused() {
    assertThat(store(error(412, "PreconditionFailed")).putIfAbsent(NAME, CONTENT, "a/b"))
        .isEqualTo(new PutResult.Refused());
    assertThat(store(error(404, "NoSuchKey")).replace(NAME, CONTENT, "a/b", "t"))
        .isEqualTo(new PutResult.Refused());
  }

  @Test
  void put_whileAnotherIsUnderWay_isAskedAgain() {
    assertThat(
            store(
                    error(409, "ConditionalRequestConflict"),
                    error(409, "ConditionalRequestConflict"),
                    error(412, "PreconditionFailed"))
                .putIfAbsent(NAME, CONTENT, "a/b"))
        .isEqualTo(new PutResult.Refused());
    assertThat(requests).hasSize(3);
  }

  @Test
  @Tag("check-99")
  void put_answerLost_thenRefused_isUnknown() {
    assertThatThrownBy(
            () -> store(BROKEN, error(412, "PreconditionFailed")).putIfAbsent(NAME, CONTENT, "a/b"))
        .isInstanceOf(StoreUnavailable.class);
  }

  @Test
  @Tag("check-99")
  void put_slowedDownThreeTimes_isStored() {
    Answer slow = error(503, "SlowDown");
    assertThat(store(slow, slow, slow, stored()).putIfAbsent(NAME, CONTENT, "a/b"))
        .isInstanceOf(PutResult.Stored.class);
  }

  @ParameterizedTest
  @CsvSource({"404, NoSuchBucket", "403, AccessDenied", "301, PermanentRedirect"})
  void open_failure_isUnavailableNotAbsent(int status, String code) {
    assertThatThrownBy(() -> store(error(status, code)).open(NAME))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("GetObject");
  }

  @ParameterizedTest
  @CsvSource({"404, NoSuchKey", "404, NoSuchVersion", "405, MethodNotAllowed"})
  void open_absent_isEmpty(int status, String code) {
    assertThat(store(error(status, code)).open(NAME, "v")).isEmpty();
  }

  @Test
  void open_versionIdOfAnotherForm_isEmptyOnlyWhereOneWasGiven() {
    assertThat(store(error(400, "InvalidArgument")).open(NAME, "nonsense")).isEmpty();
    assertThatThrownBy(() -> store(error(400, "InvalidArgument")).open(NAME))
        .isInstanceOf(StoreUnavailable.class);
  }

  @Test
  @Tag("check-99")
  void open_otherBytesThanTheirChecksum_breakAsTheyAreRead() throws IOException {
    Answer answer =
        new Answer(
            200,
            Map.of("x-amz-checksum-sha256", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
            "changed");
    try (ObjectContent content = store(answer).open(NAME).orElseThrow()) {
      assertThatThrownBy(() -> content.bytes().readAllBytes()).isInstanceOf(IOException.class);
    }
  }

  @Test
  void list_cursorOfAnotherListing_isRefused() {
    for (String text : List.of("x", "after ", "after other/1")) {
      assertThatThrownBy(() -> store().list("evidence/", new Cursor(text)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void list_foreignNames_arePassedOver() {
    String body =
        "<ListBucketResult><IsTruncated>true</IsTruncated>"
            + "<Contents><Key>evidence/A b</Key></Contents>"
            + "<Contents><Key>evidence/1</Key></Contents>"
            + "<Contents><Key>evidence/~</Key></Contents></ListBucketResult>";
    var page = store(Answer.of(200, "application/xml", body)).list("evidence/", Cursor.START);
    assertThat(page.entries()).containsExactly(NAME);
    assertThat(page.next()).isEqualTo(new Cursor("after evidence/~"));
  }

  @Test
  @Tag("check-86")
  void invite_signsLengthTypeDigestAndAbsence() {
    UploadTerms terms =
        new UploadTerms(
            3, "application/pdf", "00".repeat(32), clock.instant().plus(Duration.ofMinutes(15)));
    UploadInvitation invitation = store().invite(NAME, terms);
    assertThat(invitation.method()).isEqualTo("PUT");
    assertThat(invitation.headers())
        .containsOnly(
            Map.entry("content-type", "application/pdf"),
            Map.entry("if-none-match", "*"),
            Map.entry("x-amz-checksum-sha256", "A".repeat(43) + "="));
    assertThat(signedHeaders(invitation.url()))
        .containsExactlyInAnyOrder(
            "content-length", "content-type", "host", "if-none-match", "x-amz-checksum-sha256");
    assertThat(invitation.url().getRawQuery()).contains("X-Amz-Expires=900");
    assertThat(invitation.expires()).isEqualTo(terms.expires());
  }

  private static List<String> signedHeaders(URI url) {
    for (String parameter : url.getQuery().split("&")) {
      if (parameter.startsWith("X-Amz-SignedHeaders=")) {
        return List.of(parameter.substring("X-Amz-SignedHeaders=".length()).split(";"));
      }
    }
    return List.of();
  }

  @Test
  void invite_alreadyOver_isRefused() {
    UploadTerms terms = new UploadTerms(3, "a/b", "00".repeat(32), clock.instant());
    assertThatThrownBy(() -> store().invite(NAME, terms))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Tag("check-87")
  void download_isAnAttachmentOfThePinnedVersion() {
    URI url = store().download(NAME, "v1", "Praca \"1\".html", clock.instant().plusSeconds(90));
    assertThat(url.getQuery())
        .contains("versionId=v1")
        .contains("X-Amz-Expires=90")
        .contains(
            "response-content-disposition=attachment; filename=\"Praca__1_.html\";"
                + " filename*=UTF-8''Praca%20%221%22.html");
  }

  @Test
  void attachment_ofAnyName_staysOneHeaderInAscii() {
    assertThat(Attachment.named("Zażółć\r\n\uD83C\uDF93;\\"))
        .isEqualTo(
            "attachment; filename=\"Za_________\"; filename*=UTF-8''"
                + "Za%C5%BC%C3%B3%C5%82%C4%87%0D%0A%F0%9F%8E%93%3B%5C");
  }

  @Test
  void client_elsewhere_putsTheBucketIntoThePath() {
    Map<String, String> env =
        Map.of(
            "STAGE", "emulator", "AWS_REGION", "eu-north-1", "AWS_ENDPOINT_URL_S3", "http://h:1");
    try (S3Client elsewhere = S3Clients.client(env)) {
      assertThat(elsewhere.utilities().getUrl(to -> to.bucket("b").key("k")).toString())
          .isEqualTo("http://h:1/b/k");
    }
  }

  @Test
  void prime_needsNoNetworkAndNoEnvironment() {
    S3ObjectStore.prime();
  }
}
