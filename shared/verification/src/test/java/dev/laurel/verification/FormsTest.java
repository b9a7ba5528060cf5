package dev.laurel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.jose.VcJwt;
import dev.laurel.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Every form in which a credential comes: recognised, opened and judged alike.
final class FormsTest {
  private final Jwts jwts = new Jwts();

  private String json() {
    return new String(jwts.samples.signed(), StandardCharsets.UTF_8);
  }

  private VerificationReport valid(byte[] input, String form) {
    VerificationReport report = jwts.samples.verify(input);
    assertThat(report.findings()).isEmpty();
    assertThat(report.verdict()).isEqualTo(Verdict.VALID);
    assertThat(report.form()).isEqualTo(form);
    assertThat(Verifier.document(input).orElseThrow().path("name").stringValue())
        .isEqualTo("Field Botany");
    return report;
  }

  private void notValid(byte[] input) {
    VerificationReport report = jwts.samples.verify(input);
    assertThat(report.verdict()).as(report.toString()).isNotEqualTo(Verdict.VALID);
    assertThat(report.checks()).hasSize(14);
  }

  @Test
  @Tag("check-82")
  void verify_everyForm_isOpenedAndValid() {
    valid(Jwts.bytes(json()), "json");
    valid(Jwts.bytes("\n " + json() + "\n"), "json");
    valid(Jwts.bytes(jwts.jwt()), "vc-jwt");
    valid(Jwts.bytes(jwts.sdJwt()), "sd-jwt");
    valid(Jwts.bytes(Jwts.envelope("application/vc+jwt", jwts.jwt())), "enveloped/vc-jwt");
    valid(Jwts.bytes(Jwts.envelope("application/dc+sd-jwt", jwts.sdJwt())), "enveloped/sd-jwt");
    valid(Images.baked(Images.png(), json()), "png/json");
    valid(Images.baked(Images.svg(), json()), "svg/json");
    valid(Images.baked(Images.png(), jwts.jwt()), "png/vc-jwt");
    valid(Images.baked(Images.svg(), jwts.jwt()), "svg/vc-jwt");
  }

  @Test
  void verify_sdJwtWithResultsKeptBack_isValidWithWhatIsLeft() {
    String whole = jwts.sdJwt();
    String[] parts = whole.split("~");
    assertThat(parts.length).isEqualTo(5);
    valid(Jwts.bytes(parts[0] + "~"), "sd-jwt");
    ObjectNode none = Verifier.document(Jwts.bytes(parts[0] + "~")).orElseThrow();
    assertThat(none.has("evidence")).isFalse();
    assertThat(none.path("credentialSubject").has("result")).isFalse();
    valid(Jwts.bytes(parts[0] + "~" + parts[1] + "~"), "sd-jwt");
    ObjectNode one = Verifier.document(Jwts.bytes(parts[0] + "~" + parts[1] + "~")).orElseThrow();
    assertThat(one.path("evidence").size()).isEqualTo(1);
  }

  @Test
  @Tag("check-48")
  void verify_sdJwtWithDisclosuresThatAreNone_isRefused() {
    String whole = jwts.sdJwt();
    String[] parts = whole.split("~");
    String invented =
        java.util.Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(Jwts.bytes("[\"salt\",{\"id\":\"urn:x\",\"type\":\"Evidence\"}]"));
    for (String text :
        List.of(
            parts[0] + "~" + invented + "~",
            parts[0] + "~" + parts[1] + "~" + parts[1] + "~",
            parts[0] + "~" + parts[1].substring(1) + "~",
            whole + "~~",
            whole.replace("~", "~~"),
            "~" + whole,
            "a~b~c")) {
      notValid(Jwts.bytes(text));
    }
    // without its last tilde the last part is a key binding, and it is none
    notValid(Jwts.bytes(whole.substring(0, whole.length() - 1)));
    notValid(Jwts.bytes(parts[0]));
  }

  @Test
  void verify_sdJwtOfAnotherMaking_isToldNotToBeACredential() {
    byte[] payload = Jwts.bytes("{\"vct\":\"urn:eudi:pid:1\",\"iss\":\"https://a.example\"}");
    String text = jwts.sign(Jwts.kid(Jwts.KID).put("typ", "dc+sd-jwt"), payload) + "~";
    VerificationReport report = jwts.verify(text);
    assertThat(report.verdict()).isEqualTo(Verdict.COULD_NOT_BE_CHECKED);
    assertThat(report.check(Check.PARSED).orElseThrow().is(CheckType.UNSUPPORTED_FORMAT)).isTrue();
  }

