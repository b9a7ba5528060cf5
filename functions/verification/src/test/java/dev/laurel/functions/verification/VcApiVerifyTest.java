package dev.laurel.functions.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.json.Json;
import dev.laurel.runtime.Response;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What conformance clients send, and what they count as an acceptance.
final class VcApiVerifyTest {
  private static final String CREDENTIALS = "/vc-api/credentials/verify";
  private static final String PRESENTATIONS = "/vc-api/presentations/verify";

  private final Seeded seeded = new Seeded();

  private Response post(String path, ObjectNode body) {
    return seeded.post(path, "application/json", Json.bytes(body));
  }

  private ObjectNode credential(dev.laurel.credentials.CredentialId id) {
    ObjectNode body = Json.object();
    body.set("verifiableCredential", Json.parse(seeded.document(id)));
    return body;
  }

  @Test
  void credentials_valid_is200WithoutErrors() {
    ObjectNode body = credential(Seeded.OPEN);
    body.putObject("options").putArray("checks").add("proof");
    Response response = post(CREDENTIALS, body);
    JsonNode json = Json.parse(response.body());
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    assertThat(json.path("verified").asBoolean()).isTrue();
    assertThat(json.has("errors")).isFalse();
    assertThat(json.at("/report/verdict").asString()).isEqualTo("valid");
  }

  @Test
  @Tag("check-2")
  @Tag("check-26")
  @Tag("check-28")
  void credentials_notValid_is400WithItsErrors() {
    for (var id :
        new dev.laurel.credentials.CredentialId[] {
          Seeded.REVOKED, Seeded.CHANGED, Seeded.EXPIRED
        }) {
      Response response = post(CREDENTIALS, credential(id));
      JsonNode json = Json.parse(response.body());
      assertThat(response.status()).isEqualTo(400);
      assertThat(response.headers()).containsEntry("content-type", "application/problem+json");
      assertThat(json.path("verified").asBoolean(true)).isFalse();
      assertThat(json.path("errors").size()).isPositive();
      assertThat(json.at("/errors/0/type").asString()).startsWith("https://");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "5",
        "{\"verifiableCredential\":null}",
        "{\"verifiableCredential\":\"x\"}",
        "{\"verifiableCredential\":\"a.b.c\"}",
        "{\"verifiableCredential\":[]}",
        "{\"verifiableCredential\":{}}",
        "{\"verifiableCredential\":{\"proof\":null}}",
        "{\"verifiableCredential\":{\"proof\":\"x\"}}",
        "{\"verifiableCredential\":{\"@context\":5,\"proof\":[[[]]]}}",
        "{\"verifiableCredential\":{},\"options\":5}"
      })
  void credentials_nonsense_is400(String body) {
    Response response =
        seeded.post(CREDENTIALS, "application/json", body.getBytes(StandardCharsets.UTF_8));
    assertThat(response.status()).isEqualTo(400);
    Response presentation =
        seeded.post(
            PRESENTATIONS,
            "application/json",
            body.replace("Credential", "Presentation").getBytes(StandardCharsets.UTF_8));
    assertThat(presentation.status()).isEqualTo(400);
  }

  @Test
  void presentations_unsigned_standsByItsCredentials() {
    assertThat(post(PRESENTATIONS, presentation(Seeded.OPEN)).status()).isEqualTo(200);
    Response revoked = post(PRESENTATIONS, presentation(Seeded.REVOKED));
    assertThat(revoked.status()).isEqualTo(400);
    assertThat(revoked.text()).contains("\"verified\":false");
  }

  @Test
  void credentials_presentation_is400() {
    ObjectNode good = Json.object();
    good.set("verifiableCredential", presentation(Seeded.OPEN).get("verifiablePresentation"));
    assertThat(post(CREDENTIALS, good).status()).isEqualTo(400);
    ObjectNode empty = Json.object();
    ObjectNode presentation = empty.putObject("verifiablePresentation");
    presentation.putArray("@context").add("https://www.w3.org/ns/credentials/v2");
    presentation.putArray("type").add("VerifiablePresentation");
    assertThat(post(PRESENTATIONS, empty).status()).isEqualTo(400);
  }

  @Test
  void presentations_unsignedWhereAChallengeIsDemanded_is400() {
    ObjectNode body = presentation(Seeded.OPEN);
    body.putObject("options").put("challenge", "n-123");
    Response response = post(PRESENTATIONS, body);
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.text()).contains("HOLDER_MISMATCH");
  }

  @Test
  void presentations_withOptions_readsThem() {
    ObjectNode body = presentation(Seeded.OPEN);
    body.putObject("options").put("domain", 5);
    Response response = post(PRESENTATIONS, body);
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.text()).contains("/options/domain");
  }

  private ObjectNode presentation(dev.laurel.credentials.CredentialId id) {
    ObjectNode body = Json.object();
    ObjectNode presentation = body.putObject("verifiablePresentation");
    presentation.putArray("@context").add("https://www.w3.org/ns/credentials/v2");
    presentation.putArray("type").add("VerifiablePresentation");
    presentation.putArray("verifiableCredential").add(Json.parse(seeded.document(id)));
    return body;
  }

  @Test
  void any_otherMediaType_is415() {
    assertThat(seeded.post(CREDENTIALS, "text/plain", new byte[] {'{', '}'}).status())
        .isEqualTo(415);
  }
}
