package dev.laurel.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.storage.ObjectContent;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.UploadInvitation;
import dev.laurel.storage.UploadTerms;
import dev.laurel.testkit.CountingRandom;
import dev.laurel.testkit.FixedClock;
import dev.laurel.testkit.Fresh;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("check-86")
final class FolderUploadTest {
  private static final ObjectName NAME = new ObjectName("submissions/1/evidence-1");
  private static final byte[] CONTENT = "the very bytes".getBytes(StandardCharsets.UTF_8);

  private final FixedClock clock = FixedClock.at("2026-11-21T12:00:00Z");

  @TempDir private Path folder;
  private FolderObjectStore store;
  private UploadInvitation invitation;

  @BeforeEach
  void invite() throws Exception {
    store = open("evidence", 1);
    invitation = store.invite(NAME, terms());
  }

  private FolderObjectStore open(String label, long seed) {
    return FolderObjectStore.versioned(
        folder.resolve(label),
        new FolderSettings(
            label,
            URI.create("http://localhost:8080/"),
            Durability.POWER,
            clock,
            new CountingRandom(seed)));
  }

  private UploadTerms terms() throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(CONTENT);
    return new UploadTerms(
        CONTENT.length,
        "application/pdf",
        HexFormat.of().formatHex(digest),
        clock.instant().plus(Duration.ofMinutes(15)));
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>(invitation.headers());
    headers.put("content-length", Integer.toString(CONTENT.length));
    return headers;
  }

  private static InputStream body(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private void refused(Refusal reason, UploadResult result) throws IOException {
    assertThat(result).isEqualTo(new UploadResult.Refused(reason));
    assertThat(store.open(NAME)).isEmpty();
    try (Stream<Path> left = Files.list(folder.resolve("evidence/arriving"))) {
      assertThat(left).isEmpty();
    }
  }

  private void refusedWith(Refusal reason, String header, String value) throws IOException {
    Map<String, String> headers = headers();
    headers.put(header, value);
    refused(reason, store.accept(invitation.url(), headers, body(CONTENT)));
  }

  @Test
  void accept_announcedBytes_areStoredWithTypeAndDigest() throws Exception {
    UploadResult result = store.accept(invitation.url(), headers(), body(CONTENT));
    assertThat(result).isInstanceOf(UploadResult.Stored.class);
    UploadResult.Stored stored = (UploadResult.Stored) result;
    assertThat(stored.name()).isEqualTo(NAME);
    assertThat(stored.tag()).isEqualTo(terms().sha256Hex());
    try (ObjectContent content = store.open(NAME, stored.version()).orElseThrow()) {
      assertThat(content.bytes().readAllBytes()).isEqualTo(CONTENT);
      assertThat(content.mediaType()).isEqualTo("application/pdf");
    }
  }

  @Test
  void accept_afterARestart_stillTakesTheUrl() {
    FolderObjectStore restarted = open("evidence", 99);
    assertThat(restarted.accept(invitation.url(), headers(), body(CONTENT)))
        .isInstanceOf(UploadResult.Stored.class);
  }

  @Test
  void accept_otherBytesOfTheSameLength_areRefused() throws Exception {
    byte[] other = CONTENT.clone();
    other[3]++;
    refused(Refusal.OTHER_CHECKSUM, store.accept(invitation.url(), headers(), body(other)));
  }

  @Test
  void accept_moreBytesThanSaid_isRefusedAfterOneMore() throws Exception {
    InputStream endless = endless();
    refused(Refusal.OTHER_LENGTH, store.accept(invitation.url(), headers(), endless));
  }

  private static InputStream endless() {
    return new InputStream() {
      private int served;

      @Override
      public int read() {
        served++;
        assertThat(served).isLessThanOrEqualTo(CONTENT.length + 1);
        return 'x';
      }
    };
  }

  @Test
  void accept_fewerBytesThanSaid_isRefused() throws Exception {
    byte[] few = {1, 2, 3};
    refused(Refusal.CUT_OFF, store.accept(invitation.url(), headers(), body(few)));
  }

  @Test
  void accept_senderBreaksOff_isRefused() throws Exception {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }
        };
    refused(Refusal.CUT_OFF, store.accept(invitation.url(), headers(), broken));
  }

  @Test
  void accept_otherHeaders_areRefused() throws Exception {
    refusedWith(Refusal.OTHER_LENGTH, "content-length", "15");
    refusedWith(Refusal.OTHER_LENGTH, "content-length", "-1");
    refusedWith(Refusal.OTHER_TYPE, "content-type", "text/html");
    refusedWith(Refusal.OTHER_CHECKSUM, "x-amz-checksum-sha256", "AAAA");
    refusedWith(Refusal.NOT_CONDITIONAL, "if-none-match", "\"tag\"");
  }

  @Test
  void accept_missingHeaders_isRefused() throws Exception {
    Map<Refusal, String> missing =
        Map.of(
            Refusal.LENGTH_MISSING, "content-length",
            Refusal.OTHER_TYPE, "content-type",
            Refusal.OTHER_CHECKSUM, "x-amz-checksum-sha256",
            Refusal.NOT_CONDITIONAL, "if-none-match");
    for (Map.Entry<Refusal, String> one : missing.entrySet()) {
      Map<String, String> headers = headers();
      headers.remove(one.getValue());
      refused(one.getKey(), store.accept(invitation.url(), headers, body(CONTENT)));
    }
  }

  @Test
  void accept_secondPut_isRefusedAndTheFirstStays() throws Exception {
    store.accept(invitation.url(), headers(), body(CONTENT));
    assertThat(store.accept(invitation.url(), headers(), body(CONTENT)))
        .isEqualTo(new UploadResult.Refused(Refusal.EXISTS));
    UploadInvitation again = store.invite(NAME, terms());
    assertThat(store.accept(again.url(), headers(), body(CONTENT)))
        .isEqualTo(new UploadResult.Refused(Refusal.EXISTS));
    assertThat(store.open(NAME)).isPresent();
  }

  @Test
  void accept_concurrentPuts_haveOneWinner() {
    List<UploadResult> results =
        Fresh.inParallel(8, n -> store.accept(invitation.url(), headers(), body(CONTENT)));
    assertThat(results).filteredOn(UploadResult.Stored.class::isInstance).hasSize(1);
    assertThat(results)
        .filteredOn(UploadResult.Refused.class::isInstance)
        .containsOnly(new UploadResult.Refused(Refusal.EXISTS));
  }

  @Test
  void accept_atTheExpiry_isRefused() throws Exception {
    clock.advance(Duration.ofMinutes(15));
    refused(Refusal.EXPIRED, store.accept(invitation.url(), headers(), body(CONTENT)));
  }

  @Test
  void accept_anyChangedUrl_isRefused() throws Exception {
    String url = invitation.url().toString();
    List<String> changed =
        List.of(
            url.replace("evidence-1", "evidence-2"),
            url.replace("length=14", "length=15"),
            url.replace("application", "applicatiom"),
            url.replaceAll("expires=[0-9]+", "expires=9999999999"),
            url.replaceAll("sha256=.", "sha256=0"),
            url.replaceAll("signature=..", "signature=zz"),
            url.replaceAll("&signature=.*", ""),
            url.replaceAll("signature=.*", "signature="),
            url.replaceAll("\\?.*", ""),
            url + "&length=15",
            url + "&extra",
            url + "&extra=1",
            url.replace("/_upload/evidence/", "/_upload/public/"),
            url.replace("/_upload/", "/_download/"));
    for (String one : changed) {
      assertThat(one).isNotEqualTo(url);
      refused(Refusal.NOT_SIGNED, store.accept(URI.create(one), headers(), body(CONTENT)));
    }
  }

  @Test
  void accept_urlOfAnotherStore_isRefused() throws Exception {
    UploadInvitation foreign = open("other", 2).invite(NAME, terms());
    refused(Refusal.NOT_SIGNED, store.accept(foreign.url(), headers(), body(CONTENT)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../url-secret",
        "..%2furl-secret",
        "%2e%2e/url-secret",
        "a/../../b",
        "/etc/passwd",
        "a//b",
        "@/current",
        "a%00",
        "A",
        ""
      })
  void accept_nameThatIsNone_isRefused(String name) throws Exception {
    URI url = URI.create(invitation.url().toString().replace(NAME.text(), name));
    refused(Refusal.NOT_SIGNED, store.accept(url, headers(), body(CONTENT)));
    assertThat(store.openDownload(url)).isEqualTo(new DownloadResult.Refused(Refusal.NOT_SIGNED));
  }

  @Test
  void openDownload_pinnedVersion_isAnAttachmentUntilItExpires() throws Exception {
    UploadResult.Stored stored =
        (UploadResult.Stored) store.accept(invitation.url(), headers(), body(CONTENT));
    URI url =
        store.download(
            NAME,
            stored.version(),
            "Ätna \"1\"\r\n*.pdf",
            clock.instant().plus(Duration.ofMinutes(5)));
    DownloadResult.Opened opened = (DownloadResult.Opened) store.openDownload(url);
    try (ObjectContent content = opened.content()) {
      assertThat(content.bytes().readAllBytes()).isEqualTo(CONTENT);
    }
    assertThat(opened.contentDisposition())
        .isEqualTo(
            "attachment; filename=\"_tna _1____.pdf\"; "
                + "filename*=UTF-8''%C3%84tna%20%221%22%0D%0A%2A.pdf");
    URI changed = URI.create(url.toString().replace("expires=1", "expires=2"));
    assertThat(store.openDownload(changed))
        .isEqualTo(new DownloadResult.Refused(Refusal.NOT_SIGNED));
    clock.advance(Duration.ofMinutes(5));
    assertThat(store.openDownload(url)).isEqualTo(new DownloadResult.Refused(Refusal.EXPIRED));
  }

  @Test
  void openDownload_versionThatIsGone_isNotFound() {
    UploadResult.Stored stored =
        (UploadResult.Stored) store.accept(invitation.url(), headers(), body(CONTENT));
    URI url = store.download(NAME, stored.version(), "a.pdf", clock.instant().plusSeconds(60));
    store.delete(NAME);
    assertThat(store.openDownload(url)).isEqualTo(new DownloadResult.Refused(Refusal.NOT_FOUND));
  }
}
