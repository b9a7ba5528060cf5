package dev.laurel.functions.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.json.Json;
import dev.laurel.runtime.HttpEvent;
import dev.laurel.runtime.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class OtherRoutesTest {
  private final Seeded seeded = new Seeded();

  private Response verify(byte[] body) {
    return verify(body, "application/json");
  }

  private Response verify(byte[] body, String mediaType) {
    HttpEvent event =
        new HttpEvent(
            "test",
            "",
            "POST",
            "/verify",
            "",
            Map.of(),
            Map.of("content-type", mediaType),
            List.of(),
            body);
    return seeded.edge.answer(event);
  }

  private byte[] open() {
    return seeded.get("/credentials/" + Seeded.OPEN.text(), "application/json").body();
  }

  @Test
  void verify_ownCredential_isValid() {
    JsonNode report = Json.parse(verify(open(), "application/vc+ld+json").body());
    assertThat(report.path("verdict").stringValue()).as(report.toString()).isEqualTo("valid");
    assertThat(report.path("checks").size()).isEqualTo(14);
    assertThat(report.path("findings").size()).isZero();
  }

  @Test
  void verify_wrapped_isTheSame() {
    ObjectNode wrapper = Json.object();
    wrapper.set("verifiableCredential", Json.parse(open()));
    wrapper.putObject("options").put("x", 1);
    assertThat(verify(Json.bytes(wrapper)).text()).isEqualTo(verify(open()).text());
  }

  @Test
  void verify_revokedByRowAlone_saysRevoked() {
    byte[] revoked = seeded.get("/credentials/" + Seeded.REVOKED.text(), "application/json").body();
    assertThat(verify(revoked).text()).contains("\"verdict\":\"revoked\"", "Copied work");
  }

  @Test
  void verify_emptyObject_isAReportNotAnError() {
    Response response = verify("{}".getBytes(StandardCharsets.UTF_8));
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.text()).contains("\"verdict\":\"not-valid\"");
  }

  @ParameterizedTest
  @Tag("check-17")
  @Tag("check-21")
  @Tag("check-22")
  @ValueSource(strings = {"{\"a\":{\"b\":1,\"b\":2}}", "", "{", "\uFEFF{}", "{\"a\":\"\\ud800\"}"})
  void verify_malformed_is400(String body) {
    Response response = verify(body.getBytes(StandardCharsets.UTF_8));
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.text()).contains("malformed-json");
  }

  @ParameterizedTest
  @Tag("check-75")
  @ValueSource(
      strings = {
        "[]",
        "5",
        "{\"verifiableCredential\":null}",
        "{\"verifiableCredential\":\"x\"}",
        "{\"verifiableCredential\":{},\"more\":1}"
      })
  void verify_bodyThatIsNoCredential_is400(String body) {
    Response response = verify(body.getBytes(StandardCharsets.UTF_8));
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.text()).contains("invalid-request", "pointer");
  }

  @Test
  @Tag("check-71")
  void verify_otherMediaType_is415() {
    assertThat(verify(open(), "application/xml").status()).isEqualTo(415);
    assertThat(verify(open(), "multipart/mixed; boundary=x").status()).isEqualTo(415);
    assertThat(verify(open(), "").status()).isEqualTo(415);
  }

  @Test
  void did_known_isServedAsPublished() {
    Response did = seeded.get("/issuers/" + Seeded.ISSUER.text() + "/did.json", "*/*");
    assertThat(did.status()).isEqualTo(200);
    assertThat(did.headers()).containsEntry("cache-control", "public, max-age=300");
    assertThat(Json.parse(did.body()).path("id").stringValue()).isEqualTo(Seeded.DID.text());
    assertThat(seeded.get("/issuers/" + "3".repeat(32) + "/did.json", "*/*").status())
        .isEqualTo(404);
  }

  @Test
  void statusList_known_isServedAndCachedBriefly() {
    Response list = seeded.get("/status-lists/" + Seeded.LIST, "*/*");
    assertThat(list.headers())
        .containsEntry("cache-control", "public, max-age=60")
        .containsEntry("content-type", "application/vc+ld+json");
    assertThat(list.text()).contains("encodedList");
    assertThat(seeded.get("/status-lists/" + "3".repeat(32), "*/*").status()).isEqualTo(404);
  }

  @Test
  @Tag("check-71")
  void elsewhere_knownAddressOtherMethod_is405WithAllow() {
    Response one = seeded.edge.answer(HttpEvent.of("DELETE", "/credentials/abc"));
    assertThat(one.status()).isEqualTo(405);
    assertThat(one.headers()).containsEntry("allow", "GET");
    Response other = seeded.edge.answer(HttpEvent.of("PUT", "/v1/submissions"));
    assertThat(other.headers()).containsEntry("allow", "POST");
    assertThat(seeded.edge.answer(HttpEvent.of("PUT", "/v2/submissions")).status()).isEqualTo(404);
  }

  @Test
  void elsewhere_browser_seesAPage() {
    Response page = seeded.get("/nothing", "text/html");
    assertThat(page.status()).isEqualTo(404);
    assertThat(page.headers().get("content-type")).startsWith("text/html");
    assertThat(page.text()).contains("There is nothing here");
  }

  @Test
  void settings_missing_areAllNamed() {
    assertThatThrownBy(() -> Settings.from(Map.of("ROUTES", "nonsense")))
        .hasMessageContainingAll("STAGE", "PUBLIC_BASE_URL", "ITEMS_TABLE", "ROUTES");
    Settings settings =
        Settings.from(
            Map.of(
                "STAGE", "local",
                "PUBLIC_BASE_URL", "http://localhost:8080",
                "ITEMS_TABLE", "laurel",
                "ROUTES", "GET /a/{id}|POST /b|$default"));
    assertThat(settings.routes()).containsExactly("GET /a/{id}", "POST /b", "$default");
  }

  @Test
  void warmth_cannedCredential_isValid() {
    Warmth.run();
  }
}