  @Test
  @Tag("check-12")
  void verify_envelopesThatAreNone_areRefused() {
    String jwt = jwts.jwt();
    for (String text :
        List.of(
            Jwts.envelope("text/plain", jwt),
            Jwts.envelope("application/vc+jwt;base64", jwt),
            Jwts.envelope("application/vc+jwt", ""),
            Jwts.envelope("application/vc+jwt", "x"),
            Jwts.envelope("application/vc+jwt", json()),
            Jwts.envelope("application/vc+jwt", jwt).replace("data:", "https:"),
            Jwts.envelope("application/vc+jwt", jwt).replace("/ns/credentials/v2", "/ns/x"),
            with(jwt, "issuer", "\"did:web:victim.example\""),
            with(jwt, "credentialSubject", "{\"name\":\"forged\"}"),
            with(jwt, "proof", "{\"junk\":1}"),
            with(jwt, "type", "[\"EnvelopedVerifiableCredential\",\"AchievementCredential\"]"),
            "{\"type\":\"EnvelopedVerifiableCredential\"}",
            "{\"type\":[\"EnvelopedVerifiableCredential\"],\"id\":5}")) {
      notValid(Jwts.bytes(text));
    }
  }

  private static String with(String jwt, String name, String value) {
    ObjectNode envelope =
        Json.parse(Jwts.bytes(Jwts.envelope("application/vc+jwt", jwt))).asObject();
    envelope.set(name, Json.parse(Jwts.bytes(value)));
    return Json.write(envelope);
  }

  @Test
  @Tag("check-80")
  @Tag("check-81")
  void verify_imagesWithoutACredential_areRefused() {
    byte[] bad = Images.baked(Images.png(), json());
    bad[50] ^= 1;
    for (byte[] image :
        List.of(
            Images.png(),
            Images.svg(),
            bad,
            Arrays.copyOf(Images.png(), 20),
            Jwts.bytes("<svg"),
            Jwts.bytes("<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><svg>&x;</svg>"),
            Images.baked(Images.png(), jwts.jwt() + "x"))) {
      notValid(image);
      assertThat(jwts.samples.verify(image).form()).matches("(png|svg|json)(/.*)?");
    }
  }

