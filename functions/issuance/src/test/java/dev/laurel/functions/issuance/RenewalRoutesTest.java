package dev.laurel.functions.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.json.Json;
import dev.laurel.runtime.HttpEvent;
import dev.laurel.runtime.Response;
import dev.laurel.storage.Item;
import dev.laurel.storage.Read;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import dev.laurel.verification.published.KeyEnd;
import dev.laurel.verification.published.PublishedKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Issuing again: one credential by its issuer, all of a key by the operator.
final class RenewalRoutesTest {
  private static final String KEY = "/v1/issuers/" + Seeded.ISSUER + "/keys/key-1/renewals";

  private final Seeded seeded = new Seeded();

  @BeforeEach
  void begun() {
    seeded.begin();
  }

  private String issued() {
    HttpEvent event =
        HttpEvent.of("POST", "/v1/issuance")
            .bearer(Seeded.key("a"))
            .json("{\"submission\":\"" + Seeded.PASSED + "\"}");
    Response response = seeded.edge.answer(event);
    assertThat(response.status()).as(response.text()).isEqualTo(201);
    return Json.parse(response.body()).path("credential").stringValue();
  }

  private static HttpEvent event(String id, String digit) {
    return HttpEvent.of("POST", "/v1/credentials/" + id + "/renewal")
        .bearer(Seeded.key(digit))
        .json("{}");
  }

  private Response renew(String id) {
    return seeded.edge.answer(event(id, "a"));
  }

  private Response reissue(String path, String key) {
    return seeded.edge.answer(HttpEvent.of("POST", path).bearer(key).json("{}"));
  }

  @Test
  void renew_published_answers201WithBothIds() {
    String old = issued();

    Response response = renew(old);

    assertThat(response.status()).as(response.text()).isEqualTo(201);
    JsonNode body = Json.parse(response.body());
    assertThat(body.path("replaces").stringValue()).isEqualTo(old);
    String next = body.path("id").stringValue();
    assertThat(next).isNotEqualTo(old);
    assertThat(response.headers()).containsEntry("location", "/v1/credentials/" + next);
    assertThat(renew(old).text()).as("once").isEqualTo(response.text());
    Response status =
        seeded.edge.answer(
            HttpEvent.of("POST", "/v1/credentials/" + old + "/status")
                .bearer(Seeded.key("b"))
                .json("{\"status\":\"revoked\",\"reason\":\"later\"}"));
    assertThat(Json.parse(status.body()).path("reason").stringValue()).isEqualTo("Issued again.");
    assertThat(Json.parse(status.body()).path("replacedBy").stringValue()).isEqualTo(next);
  }

  @Test
  void renew_logSilent_is202AndLaterTheCredentialUnderTheSameKey() {
    String old = issued();
    HttpEvent event = event(old, "a").header("idempotency-key", "one");
    seeded.logAnswers = false;

    Response first = seeded.edge.answer(event);

    assertThat(first.status()).isEqualTo(202);
    assertThat(first.headers().get("location")).startsWith("/v1/issuance/");
    seeded.logAnswers = true;
    seeded.integrate();
    List<Item> before = seeded.items.all(Table.ITEMS);
    Response second = seeded.edge.answer(event);
    assertThat(second.status()).as(second.text()).isEqualTo(201);
    assertThat(seeded.items.all(Table.ITEMS)).isEqualTo(before);
    HttpEvent other =
        HttpEvent.of("POST", "/v1/credentials/" + old + "/renewal")
            .bearer(Seeded.key("a"))
            .header("idempotency-key", "one")
            .json("{\"reason\":\"Other\"}");
    assertThat(seeded.edge.answer(other).status()).isEqualTo(422);
  }

  @Test
  @Tag("check-55")
  void renew_whatIsNotOnes_isRefused() {
    String old = issued();
    assertThat(renew(Seeded.CREDENTIAL.text()).status()).as("unpublished").isEqualTo(409);
    assertThat(renew("0".repeat(32)).status()).isEqualTo(404);
    assertThat(renew("none").status()).isEqualTo(404);
    assertThat(seeded.edge.answer(event(old, "f")).status()).as("another's").isEqualTo(404);
    assertThat(seeded.edge.answer(event(old, "b")).status()).as("no scope").isEqualTo(403);
    HttpEvent member =
        HttpEvent.of("POST", "/v1/credentials/" + old + "/renewal")
            .bearer(Seeded.key("a"))
            .json("{\"why\":\"x\"}");
    assertThat(seeded.edge.answer(member).status()).isEqualTo(400);
    assertThat(seeded.items.all(Table.ITEMS)).noneMatch(row -> row.key().sort().equals("REQUEST"));
  }

  @Test
  void reissue_endedKey_goesThroughAllPagesAndNamesWhatIsRefused() {
    String old = issued();
    end();

    List<JsonNode> pages = new ArrayList<>();
    String next = "";
    do {
      String query = "?limit=1" + (next.isEmpty() ? "" : "&after=" + next);
      Response response = reissue(KEY + query, Seeded.OPERATOR_KEY);
      assertThat(response.status()).as(response.text()).isEqualTo(200);
      JsonNode page = Json.parse(response.body());
      pages.add(page);
      next = page.path("next").stringValue("");
      assertThat(page.path("hasMore").booleanValue()).isEqualTo(!next.isEmpty());
    } while (!next.isEmpty());

    assertThat(pages).hasSizeGreaterThan(2);
    assertThat(pages.stream().mapToInt(page -> page.path("refused").size()).sum())
        .as("the only key has ended")
        .isEqualTo(1);
    assertThat(
            pages.stream()
                .flatMap(page -> page.path("refused").valueStream())
                .map(each -> each.path("credential").stringValue()))
        .containsExactly(old);
    assertThat(pages).allMatch(page -> page.path("renewed").intValue() == 0);
  }

  @Test
  @Tag("check-58")
  void reissue_whoIsNotTheOperatorOrOfNoKey_isRefused() {
    assertThat(reissue(KEY, Seeded.key("a")).status()).isEqualTo(403);
    assertThat(reissue(KEY, Seeded.OPERATOR_KEY).status())
        .as("an issuer from before the log has no row of its key")
        .isEqualTo(404);
    assertThat(reissue(KEY.replace("key-1", "own-1"), Seeded.OPERATOR_KEY).status()).isEqualTo(404);
    assertThat(reissue(KEY.replace("key-1", "x"), Seeded.OPERATOR_KEY).status()).isEqualTo(404);
    key(KeyEnd.NONE);
    assertThat(reissue(KEY, Seeded.OPERATOR_KEY).status()).as("it signs").isEqualTo(409);
    end();
    assertThat(reissue(KEY + "?after=abc", Seeded.OPERATOR_KEY).status()).isEqualTo(400);
  }

  private void end() {
    key(KeyEnd.compromised(0, "{}").queued("{}", "ab".repeat(32)).logged(0));
  }

  /// The row of the deployment's key, as it stands for the issuer.
  private void key(KeyEnd end) {
    long version =
        seeded
            .items
            .get(PublishedKey.key(Seeded.ISSUER, "key-1"), Read.CONSISTENT)
            .map(Item::version)
            .orElse(0L);
    Write row =
        new PublishedKey(
                Seeded.ISSUER,
                "key-1",
                version + 1,
                Seeded.SITE.urls().did(Seeded.ISSUER) + "#key-1",
                "z6Mk",
                List.of(),
                "{}",
                List.of(),
                "cd".repeat(32),
                0,
                end)
            .write();
    seeded.items.write(List.of(row));
  }
}
