package dev.laurel.functions.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.Sha256;
import dev.laurel.credentials.baking.Baking;
import dev.laurel.credentials.baking.Unbaked;
import dev.laurel.json.Json;
import dev.laurel.runtime.Response;
import dev.laurel.verification.published.CredentialOwner;
import dev.laurel.verification.published.PublishedCredential;
import dev.laurel.verification.published.Visibility;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One credential in all its forms.
final class FormsRouteTest {
  private static final CredentialId WITH_IMAGE = new CredentialId("1b".repeat(16));
  private static final CredentialId JWT = new CredentialId("1c".repeat(16));
  private static final Instant FROM = Instant.parse("2026-11-01T10:00:00Z");
  private static final Instant UNTIL = Instant.parse("2029-11-01T10:00:00Z");

  /// A grey square of one pixel.
  private static final byte[] PIXEL =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJ"
                  + "RU5ErkJggg==");

  private final Seeded seeded = new Seeded();

  private Response get(CredentialId id, String suffix, String accept) {
    return seeded.get("/credentials/" + id.text() + suffix, accept);
  }

  private String unbaked(Response response) {
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    Unbaked unbaked = Baking.unbake(response.body());
    assertThat(unbaked).isInstanceOf(Unbaked.Found.class);
    return ((Unbaked.Found) unbaked).text();
  }

  private void publishWithImage() {
    String name = "images/" + HexFormat.of().formatHex(Sha256.of(PIXEL)) + ".png";
    seeded.images.put(name, PIXEL);
    Pictured.PLAIN.publish(seeded, WITH_IMAGE, 12, FROM, UNTIL, false);
    byte[] other =
        new String(seeded.document(WITH_IMAGE), StandardCharsets.UTF_8)
            .replace("images/" + "b".repeat(64) + ".png", name)
            .getBytes(StandardCharsets.UTF_8);
    seeded.replaceDocument(WITH_IMAGE, other);
  }

  @Test
  @Tag("check-82")
  void svg_openCredential_holdsItByteForByte() {
    Response svg = get(Seeded.OPEN, ".svg", "*/*");
    assertThat(unbaked(svg).getBytes(StandardCharsets.UTF_8))
        .isEqualTo(seeded.document(Seeded.OPEN));
    assertThat(svg.headers())
        .containsEntry("content-type", "image/svg+xml")
        .containsEntry("access-control-allow-origin", "*")
        .containsEntry("vary", "Accept");
  }

  @Test
  @Tag("check-79")
  void svg_any_isServedSoThatNothingRuns() {
    assertThat(get(Seeded.OPEN, ".svg", "*/*").headers().get("content-security-policy"))
        .contains("default-src 'none'", "script-src 'none'", "sandbox");
  }

  @Test
  void svg_verified_isAsValidAsItsJson() {
    byte[] svg = get(Seeded.OPEN, ".svg", "*/*").body();
    assertThat(seeded.post("/verify", "image/svg+xml", svg).text())
        .contains("\"verdict\":\"valid\"", "\"form\":\"svg/json\"");
  }

  @Test
  @Tag("check-82")
  void png_achievementWithImage_holdsTheCredential() {
    publishWithImage();
    Response png = get(WITH_IMAGE, ".png", "*/*");
    assertThat(unbaked(png).getBytes(StandardCharsets.UTF_8))
        .isEqualTo(seeded.document(WITH_IMAGE));
    assertThat(png.headers()).containsEntry("content-type", "image/png");
    assertThat(seeded.page(WITH_IMAGE).text()).doesNotContain("<script");
  }

  @Test
  void png_imageThatIsNotItsName_isNotBaked() {
    publishWithImage();
    seeded.images.replaceAll((name, bytes) -> new byte[] {1});
    assertThat(get(WITH_IMAGE, ".png", "*/*").status()).isEqualTo(404);
  }

  @Test
  void png_achievementWithoutImage_namesTheSvg() {
    Response none = get(Seeded.OPEN, ".png", "*/*");
    assertThat(none.status()).isEqualTo(404);
    assertThat(none.text()).contains("not-found", Seeded.OPEN.text() + ".svg");
    assertThat(get(Seeded.OPEN, ".jwt", "*/*").text())
        .contains("not-found", Seeded.OPEN.text() + ".json");
    assertThat(get(Seeded.OPEN, ".sd-jwt", "*/*").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "image/svg+xml,image/svg+xml",
    "'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8',image/svg+xml",
    "image/png,application/vc+ld+json",
    "'image/svg+xml;q=0.5, application/json',application/json",
    "application/vc+jwt,application/vc+ld+json",
    "'text/html,image/svg+xml;q=0.9',text/html; charset=utf-8"
  })
  void get_byAccept_answersTheFormThatItHas(String accept, String mediaType) {
    assertThat(get(Seeded.OPEN, "", accept).headers()).containsEntry("content-type", mediaType);
  }

  @ParameterizedTest
  @ValueSource(strings = {".json", ".png", ".svg", ".jwt", ".sd-jwt"})
  void get_privateInAnyForm_isRefusedAlike(String suffix) {
    Response json = get(Seeded.PRIVATE, ".json", "*/*");
    Response other = get(Seeded.PRIVATE, suffix, "*/*");
    assertThat(json.status()).isEqualTo(403);
    assertThat(other.text()).isEqualTo(json.text());
    Response wrong = get(Seeded.SHARED, suffix + "?share=wrong", "*/*");
    assertThat(wrong.text()).isEqualTo(get(Seeded.SHARED, suffix, "*/*").text());
    assertThat(wrong.status()).isEqualTo(403);
  }

  @ParameterizedTest
  @Tag("check-72")
  @ValueSource(strings = {".exe", ".", ".json.json", ".svg.", ".PNG", ".json%00"})
  void get_otherSuffix_isNotFound(String suffix) {
    assertThat(get(Seeded.OPEN, suffix, "*/*").status()).isEqualTo(404);
  }

  @Test
  void svg_sharedWithToken_isWholeAndNotStored() {
    Response svg = get(Seeded.SHARED, ".svg?share=" + Seeded.SHARE.text(), "*/*");
    assertThat(unbaked(svg)).contains(Seeded.NAME);
    assertThat(svg.headers()).containsEntry("cache-control", "no-store");
  }

  @Test
  void page_openWithoutImage_showsTheDrawing() {
    String url = Seeded.URLS.credential(Seeded.OPEN);
    assertThat(seeded.page(Seeded.OPEN).text())
        .contains("<img class=\"badge\" src=\"" + url + ".svg\" alt=\"Badge: Field Botany\">")
        .contains("<a href=\"" + url + ".svg\">SVG</a>");
    assertThat(seeded.page(Seeded.PRIVATE).text()).doesNotContain("<img", ".svg");
    assertThat(seeded.page(Seeded.SHARED, "?share=" + Seeded.SHARE.text()).text())
        .contains(".svg?share=" + Seeded.SHARE.text());
  }

  @Test
  void jwt_credentialIssuedAsOne_comesAsTextEnvelopeAndPicture() {
    String compact = publishJwt();
    Response text = get(JWT, ".jwt", "*/*");
    assertThat(text.text()).isEqualTo(compact);
    assertThat(text.headers().get("content-type")).startsWith("text/plain");
    assertThat(get(JWT, "", "application/vc+jwt").headers())
        .containsEntry("content-type", "application/vc+jwt");
    Response json = get(JWT, ".json", "*/*");
    assertThat(Json.parse(json.body()).path("id").asString())
        .isEqualTo("data:application/vc+jwt," + compact);
    assertThat(unbaked(get(JWT, ".svg", "*/*"))).isEqualTo(compact);
    assertThat(get(JWT, ".sd-jwt", "*/*").status()).isEqualTo(404);
  }

  private String publishJwt() {
    String header = "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"x\"}";
    String payload =
        "{\"iss\":\"%s\",\"jti\":\"%s\",\"id\":\"%s\",\"issuer\":\"%s\"}"
            .formatted(
                Seeded.DID, Seeded.URLS.credential(JWT), Seeded.URLS.credential(JWT), Seeded.DID);
    String compact = encoded(header) + "." + encoded(payload) + "." + encoded("x".repeat(64));
    String id = "5".repeat(32);
    seeded.put(
        new CredentialOwner(
                JWT, Seeded.ISSUER, id, "Botany", "6".repeat(32), 1, Seeded.LIST, 13, FROM)
            .create());
    seeded.put(
        new PublishedCredential(JWT, Seeded.ISSUER, FROM, compact, PublishedCredential.VC_JWT)
            .create());
    seeded.put(Visibility.hidden(JWT).opened(true).write());
    return compact;
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
