package dev.laurel.functions.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.jose.PublicJwk;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.json.Json;
import dev.laurel.runtime.Edge;
import dev.laurel.runtime.Env;
import dev.laurel.runtime.HttpEvent;
import dev.laurel.runtime.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class IssuerKeysTest {
  private final Seeded seeded = new Seeded();

  private JsonNode json(String target) {
    Response response = seeded.get(target, "*/*");
    assertThat(response.status()).as(target).isEqualTo(200);
    assertThat(response.headers())
        .containsEntry("cache-control", "public, max-age=300")
        .containsEntry("access-control-allow-origin", "*")
        .containsEntry("content-type", "application/json");
    return Json.parse(response.body());
  }

  private static String keys(String fragment) {
    return "/issuers/" + Seeded.ISSUER.text() + "/keys/" + fragment;
  }

  @Test
  void key_p256_isTheJwkOfTheDidDocument() {
    Multikey key = Multikey.fromSpki(Seeded.P256.getPublic().getEncoded());
    for (String fragment : new String[] {"key-2", "key-2-jwk"}) {
      JsonNode jwk = json(keys(fragment));
      assertThat(PublicJwk.parse(jwk).orElseThrow().sameKey(key)).isTrue();
      assertThat(jwk.path("kid").asString()).isEqualTo(Seeded.DID + "#" + fragment);
      assertThat(jwk.has("d")).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"key-1", "key-3", "..", "%2e%2e", "key-2%23x", "KEY-2", "%00"})
  void key_other_isNotFound(String fragment) {
    assertThat(seeded.get(keys(fragment), "*/*").status()).isEqualTo(404);
  }

  @Test
  void keySet_ofTheHostOrOneIssuer_holdsEachKeyOnce() {
    JsonNode host = json("/.well-known/jwks.json");
    assertThat(host.path("keys").size()).isEqualTo(1);
    assertThat(host.at("/keys/0/kid").asString()).isEqualTo(Seeded.DID + "#key-2");
    String did = Seeded.DID.text().replace("%", "%25");
    JsonNode issuer = json("/.well-known/jwks.json?iss=" + did);
    assertThat(issuer.path("iss").asString()).isEqualTo(Seeded.DID.text());
    assertThat(issuer.path("keys")).isEqualTo(host.path("keys"));
  }

  @Test
  void keySet_ofAHostThatListsNobody_saysHowToAsk() {
    Settings settings =
        new Settings(
            Env.Stage.LOCAL, Seeded.URLS.base(), "", "laurel", "", false, List.of(), List.of());
    Edge edge = Wiring.edge(settings, seeded.items, seeded.clock);

    Response none = edge.answer(HttpEvent.of("GET", "/.well-known/jwks.json"));

    assertThat(none.status()).isEqualTo(404);
    assertThat(none.text()).contains("?iss=");
    String did = Seeded.DID.text().replace("%", "%25");
    assertThat(edge.answer(HttpEvent.of("GET", "/.well-known/jwks.json?iss=" + did)).status())
        .isEqualTo(200);
  }

  @Test
  void keySet_ofNobody_isRefused() {
    assertThat(seeded.get("/.well-known/jwks.json?iss=x", "*/*").status()).isEqualTo(400);
    assertThat(seeded.get("/.well-known/jwks.json?iss=did:web:other.example", "*/*").status())
        .isEqualTo(404);
  }

  @Test
  void statusList_atATime_isTheOneThatHeldThen() {
    String list = "/status-lists/" + Seeded.LIST;
    String now = seeded.get(list, "*/*").text();
    assertThat(seeded.get(list + "?timestamp=2026-11-21T12:00:00Z", "*/*").text()).isEqualTo(now);
    assertThat(seeded.get(list + "?timestamp=2026-11-21T13:00:00+01:00", "*/*").text())
        .isEqualTo(now);
    assertThat(seeded.get(list + "?timestamp=2020-01-01T00:00:00Z", "*/*").status()).isEqualTo(404);
    for (String wrong :
        new String[] {
          "2036-11-21T12:00:00Z", "yesterday", "2026-11-21", "2026-11-21T12:00:00", ""
        }) {
      Response response = seeded.get(list + "?timestamp=" + wrong, "*/*");
      assertThat(response.status()).isEqualTo(400);
      assertThat(response.text()).contains("timestamp");
    }
  }
}