  @Test
  @Tag("check-20")
  void verify_imageOrDocumentBeyondItsLimit_isNotRead() {
    byte[] image = Arrays.copyOf(Images.png(), Verifier.MAX_IMAGE_BYTES + 1);
    VerificationReport report = jwts.samples.verify(image);
    assertThat(report.check(Check.PARSED).orElseThrow().is(CheckType.LIMIT)).isTrue();
    assertThat(
            jwts.verify("a".repeat(Verifier.MAX_DOCUMENT_BYTES) + ".b")
                .check(Check.PARSED)
                .orElseThrow()
                .is(CheckType.LIMIT))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"@context\":\"https://w3id.org/openbadges/v2\",\"type\":\"Assertion\","
            + "\"id\":\"https://a.example/1\",\"badge\":\"https://a.example/b\","
            + "\"verification\":{\"type\":\"hosted\"}}",
        "{\"uid\":\"1\",\"recipient\":\"sha256$1\",\"badge\":\"https://a.example/b\","
            + "\"verify\":{\"type\":\"hosted\",\"url\":\"https://a.example/1\"}}"
      })
  void verify_olderBadge_isToldToBeOne(String assertion) {
    for (byte[] input :
        List.of(
            Jwts.bytes(assertion),
            Images.withText("openbadges", assertion),
            Images.withText("openbadges", "https://a.example/1"))) {
      VerificationReport report = jwts.samples.verify(input);
      Check parsed = report.check(Check.PARSED).orElseThrow();
      assertThat(parsed.is(CheckType.UNSUPPORTED_FORMAT)).as(parsed.detail()).isTrue();
      assertThat(parsed.detail()).contains("Open Badges 2.0").contains("nothing is fetched");
      assertThat(report.verdict()).isEqualTo(Verdict.COULD_NOT_BE_CHECKED);
    }
    VerificationReport signed = jwts.verify(jwts.sign(Jwts.kid("k"), Jwts.bytes(assertion)));
    assertThat(signed.check(Check.PARSED).orElseThrow().detail()).contains("signed badge");
  }

  private static ObjectNode older() {
    ObjectNode document = Json.parse(Jwts.unsigned()).asObject();
    document
        .putArray("@context")
        .add("https://www.w3.org/2018/credentials/v1")
        .add("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json")
        .add("https://w3id.org/security/data-integrity/v2");
    document.set("issuanceDate", document.remove("validFrom"));
    document.set("expirationDate", document.remove("validUntil"));
    document.remove(List.of("credentialStatus", "relatedResource", "evidence"));
    ObjectNode subject = (ObjectNode) document.get("credentialSubject");
    ((ObjectNode) subject.get("achievement")).remove("image");
    return document;
  }

  @Test
  @Tag("check-25")
  @Tag("check-26")
  void verify_badgeOfTheOlderDataModel_isVerifiedByItsOwnDates() {
    ObjectNode document = older();
    byte[] signed = jwts.samples.key.sign(Json.bytes(document), Samples.METHOD);
    VerificationReport report = jwts.samples.verify(signed);
    assertThat(report.findings()).isEmpty();
    assertThat(report.verdict()).isEqualTo(Verdict.VALID);
    document.put("expirationDate", "2026-11-02T00:00:00Z");
    assertThat(sign(document).verdict()).isEqualTo(Verdict.EXPIRED);
    document.put("expirationDate", "2027-11-02T00:00:00Z");
    document.put("issuanceDate", "2027-01-02T00:00:00Z");
    assertThat(sign(document).verdict()).isEqualTo(Verdict.NOT_YET_VALID);
    document.remove("issuanceDate");
    assertThat(sign(document).verdict()).isEqualTo(Verdict.NOT_VALID);
  }

  @Test
  @Tag("check-25")
  @Tag("check-26")
  void verify_datesOfBothDataModels_bothCount() {
    List<java.util.Map.Entry<String, String>> later =
        List.of(
            java.util.Map.entry("validUntil", "2026-11-02T00:00:00Z"),
            java.util.Map.entry("validFrom", "2027-01-02T00:00:00Z"),
            java.util.Map.entry("validUntil", "tomorrow"),
            java.util.Map.entry("validFrom", "today"),
            java.util.Map.entry("validUntil", "2026-10-01T00:00:00Z"));
    List<Verdict> verdicts =
        List.of(
            Verdict.EXPIRED,
            Verdict.NOT_YET_VALID,
            Verdict.NOT_VALID,
            Verdict.NOT_VALID,
            Verdict.NOT_VALID);
    for (int i = 0; i < later.size(); i++) {
      ObjectNode document = older().put(later.get(i).getKey(), later.get(i).getValue());
      assertThat(sign(document).verdict()).as(later.get(i).toString()).isEqualTo(verdicts.get(i));
    }
    ObjectNode harmless =
        older().put("validUntil", "2027-11-02T00:00:00Z").put("validFrom", "2026-11-02T00:00:00Z");
    assertThat(sign(harmless).findings()).isEmpty();
    assertThat(sign(harmless).check(Check.VALIDITY).orElseThrow().detail())
        .contains("2 November 2026", "2 November 2027");
  }

  private VerificationReport sign(ObjectNode document) {
    return jwts.samples.verify(jwts.samples.key.sign(Json.bytes(document), Samples.METHOD));
  }

  @Test
  void verify_jwtOfTheOlderDataModel_isVerifiedFromItsClaim() {
    ObjectNode credential = older();
    ((ArrayNode) credential.get("@context")).remove(2);
    ObjectNode payload = Json.object();
    payload.put("iss", Samples.DID.text());
    payload.put("jti", credential.get("id").stringValue());
    payload.put("nbf", 1_793_527_200L);
    credential.put("issuanceDate", java.time.Instant.ofEpochSecond(1_793_527_200L).toString());
    payload.set("vc", credential);
    VerificationReport report = jwts.verify(jwts.sign(Jwts.kid(Jwts.KID), Json.bytes(payload)));
    assertThat(report.findings()).isEmpty();
    payload.put("jti", "urn:other");
    assertThat(jwts.verify(jwts.sign(Jwts.kid(Jwts.KID), Json.bytes(payload))).verdict())
        .isEqualTo(Verdict.NOT_VALID);
  }

  /// Seeded damage to every form: no exception, and nothing damaged is valid but where the damage
  /// is outside of what is signed or read.
  @Test
  @Tag("check-2")
  @Tag("check-48")
  void verify_damagedInputsOfEveryForm_neverThrowAndAreNeverTakenForAnotherText() {
    List<byte[]> inputs =
        List.of(
            Jwts.bytes(json()),
            Jwts.bytes(jwts.jwt()),
            Jwts.bytes(jwts.sdJwt()),
            Jwts.bytes(Jwts.envelope("application/vc+jwt", jwts.jwt())),
            Images.baked(Images.png(), json()),
            Images.baked(Images.svg(), jwts.jwt()));
    Random random = new Random(20261122);
    int judged = 0;
    for (byte[] input : inputs) {
      String said = Verifier.document(input).orElseThrow().path("credentialSubject").toString();
      for (int round = 0; round < 40; round++) {
        byte[] damaged = damage(input, random);
        VerificationReport report = jwts.samples.verify(damaged);
        assertThat(report.checks()).isNotEmpty();
        judged++;
        if (report.verdict() == Verdict.VALID) {
          assertThat(Verifier.document(damaged).orElseThrow().path("credentialSubject").toString())
              .isEqualTo(said);
        }
      }
    }
    assertThat(judged).isEqualTo(240);
  }

  private static byte[] damage(byte[] input, Random random) {
    byte[] damaged = input.clone();
    switch (random.nextInt(4)) {
      case 0 -> damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      case 1 -> {
        return Arrays.copyOf(damaged, random.nextInt(damaged.length));
      }
      case 2 -> {
        int from = random.nextInt(damaged.length);
        int to = Math.min(damaged.length, from + random.nextInt(50));
        random.nextBytes(damaged);
        System.arraycopy(input, 0, damaged, 0, from);
        System.arraycopy(input, to, damaged, to, input.length - to);
      }
      default -> {
        int at = random.nextInt(damaged.length);
        byte[] longer = new byte[damaged.length + 1];
        System.arraycopy(damaged, 0, longer, 0, at);
        longer[at] = (byte) random.nextInt(256);
        System.arraycopy(damaged, at, longer, at + 1, damaged.length - at);
        return longer;
      }
    }
    return damaged;
  }

  @Test
  @Tag("check-48")
  void verify_garbageOfEveryBeginning_neverThrows() {
    Random random = new Random(7);
    List<byte[]> beginnings = new ArrayList<>();
    for (String text :
        List.of(
            "",
            "{",
            "[",
            "eyJ",
            "eyJhbGciOiJFUzI1NiJ9.",
            "<svg ",
            "<?xml ",
            "\u0089PNG\r\n\u001a\n",
            "~",
            "data:")) {
      beginnings.add(text.getBytes(StandardCharsets.ISO_8859_1));
    }
    for (byte[] beginning : beginnings) {
      for (int round = 0; round < 20; round++) {
        byte[] garbage = Arrays.copyOf(beginning, beginning.length + random.nextInt(300));
        for (int i = beginning.length; i < garbage.length; i++) {
          garbage[i] =
              (byte)
                  (round % 2 == 0
                      ? random.nextInt(256)
                      : "eyJ0.~-_AZ=<>{}\":,".charAt(random.nextInt(18)));
        }
        assertThat(jwts.samples.verify(garbage).verdict())
            .isIn(Verdict.NOT_VALID, Verdict.COULD_NOT_BE_CHECKED);
        assertThat(jwts.samples.verifier().verifyPresentation(garbage, "d", "c").verdict())
            .isNotEqualTo(Verdict.VALID);
      }
    }
  }

  @Test
  void verify_jwtWhosePayloadIsNoCredential_isRefused() {
    for (String payload :
        List.of("{}", "[]", "5", "\"x\"", "{\"a\":1,\"a\":2}", "", "{\"vc\":{}}", "{\"vp\":{}}")) {
      notValid(Jwts.bytes(jwts.sign(Jwts.kid(Jwts.KID), Jwts.bytes(payload))));
    }
    notValid(
        Jwts.bytes(Jwts.sign(Jwts.kid(Jwts.KID), VcJwt.payload(Jwts.unsigned()), TestKey.p256())));
  }
}
