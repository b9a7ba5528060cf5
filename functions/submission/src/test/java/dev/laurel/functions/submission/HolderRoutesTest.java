package dev.laurel.functions.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.Sha256;
import dev.laurel.runtime.Edge;
import dev.laurel.runtime.HttpEvent;
import dev.laurel.runtime.Response;
import dev.laurel.storage.Item;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.Revocation;
import dev.laurel.verification.published.Visibility;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HolderRoutesTest {
  private static final String COOKIE = "laurel_session=" + Seeded.SESSION.text();

  private final Seeded seeded = new Seeded();

  private Response page() {
    return seeded.edge.answer(HttpEvent.of("GET", "/my").cookie(COOKIE));
  }

  private static String formKey(String page) {
    Matcher matcher = Pattern.compile("name=\"key\" value=\"([0-9a-f]{64})\"").matcher(page);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private HttpEvent form(String key, String action) {
    return HttpEvent.of("POST", "/my")
        .cookie(COOKIE)
        .body(
            "application/x-www-form-urlencoded",
            ("key=" + key + "&action=" + action).getBytes(StandardCharsets.UTF_8));
  }

  private Response act(String action) {
    return seeded.edge.answer(form(formKey(page().text()), action));
  }

  private Visibility visibility() {
    return new PublishedLookup(seeded.items)
        .credential(Seeded.CREDENTIAL)
        .orElseThrow()
        .visibility();
  }

  @Test
  void arrive_showsNothingPersonalAndChangesNothing() {
    int calls = seeded.faults.calls();
    Response page = seeded.edge.answer(HttpEvent.of("GET", "/my/" + Seeded.MAIL_TOKEN.text()));
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text())
        .contains("<button")
        .doesNotContain("Zoë", "zoe@", "Data", "Academy", Seeded.MAIL_TOKEN.text());
    assertThat(page.cookies()).isEmpty();
    assertThat(seeded.faults.names().subList(calls, seeded.faults.calls()))
        .doesNotContain("write", "add");
  }

  @Test
  void enter_exchangesTheTokenForACookieAndACleanAddress() {
    HttpEvent event =
        HttpEvent.of("POST", "/my/" + Seeded.MAIL_TOKEN.text())
            .header("origin", "null")
            .header("sec-fetch-site", "same-origin");
    Response answer = seeded.edge.answer(event);
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.headers()).containsEntry("location", "/my");
    String cookie = answer.cookies().getFirst();
    assertThat(cookie)
        .contains("HttpOnly", "SameSite=Strict", "Path=/my", "Max-Age=3600")
        .doesNotContain("Secure");
    String secret = cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
    for (Item item : seeded.items.all()) {
      assertThat(item.key() + item.body())
          .doesNotContain(secret, Seeded.MAIL_TOKEN.text(), Seeded.SESSION.text());
    }
    Response page =
        seeded.edge.answer(HttpEvent.of("GET", "/my").cookie("laurel_session=" + secret));
    assertThat(page.status()).isEqualTo(200);
    seeded.clock.advance(Duration.ofHours(1));
    Response over =
        seeded.edge.answer(HttpEvent.of("GET", "/my").cookie("laurel_session=" + secret));
    assertThat(over.status()).isEqualTo(404);
  }

  @Test
  void enter_onHttps_setsASecureCookie() {
    Edge https =
        Wiring.edge(
            "https://badges.example.org",
            seeded.items,
            seeded.objects,
            seeded.clock,
            seeded.random);
    Response answer = https.answer(HttpEvent.of("POST", "/my/" + Seeded.MAIL_TOKEN.text()));
    assertThat(answer.cookies().getFirst()).endsWith("; Secure");
  }

  @Test
  void everyPage_carriesTheHeadersOfASecret() {
    List<HttpEvent> all =
        List.of(
            HttpEvent.of("GET", "/my/" + Seeded.MAIL_TOKEN.text()),
            HttpEvent.of("GET", "/my/" + "x".repeat(43)),
            HttpEvent.of("POST", "/my/" + Seeded.MAIL_TOKEN.text()),
            HttpEvent.of("GET", "/my").cookie(COOKIE),
            HttpEvent.of("GET", "/my?format=json").cookie(COOKIE),
            HttpEvent.of("GET", "/my"),
            form("", "share"));
    for (HttpEvent event : all) {
      Response response = seeded.edge.answer(event);
      assertThat(response.headers())
          .containsEntry("referrer-policy", "no-referrer")
          .containsEntry("cache-control", "no-store")
          .containsEntry("x-robots-tag", "noindex, nofollow")
          .containsEntry("x-content-type-options", "nosniff");
      assertThat(response.headers().get("content-security-policy"))
          .startsWith("default-src 'none'")
          .contains("form-action 'self'")
          .doesNotContain("unsafe");
    }
  }

  @Test
  @Tag("check-77")
  void show_everythingOfAPerson_onlyInTextNodes() {
    String page = page().text();
    assertThat(page).doesNotContain("<script").contains("&lt;script&gt;alert(&#39;é&#39;)");
    for (String theirs :
        List.of("Data ", "Academy ", "Analysis ", "High ", "Because ", "All in all ", "Site ")) {
      assertThat(page).contains(theirs + "&lt;script&gt;");
    }
    assertThat(page).contains("شهادة 🎓®", "http://169.254.169.254/x?a=1&amp;b=2");
    assertThat(page).contains("Issued and in force", "zoe@example.org", "1 March 2027");
  }

  @Test
  void show_revoked_saysSoAtOnce() {
    Revocation revocation =
        new Revocation(Seeded.CREDENTIAL, seeded.clock.instant(), "Mistake <b>");
    seeded.items.write(List.of(revocation.create()));
    assertThat(page().text())
        .contains("Revoked.", "Mistake &lt;b&gt;")
        .doesNotContain("Issued and in force");
  }

  @Test
  void show_expired_saysSo() {
    String page = page().text();
    assertThat(page).contains("in force");
    seeded.clock.set(java.time.Instant.parse("2027-03-01T10:00:00Z"));
    seeded.items.write(
        List.of(
            dev.laurel.verification.published.Session.of(
                    new dev.laurel.verification.published.CapabilityToken("t".repeat(43)),
                    Seeded.CREDENTIAL,
                    seeded.clock.instant().plusSeconds(60))
                .create()));
    Response later =
        seeded.edge.answer(HttpEvent.of("GET", "/my").cookie("laurel_session=" + "t".repeat(43)));
    assertThat(later.text()).contains("Expired.").doesNotContain("in force");
  }

  @Test
  void share_showsTheLinkOnceAndStoresItsHash() {
    String page = act("share").text();
    Matcher link = Pattern.compile("/credentials/f{32}\\?share=([A-Za-z0-9_-]{43})").matcher(page);
    assertThat(link.find()).isTrue();
    String token = link.group(1);
    assertThat(visibility().isSharedBy(token)).isTrue();
    assertThat(page().text()).doesNotContain(token).contains("whoever has your share link");
    for (Item item : seeded.items.all()) {
      assertThat(item.body()).doesNotContain(token);
    }
    act("share");
    assertThat(visibility().isSharedBy(token)).as("the older link").isFalse();
    assertThat(act("end-share").status()).isEqualTo(303);
    assertThat(visibility().shareHash()).isEmpty();
  }

  @Test
  void makePublic_andBack() {
    assertThat(act("make-public").headers()).containsEntry("location", "/my");
    assertThat(visibility().open()).isTrue();
    act("make-private");
    assertThat(visibility().open()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "origin, https://evil.example",
    "origin, http://localhost:8081",
    "sec-fetch-site, cross-site",
    "sec-fetch-site, same-site",
  })
  void act_causedByAnotherSite_changesNothing(String header, String value) {
    HttpEvent event = form(formKey(page().text()), "make-public").header(header, value);
    assertThat(seeded.edge.answer(event).status()).isEqualTo(403);
    assertThat(visibility().open()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "zz"})
  void act_withoutTheFormsKey_changesNothing(String key) {
    assertThat(seeded.edge.answer(form(key, "make-public")).status()).isEqualTo(403);
    String ofAnotherSession =
        HexFormat.of()
            .formatHex(Sha256.of(("form\n" + "x".repeat(43)).getBytes(StandardCharsets.UTF_8)));
    assertThat(seeded.edge.answer(form(ofAnotherSession, "make-public")).status()).isEqualTo(403);
    assertThat(visibility().open()).isFalse();
  }

  @Test
  void act_withoutSession_isNotFound() {
    HttpEvent event =
        HttpEvent.of("POST", "/my")
            .body("application/x-www-form-urlencoded", "action=share".getBytes());
    assertThat(seeded.edge.answer(event).status()).isEqualTo(404);
  }

  @Test
  void download_isTheSignedDocumentByteForByte() {
    Response json = seeded.edge.answer(HttpEvent.of("GET", "/my?format=json").cookie(COOKIE));
    assertThat(json.headers())
        .containsEntry("content-type", "application/vc+ld+json")
        .containsEntry("content-disposition", "attachment; filename=\"credential.json\"");
    assertThat(json.text())
        .isEqualTo(
            new PublishedLookup(seeded.items)
                .credential(Seeded.CREDENTIAL)
                .orElseThrow()
                .published()
                .orElseThrow()
                .document());
  }
}
