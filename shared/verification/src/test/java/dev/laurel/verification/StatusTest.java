package dev.laurel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.DidKey;
import dev.laurel.credentials.status.Bitstring;
import dev.laurel.json.Json;
import dev.laurel.verification.StatusLists.Fetch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

final class StatusTest {
  private final Samples samples = new Samples();

  private Check status(byte[] document) {
    return samples.verify(document).check(Check.STATUS).orElseThrow();
  }

  private void assertStatus(CheckResult result, CheckType type) {
    VerificationReport report = samples.verify(samples.signed());
    Check status = report.check(Check.STATUS).orElseThrow();
    assertThat(status.result()).as(status.detail()).isEqualTo(result);
    assertThat(status.type()).as(status.detail()).isEqualTo(type.uri());
    assertThat(report.verdict()).isNotEqualTo(Verdict.VALID);
  }

  /// The list, changed and signed again.
  private void list(Consumer<ObjectNode> change) {
    ObjectNode list = listed();
    list.remove("proof");
    change.accept(list);
    samples.serve(samples.key.sign(Json.bytes(list), Samples.METHOD));
  }

  private ObjectNode listed() {
    Fetch.Fetched fetched =
        (Fetch.Fetched) samples.lists.get(Samples.URLS.statusList(Samples.LIST));
    return Json.parse(fetched.document()).asObject();
  }

  private void encodedList(String text) {
    list(d -> ((ObjectNode) d.get("credentialSubject")).put("encodedList", text));
  }

  @Test
  @Tag("check-28")
  void verify_bitSet_saysRevoked() {
    samples.list(Bitstring.empty().with(Samples.INDEX, true));
    assertStatus(CheckResult.FAILED, CheckType.REVOKED);
    assertThat(samples.verify(samples.signed()).verdict()).isEqualTo(Verdict.REVOKED);
  }

