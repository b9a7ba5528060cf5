package dev.laurel.functions.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.json.Json;
import dev.laurel.runtime.Response;
import dev.laurel.verification.pages.PageStyle;
import dev.laurel.verification.published.Revocation;
import dev.laurel.verification.published.Visibility;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CredentialRouteTest {
  private final Seeded seeded = new Seeded();

  @Test
  void page_privateCredential_showsVerdictAndNothingPersonal() {
    Response page = seeded.page(Seeded.PRIVATE);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text())
        .contains(
            "Field Botany", "School of Botany", "Valid.", Seeded.DID.text(), "1 November 2028")
        .contains("Every check", "✓ Passed", "– Not applicable", "noindex")
        .doesNotContain(
            "Łovelace",
            "Ada",
            "Diary of a season",
            "Good work",
            "Level 2",
            Seeded.PRIVATE.text() + ".json");
    assertThat(page.headers()).containsEntry("cache-control", "no-store");
  }

  @Test
  void page_privateCredential_isTheSameWhoeverThePersonIs() {
    String one = new Seeded("Ada", "Botany").page(Seeded.PRIVATE).text();
    String other = new Seeded("Grace Hopper", "Botany").page(Seeded.PRIVATE).text();
    assertThat(withoutIndex(one)).isEqualTo(withoutIndex(other));
  }

  /// Places in a batch go by the salted commitments, so they differ, and say nothing of whom.
  private static String withoutIndex(String page) {
    return page.replaceFirst("Entry [0-5] of the log", "Entry of the log");
  }

  @Test
  void page_sharedCredentialWithToken_showsEverything() {
    Response page = seeded.page(Seeded.SHARED, "?share=" + Seeded.SHARE.text());
    assertThat(page.text())
        .contains(Seeded.NAME, "Diary of a season", "Level 2 of 3", "Good work", "Plant biology")
        .contains("Map *one* hectare.", "application/pdf", "noindex");
    assertThat(page.headers())
        .containsEntry("cache-control", "no-store")
        .containsEntry("referrer-policy", "no-referrer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?share=",
        "?share=wrong",
        "?share=ttttttttttttttttttttttttttttttttttttttttttt",
        "?other=1"
      })
  void page_wrongToken_isAnsweredExactlyLikeNone(String query) {
    assertThat(seeded.page(Seeded.SHARED, query).text())
        .isEqualTo(seeded.page(Seeded.SHARED).text());
    String path = "/credentials/" + Seeded.SHARED.text();
    assertSame(seeded.get(path + query, "application/json"), seeded.get(path, "application/json"));
  }

  @Test
  void page_endedToken_isAnsweredExactlyLikeNone() {
    String query = "?share=" + Seeded.SHARE.text();
    assertThat(seeded.page(Seeded.SHARED, query).text()).contains(Seeded.NAME);
    seeded.put(new Visibility(Seeded.SHARED, false, "", 2).write());
    assertThat(seeded.page(Seeded.SHARED, query).text())
        .isEqualTo(seeded.page(Seeded.SHARED).text());
  }

  @Test
  void page_openCredential_showsEverythingAndMayBeIndexed() {
    Response page = seeded.page(Seeded.OPEN);
    assertThat(page.text()).contains(Seeded.NAME, "og:title").doesNotContain("noindex");
    assertThat(page.headers()).doesNotContainKey("x-robots-tag");
  }

  @Test
  void page_any_obeysItsLimitsAndPolicy() {
    Response page = seeded.page(Seeded.OPEN);
    assertThat(page.body().length).isLessThan(50_000);
    assertThat(page.text())
        .doesNotContain("<script", "onclick", "javascript:", "<link rel=\"stylesheet\"")
        .contains("<style>" + PageStyle.CSS + "</style>")
        .contains("<time datetime=\"2026-11-21T12:00:00Z\">21 November 2026, 12:00 UTC</time>");
    assertThat(page.headers().get("content-security-policy"))
        .isEqualTo(
            "default-src 'none'; img-src 'self' http://localhost:8080; style-src "
                + PageStyle.source()
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    assertThat(page.headers())
        .containsEntry("x-content-type-options", "nosniff")
        .containsEntry("vary", "Accept");
  }

  @Test
  void page_revokedByRowAlone_saysRevokedWithReason() {
    String page = seeded.page(Seeded.REVOKED).text();
    assertThat(page).contains("Revoked.", "Copied work").doesNotContain("Valid.");
  }

  private Response refreshed(String id, String accept) {
    return seeded.get("/credentials/" + id + "/refresh", accept);
  }

  private Response plain(String id, String accept) {
    return seeded.get("/credentials/" + id, accept);
  }

  @Test
  void refresh_nothingReplacedIt_isTheCredentialItself() {
    for (String accept : new String[] {"application/json", "text/html", "image/svg+xml"}) {
      assertSame(refreshed(Seeded.OPEN.text(), accept), plain(Seeded.OPEN.text(), accept));
    }
    assertSame(
        refreshed(Seeded.REVOKED.text(), "text/html"), plain(Seeded.REVOKED.text(), "text/html"));
  }

  @Test
  void refresh_replacedTwice_isTheNewestAsItIsSeen() {
    seeded.put(new Revocation(Seeded.OLD, Seeded.NOW, "x", Seeded.EXPIRED.text()).create());
    seeded.put(new Revocation(Seeded.EXPIRED, Seeded.NOW, "x", Seeded.OPEN.text()).create());

    String newest = Seeded.OPEN.text();
    assertSame(refreshed(Seeded.OLD.text(), "application/json"), plain(newest, "application/json"));
    assertSame(refreshed(Seeded.OLD.text(), "text/html"), plain(newest, "text/html"));
  }

  @Test
  @Tag("check-55")
  void refresh_replacedByAPrivateOne_showsNoMoreThanThat() {
    seeded.put(new Revocation(Seeded.OPEN, Seeded.NOW, "x", Seeded.PRIVATE.text()).create());

    assertThat(refreshed(Seeded.OPEN.text(), "application/json").status()).isEqualTo(403);
    assertThat(refreshed(Seeded.OPEN.text(), "text/html").text()).doesNotContain(Seeded.NAME);
  }

  @Test
  void refresh_unpublishedSuccessorOrCircle_ends() {
    seeded.put(new Revocation(Seeded.OPEN, Seeded.NOW, "x", Seeded.UNPUBLISHED.text()).create());
    assertThat(refreshed(Seeded.OPEN.text(), "application/json").text())
        .isEqualTo(plain(Seeded.OPEN.text(), "application/json").text());
    seeded.put(new Revocation(Seeded.OLD, Seeded.NOW, "x", Seeded.EXPIRED.text()).create());
    seeded.put(new Revocation(Seeded.EXPIRED, Seeded.NOW, "x", Seeded.OLD.text()).create());
    assertThat(refreshed(Seeded.OLD.text(), "application/json").status()).isEqualTo(200);
    assertThat(refreshed("0".repeat(32), "application/json").status()).isEqualTo(404);
    assertThat(refreshed("none", "text/html").status()).isEqualTo(404);
  }

  @Test
  void page_expired_saysSoAndThatTheSignatureHolds() {
    assertThat(seeded.page(Seeded.EXPIRED).text())
        .contains(
            "Expired.",
            "it has expired",
            "20 November 2026, 12:00 UTC",
            "holds: nothing was changed");
  }

  @Test
  @Tag("check-2")
  void page_changedDocument_showsNothingOfIt() {
    assertThat(seeded.page(Seeded.CHANGED).text())
        .contains("Changed.", "Do not rely on it", "is not shown")
        .doesNotContain("Field Botany", "Łovelace", "Best work", "School of Botany");
  }

  @Test
  void page_storeWithoutDid_saysCouldNotBeChecked() {
    Seeded other = new Seeded();
    other.items.write(
        java.util.List.of(
            new dev.laurel.storage.Write.Delete(
                dev.laurel.verification.published.PublishedStatusList.key(Seeded.LIST),
                dev.laurel.storage.Condition.PRESENT)));
    assertThat(other.page(Seeded.OPEN).text()).contains("Could not be checked.", "? Could not");
  }

  @Test
  @Tag("check-77")
  @Tag("check-78")
  void page_hostileNames_areTextOnly() {
    String hostile = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'{{7*7}}\u202e®";
    String page = new Seeded(hostile, hostile).page(Seeded.OPEN).text();
    assertThat(page)
        .doesNotContain("<script", "<img src=x", "\"><script>")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
  }

  @ParameterizedTest
  @CsvSource({
    "application/vc+ld+json,application/vc+ld+json",
    "application/vc,application/vc",
    "application/ld+json,application/ld+json",
    "application/json,application/json",
    "*/*,application/vc+ld+json",
    "'',application/vc+ld+json",
    "image/png,application/vc+ld+json",
    "'text/html;q=0.1, application/json;q=0.9',application/json"
  })
  void json_openCredential_isNamedAsAsked(String accept, String named) {
    Response json = seeded.get("/credentials/" + Seeded.OPEN.text(), accept);
    assertThat(json.status()).isEqualTo(200);
    assertThat(json.headers()).containsEntry("content-type", named).containsEntry("vary", "Accept");
    assertThat(Json.parse(json.body()).path("id").stringValue())
        .isEqualTo(Seeded.URLS.credential(Seeded.OPEN));
  }

  @Test
  void json_suffix_isJsonForBrowsersToo() {
    Response json =
        seeded.get("/credentials/" + Seeded.OPEN.text() + ".json", "text/html,*/*;q=0.8");
    assertThat(json.headers()).containsEntry("content-type", "application/vc+ld+json");
  }

  @Test
  void json_privateCredential_isRefused() {
    Response json = seeded.get("/credentials/" + Seeded.PRIVATE.text(), "application/json");
    assertThat(json.status()).isEqualTo(403);
    assertThat(json.text()).contains("credential-private").doesNotContain("Łovelace");
  }

  @Test
  @Tag("check-55")
  void get_unpublishedOrUnknown_areAnsweredAlike() {
    for (String accept : new String[] {"application/json", "text/html"}) {
      Response unknown = seeded.get("/credentials/" + "7".repeat(32), accept);
      Response unpublished = seeded.get("/credentials/" + Seeded.UNPUBLISHED.text(), accept);
      assertThat(unknown.status()).isEqualTo(404);
      assertSame(unpublished, unknown);
    }
  }

  @ParameterizedTest
  @Tag("check-72")
  @ValueSource(
      strings = {
        "/credentials/..%2f..%2fetc",
        "/credentials/%00",
        "/credentials/;x=y",
        "//credentials",
        "/credentials/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "/credentials/%zz",
        "/status-lists/..",
        "/issuers/%2e%2e/did.json",
        "/\uFF0Fetc"
      })
  void get_oddAddress_isNotFound(String target) {
    assertThat(seeded.get(target, "text/html").status()).isEqualTo(404);
    assertThat(seeded.get(target, "application/json").status()).isEqualTo(404);
  }

  private static void assertSame(Response one, Response other) {
    assertThat(one.status()).isEqualTo(other.status());
    assertThat(one.text()).isEqualTo(other.text());
    Map<String, String> headers = new HashMap<>(one.headers());
    headers.remove("laurel-request-id");
    assertThat(other.headers()).containsAllEntriesOf(headers);
  }

  @ParameterizedTest
  @CsvSource({
    "';',403",
    "';,;;,',403",
    "'text/html;Q=0',403",
    "'text/html; q=0.2, application/json;Q=0.1',200",
    "'text/html;q=2',403"
  })
  void get_oddAccept_isAnswered(String accept, int status) {
    assertThat(seeded.get("/credentials/" + Seeded.PRIVATE.text(), accept).status())
        .isEqualTo(status);
  }

  /// Who may see a credential, and whether it is revoked, hangs on the id in the address.
  @Test
  void get_rowWithAnotherCredentialsDocument_showsNothingOfIt() {
    seeded.replaceDocument(Seeded.OPEN, Seeded.SHARED);
    for (String accept : new String[] {"text/html", "application/json"}) {
      Response answer = seeded.get("/credentials/" + Seeded.OPEN.text(), accept);
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.text()).doesNotContain("Field Botany", Seeded.SHARED.text());
    }
  }

  @Test
  void page_rowsAroundTheDocumentChanged_showsOnlyTheDocument() {
    seeded.replaceOwnerName(Seeded.OPEN, "Evil Botany");
    assertThat(seeded.page(Seeded.OPEN).text())
        .contains("Field Botany")
        .doesNotContain("Evil Botany");
  }
}