  @Test
  void verify_neighboursBitSet_isValid() {
    samples.list(Bitstring.empty().with(Samples.INDEX - 1, true).with(Samples.INDEX + 1, true));
    assertThat(samples.verify(samples.signed()).verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  @Tag("check-29")
  void verify_suspensionSetAndCleared_isSuspendedThenValid() {
    byte[] document =
        samples.signed(
            d -> ((ObjectNode) d.get("credentialStatus")).put("statusPurpose", "suspension"));
    samples.list(Bitstring.empty().with(Samples.INDEX, true));
    list(d -> ((ObjectNode) d.get("credentialSubject")).put("statusPurpose", "suspension"));
    assertThat(samples.verify(document).verdict()).isEqualTo(Verdict.SUSPENDED);
    samples.list(Bitstring.empty());
    list(d -> ((ObjectNode) d.get("credentialSubject")).put("statusPurpose", "suspension"));
    assertThat(samples.verify(document).verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  @Tag("check-30")
  void verify_purposeOfListDiffers_isRefused() {
    list(d -> ((ObjectNode) d.get("credentialSubject")).put("statusPurpose", "suspension"));
    assertStatus(CheckResult.FAILED, CheckType.STATUS_VERIFICATION_ERROR);
  }

  @Test
  @Tag("check-30")
  void verify_purposeOfEntryDiffers_isRefused() {
    Check status =
        status(
            samples.signed(
                d -> ((ObjectNode) d.get("credentialStatus")).put("statusPurpose", "suspension")));
    assertThat(status.result()).isEqualTo(CheckResult.FAILED);
    assertThat(status.is(CheckType.STATUS_VERIFICATION_ERROR)).as(status.detail()).isTrue();
  }

  @Test
  @Tag("check-31")
  void verify_bomb_isRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 16; i++) {
        gzip.write(zeros);
      }
    }
    encodedList("u" + base64Url(bytes.toByteArray()));
    assertStatus(CheckResult.COULD_NOT_CHECK, CheckType.LIMIT);
  }

  @ParameterizedTest
  @Tag("check-32")
  @ValueSource(strings = {"-1", "1.5", "abc", "", "131072", "9223372036854775808", "007", "+1"})
  void verify_indexOutsideOrNone_isRefused(String index) {
    Check status =
        status(
            samples.signed(
                d -> ((ObjectNode) d.get("credentialStatus")).put("statusListIndex", index)));
    assertThat(status.result()).isEqualTo(CheckResult.FAILED);
    assertThat(status.is(CheckType.RANGE_ERROR)).isTrue();
  }

  /// An index is text: a number would be another one to some readers.
  @ParameterizedTest
  @Tag("check-32")
  @ValueSource(strings = {"-1", "1.5", "131072", "54321", "true", "[\"54321\"]"})
  void verify_indexThatIsNoText_isRefused(String index) {
    Check status =
        status(
            samples.signed(d ->
                ((ObjectNode) d.get("credentialStatus"))
                    .set("statusListIndex", Json.parse(Jwts.bytes(index)))));
    assertThat(status.result()).isEqualTo(CheckResult.FAILED);
    assertThat(status.is(CheckType.RANGE_ERROR)).isTrue();
  }

  @Test
  @Tag("check-33")
  void verify_listTooShort_isNotBelieved() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(new byte[Bitstring.MINIMUM_SIZE / 8 - 1]);
    }
    encodedList("u" + base64Url(bytes.toByteArray()));
    assertStatus(CheckResult.COULD_NOT_CHECK, CheckType.STATUS_LIST_LENGTH_ERROR);
  }

  @Test
  @Tag("check-34")
  void verify_listOfAnotherIssuer_isNotBelieved() {
    TestKey other = TestKey.ed25519();
    Did did = DidKey.of(other.multikey());
    ObjectNode list = listed();
    list.remove("proof");
    list.put("issuer", did.text());
    samples.serve(other.sign(Json.bytes(list), did.text() + "#" + other.multikey().text()));
    assertStatus(CheckResult.COULD_NOT_CHECK, CheckType.STATUS_VERIFICATION_ERROR);
  }

  /// It names the credential's issuer, but who signed it is somebody else.
  @Test
  @Tag("check-34")
  void verify_listInTheIssuersNameByAnotherKey_isNotBelieved() {
    TestKey other = TestKey.ed25519();
    String theirs = DidKey.of(other.multikey()).text() + "#" + other.multikey().text();
    ObjectNode list = listed();
    list.remove("proof");
    for (String method : List.of(theirs, Samples.METHOD)) {
      samples.serve(other.sign(Json.bytes(list), method));
      assertStatus(CheckResult.COULD_NOT_CHECK, CheckType.STATUS_VERIFICATION_ERROR);
    }
  }

  @Test
  @Tag("check-34")
  void verify_listWithoutGoodProof_isNotBelieved() {
    ObjectNode list = listed();
    list.put("validFrom", "2026-11-20T00:00:00Z");
    samples.serve(Json.bytes(list));
    assertStatus(CheckResult.COULD_NOT_CHECK, CheckType.STATUS_VERIFICATION_ERROR);
    list.remove("proof");
    samples.serve(Json.bytes(list));
    assertStatus(CheckResult.COULD_NOT_CHECK, CheckType.STATUS_VERIFICATION_ERROR);
  }

  @Test
  void verify_anotherListOfTheIssuerInItsPlace_isNotBelieved() {
    list(d -> d.put("id", Samples.URLS.statusList("ffffffffffffffffffffffffffffffff")));
    assertStatus(CheckResult.COULD_NOT_CHECK, CheckType.STATUS_VERIFICATION_ERROR);
  }

  @Test
  @Tag("check-35")
  void verify_listUnreachableOrMissing_isNeverValid() {
    samples.lists.put(
        Samples.URLS.statusList(Samples.LIST), new Fetch.Unavailable("the store is away."));
    assertStatus(CheckResult.COULD_NOT_CHECK, CheckType.STATUS_RETRIEVAL_ERROR);
    assertThat(samples.verify(samples.signed()).verdict()).isEqualTo(Verdict.COULD_NOT_BE_CHECKED);
    samples.lists.clear();
    assertStatus(CheckResult.COULD_NOT_CHECK, CheckType.STATUS_RETRIEVAL_ERROR);
  }

  @Test
  @Tag("check-36")
  void verify_listExpired_isNotBelieved() {
    list(d -> d.put("validUntil", Samples.NOW.minusSeconds(600).toString()));
    assertStatus(CheckResult.COULD_NOT_CHECK, CheckType.STATUS_VERIFICATION_ERROR);
  }

  @Test
  @Tag("check-37")
  void verify_firstIndexes_readTheMostSignificantBitFirst() throws IOException {
    for (int index = 0; index < 8; index++) {
      byte[] bits = new byte[Bitstring.MINIMUM_SIZE / 8];
      bits[0] = (byte) (0x80 >> index);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
        gzip.write(bits);
      }
      encodedList("u" + base64Url(bytes.toByteArray()));
      String text = Integer.toString(index);
      byte[] document =
          samples.signed(
              d -> ((ObjectNode) d.get("credentialStatus")).put("statusListIndex", text));
      assertThat(samples.verify(document).verdict()).isEqualTo(Verdict.REVOKED);
    }
  }

  @Test
  @Tag("check-38")
  void verify_encodedListOfOtherForm_isNotBelieved() throws IOException {
    byte[] bits = new byte[Bitstring.MINIMUM_SIZE / 8];
    ByteArrayOutputStream zlib = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflate = new DeflaterOutputStream(zlib)) {
      deflate.write(bits);
    }
    String good = Bitstring.empty().encode();
    for (String text :
        new String[] {"u" + base64Url(zlib.toByteArray()), good.substring(1), good + "=", "u"}) {
      encodedList(text);
      assertStatus(CheckResult.COULD_NOT_CHECK, CheckType.STATUS_VERIFICATION_ERROR);
    }
  }

  @Test
  void verify_noticeOfRevocation_countsBeforeTheListSaysSo() {
    RevocationNotices notices =
        document ->
            document.id().equals(Samples.URLS.credential(Samples.CREDENTIAL))
                    && document.issuer().equals(Samples.DID.text())
                ? new RevocationNotices.Knowledge.Revoked(Samples.NOW, "Copied work")
                : new RevocationNotices.Knowledge.Silent();
    VerificationReport report = samples.verifier(notices).verify(samples.signed());
    assertThat(report.verdict()).isEqualTo(Verdict.REVOKED);
    assertThat(report.check(Check.STATUS).orElseThrow().detail()).contains("Copied work");
  }

  @Test
  void verify_noticeUnavailable_couldNotBeChecked() {
    RevocationNotices notices =
        _ -> new RevocationNotices.Knowledge.Unavailable("the store is away.");
    assertThat(samples.verifier(notices).verify(samples.signed()).verdict())
        .isEqualTo(Verdict.COULD_NOT_BE_CHECKED);
  }

  @Test
  void verify_withoutStatus_isNotApplicable() {
    byte[] without = samples.signed(d -> d.remove("credentialStatus"));
    assertThat(status(without).result()).isEqualTo(CheckResult.NOT_APPLICABLE);
    assertThat(samples.verify(without).verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  void verify_unknownKindOfStatus_couldNotBeChecked() {
    byte[] other =
        samples.signed(
            d -> d.putObject("credentialStatus").put("id", "urn:x:1").put("type", "Evidence"));
    assertThat(status(other).is(CheckType.UNSUPPORTED_STATUS)).isTrue();
  }

  @Test
  @Tag("check-29")
  void verify_severalEntries_areEachReportedAndTheWorstCounts() {
    String second = Samples.URLS.statusList("aa".repeat(16));
    byte[] document =
        samples.signed(d -> {
          ObjectNode first = d.get("credentialStatus").asObject();
          ObjectNode other =
              first
                  .deepCopy()
                  .put("statusPurpose", "suspension")
                  .put("statusListCredential", second);
          other.remove("id");
          d.putArray("credentialStatus").add(first).add(other);
        });
    Check away = status(document);
    assertThat(away.result()).isEqualTo(CheckResult.COULD_NOT_CHECK);
    assertThat(away.each())
        .extracting(Check::result)
        .containsExactly(CheckResult.PASSED, CheckResult.COULD_NOT_CHECK);
    suspensions(second, Bitstring.empty());
    assertThat(samples.verify(document).verdict()).isEqualTo(Verdict.VALID);
    suspensions(second, Bitstring.empty().with(Samples.INDEX, true));
    assertThat(samples.verify(document).verdict()).isEqualTo(Verdict.SUSPENDED);
    samples.list(Bitstring.empty().with(Samples.INDEX, true));
    assertThat(samples.verify(document).verdict()).isEqualTo(Verdict.REVOKED);
    assertThat(samples.verify(document).toJson().at("/checks/9/each").size()).isEqualTo(2);
  }

  @Test
  void verify_twoEntriesOfOnePurpose_areNoBadge() {
    byte[] document =
        samples.signed(d -> {
          ObjectNode first = d.get("credentialStatus").asObject();
          ObjectNode again = first.deepCopy().put("statusListIndex", "7");
          again.remove("id");
          d.putArray("credentialStatus").add(first).add(again);
        });
    Check shape = samples.verify(document).check(Check.SHAPE).orElseThrow();
    assertThat(shape.detail()).contains("/credentialStatus");
  }

  private void suspensions(String url, Bitstring bits) {
    ObjectNode list =
        Json.parse(
                new dev.laurel.credentials.status.StatusListCredential(
                        url,
                        Samples.DID.text(),
                        "suspension",
                        bits,
                        Samples.NOW.minusSeconds(3600),
                        Samples.NOW.plusSeconds(86_400))
                    .toJsonBytes())
            .asObject();
    samples.lists.put(url, new Fetch.Fetched(samples.key.sign(Json.bytes(list), Samples.METHOD)));
  }

  @Test
  void verify_supersededCredential_namesWhatTookItsPlace() {
    String next = Samples.URLS.credential(Samples.CREDENTIAL) + "0";
    RevocationNotices notices =
        _ -> new RevocationNotices.Knowledge.Revoked(Samples.NOW, "A typo.", next);
    VerificationReport report = samples.verifier(notices).verify(samples.signed());
    Check status = report.check(Check.STATUS).orElseThrow();
    assertThat(status.replacedBy()).isEqualTo(next);
    assertThat(status.detail()).contains("A typo.").contains(next);
    assertThat(report.toJson().at("/checks/9/replacedBy").stringValue()).isEqualTo(next);
    assertThat(report.verdict()).isEqualTo(Verdict.REVOKED);
  }

  @Test
  @Tag("check-29")
  void verify_suspendedByNotice_isSuspendedUnlessTheListSaysMore() {
    RevocationNotices notices =
        _ -> new RevocationNotices.Knowledge.Suspended(Samples.NOW, "Under review.");
    assertThat(samples.verifier(notices).verify(samples.signed()).verdict())
        .isEqualTo(Verdict.SUSPENDED);
    samples.list(Bitstring.empty().with(Samples.INDEX, true));
    assertThat(samples.verifier(notices).verify(samples.signed()).verdict())
        .isEqualTo(Verdict.REVOKED);
  }

  @Test
  void verify_listWithATimeToLiveThatIsNone_isNotBelieved() {
    list(d -> ((ObjectNode) d.get("credentialSubject")).put("ttl", 300_000));
    assertThat(samples.verify(samples.signed()).verdict()).isEqualTo(Verdict.VALID);
    list(d -> ((ObjectNode) d.get("credentialSubject")).put("ttl", -1));
    assertStatus(CheckResult.COULD_NOT_CHECK, CheckType.STATUS_VERIFICATION_ERROR);
  }

  /// A forgery costs nobody a look at a list.
  @Test
  @Tag("check-3")
  void verify_documentWithoutGoodSignature_asksForNoList() {
    samples.lists.clear();
    Check status =
        samples.verify(samples.tampered(d -> d.put("name", "Another"))).check(Check.STATUS).get();
    assertThat(status.is(CheckType.NOT_REACHED)).isTrue();
  }

  private static String base64Url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Test
  void verify_sizeOfOneBitSaid_isLikeNone() {
    byte[] said =
        samples.signed(d -> ((ObjectNode) d.get("credentialStatus")).put("statusSize", 1));
    assertThat(samples.verify(said).verdict()).isEqualTo(Verdict.VALID);
    byte[] two = samples.signed(d -> ((ObjectNode) d.get("credentialStatus")).put("statusSize", 2));
    assertThat(status(two).is(CheckType.UNSUPPORTED_STATUS)).isTrue();
  }
}
