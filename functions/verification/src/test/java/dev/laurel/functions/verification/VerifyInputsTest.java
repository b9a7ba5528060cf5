package dev.laurel.functions.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.laurel.credentials.Sha256;
import dev.laurel.credentials.baking.BadgeDrawing;
import dev.laurel.credentials.baking.Baked;
import dev.laurel.credentials.baking.Baking;
import dev.laurel.json.Json;
import dev.laurel.runtime.Edge;
import dev.laurel.runtime.HttpEvent;
import dev.laurel.runtime.Response;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `POST /verify` in every way in which something can be handed in.
final class VerifyInputsTest {
  private final Seeded seeded = new Seeded();
  private final byte[] open = seeded.document(Seeded.OPEN);

  private Response post(ObjectNode wrapper) {
    return seeded.post("/verify", "application/json", Json.bytes(wrapper));
  }

  private static JsonNode report(Response response) {
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    return Json.parse(response.body());
  }

  private static String verdict(Response response) {
    return report(response).path("verdict").asString();
  }

  private static String result(Response response, String check) {
    return report(response)
        .path("checks")
        .valueStream()
        .filter(one -> one.path("id").asString().equals(check))
        .map(one -> one.path("result").asString())
        .findFirst()
        .orElse("");
  }

  private byte[] svg() {
    byte[] drawing = BadgeDrawing.of("did:web:x", "School", "Botany");
    return ((Baked.Done) Baking.bake(drawing, new String(open, StandardCharsets.UTF_8))).image();
  }

  @Test
  void verify_wrappedUrlOrImage_isTheSameVerdict() {
    String url = Seeded.URLS.credential(Seeded.OPEN);
    assertThat(verdict(post(Json.object().put("url", url)))).isEqualTo("valid");
    assertThat(verdict(post(Json.object().put("url", url + ".json")))).isEqualTo("valid");
    String image = Base64.getEncoder().encodeToString(svg());
    assertThat(verdict(post(Json.object().put("image", image)))).isEqualTo("valid");
    assertThat(verdict(seeded.post("/verify", "image/svg+xml; charset=utf-8", svg())))
        .isEqualTo("valid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://elsewhere.example/credentials/cccccccccccccccccccccccccccccccc",
        "http://localhost:8080.evil.example/credentials/cccccccccccccccccccccccccccccccc",
        "http://localhost:8080/issuers/00000000000000000000000000000001/did.json",
        "http://localhost:8080/",
        "cccccccccccccccccccccccccccccccc"
      })
  @Tag("check-88")
  void verify_urlElsewhere_isRefusedUnfetched(String url) {
    Response response = post(Json.object().put("url", url));
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.text()).contains("invalid-request", "\"/url\"");
  }

  @Test
  @Tag("check-55")
  void verify_urlOfAPrivateOrUnknownCredential_isAnsweredAsItsAddressIs() {
    Response hidden = post(Json.object().put("url", Seeded.URLS.credential(Seeded.PRIVATE)));
    assertThat(hidden.status()).isEqualTo(403);
    assertThat(hidden.text()).contains("credential-private").doesNotContain("Łovelace");
    String unknown = Seeded.URLS.base() + "/credentials/" + "7".repeat(32);
    assertThat(post(Json.object().put("url", unknown)).status()).isEqualTo(404);
    String shared = Seeded.URLS.credential(Seeded.SHARED);
    assertThat(post(Json.object().put("url", shared)).status()).isEqualTo(403);
    assertThat(post(Json.object().put("url", shared + "?share=wrong")).status()).isEqualTo(403);
    String link = shared + "?share=" + Seeded.SHARE.text();
    assertThat(verdict(post(Json.object().put("url", link)))).isEqualTo("valid");
  }

  @Test
  void verify_withEvidenceAndAddress_comparesThem() {
    ObjectNode right = Json.object();
    right.set("verifiableCredential", Json.parse(open));
    byte[] diary = "diary".getBytes(StandardCharsets.UTF_8);
    right
        .putArray("evidence")
        .addObject()
        .put("name", "diary.pdf")
        .put("contentBase64", Base64.getEncoder().encodeToString(diary));
    right.put("email", "ada@example.org");
    assertThat(result(post(right), "evidence")).isEqualTo("passed");
    assertThat(result(post(right), "recipient")).isEqualTo("passed");
    ObjectNode wrong = Json.object().put("email", "grace@example.org");
    wrong.set("verifiableCredential", Json.parse(open));
    wrong
        .putArray("evidence")
        .addObject()
        .put("name", "other.pdf")
        .put("sha256", HexFormat.of().formatHex(Sha256.of(new byte[1])));
    assertThat(result(post(wrong), "evidence")).isEqualTo("failed");
    assertThat(result(post(wrong), "recipient")).isEqualTo("failed");
    assertThat(post(wrong).text()).doesNotContain("grace@example.org");
  }

  @ParameterizedTest
  @Tag("check-75")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"url\":5}|/url",
        "{\"image\":\"%%\"}|/image",
        "{\"image\":\"e30=\"}|/image",
        "{\"image\":5}|/image",
        "{\"url\":\"http://localhost:8080/credentials/x\",\"image\":\"e30=\"}|one of",
        "{\"verifiableCredential\":{},\"evidence\":{}}|/evidence",
        "{\"verifiableCredential\":{},\"evidence\":[{\"name\":\"a\"}]}|/evidence/0",
        "{\"verifiableCredential\":{},\"evidence\":[{\"name\":\"a\",\"sha256\":\"x\"}]}|/evidence/0/sha256",
        "{\"verifiableCredential\":{},\"evidence\":[{\"sha256\":\"x\"}]}|/evidence/0/name",
        "{\"verifiableCredential\":{},\"evidence\":[{\"name\":\"a\",\"contentBase64\":\"*\"}]}|contentBase64",
        "{\"verifiableCredential\":{},\"email\":\"x\"}|/email",
        "{\"verifiableCredential\":{},\"options\":5}|/options",
        "{\"verifiableCredential\":{},\"options\":{\"challenge\":5}}|/options/challenge",
        "{\"verifiableCredential\":{},\"emall\":\"x\"}|/emall"
      })
  void verify_wrapperWithAFault_namesIt(String body, String named) {
    Response response =
        seeded.post("/verify", "application/json", body.getBytes(StandardCharsets.UTF_8));
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.text()).contains("invalid-request", named);
  }

  @ParameterizedTest
  @Tag("check-48")
  @ValueSource(
      strings = {"text/plain", "application/jwt", "application/vc+jwt", "application/dc+sd-jwt"})
  void verify_compactText_isAReportWhateverItIs(String mediaType) {
    for (String text : new String[] {"", "a.b.c", "a.b", "a..", "\0", "ey.ey.ey~~", "{}", "x"}) {
      Response response = seeded.post("/verify", mediaType, text.getBytes(StandardCharsets.UTF_8));
      assertThat(verdict(response)).isNotEqualTo("valid");
    }
  }

  @Test
  void verify_wrappedCompactText_isRead() {
    Response response = post(Json.object().put("verifiableCredential", "a.b.c"));
    assertThat(verdict(response)).isEqualTo("not-valid");
  }

  @Test
  void verify_wrappedPresentation_isReadAsOne() {
    ObjectNode presentation = Json.object();
    presentation.putArray("@context").add("https://www.w3.org/ns/credentials/v2");
    presentation.putArray("type").add("VerifiablePresentation");
    presentation.putArray("verifiableCredential").add(Json.parse(seeded.document(Seeded.OPEN)));
    ObjectNode wrapper = Json.object();
    wrapper.set("verifiablePresentation", presentation);
    assertThat(verdict(post(wrapper))).isEqualTo("valid");
    assertThat(seeded.post("/verify", "application/xml", new byte[] {1}).text())
        .as("whatever is taken is named")
        .contains("image/png")
        .contains("application/jwt");
  }

  @ParameterizedTest
  @Tag("check-81")
  @ValueSource(strings = {"image/png", "image/svg+xml"})
  void verify_imageThatIsNone_isAReport(String mediaType) {
    for (byte[] bytes : new byte[][] {{}, {1, 2, 3}, "<svg".getBytes(StandardCharsets.UTF_8)}) {
      assertThat(verdict(seeded.post("/verify", mediaType, bytes))).isEqualTo("not-valid");
    }
  }

  @Test
  void verify_beyondTheLimits_is413() {
    byte[] large = new byte[Edge.MAX_BODY_BYTES + 1];
    Arrays.fill(large, (byte) ' ');
    assertThat(seeded.post("/verify", "text/plain", large).status()).isEqualTo(413);
    byte[] wide =
        ("{\"a\":\"" + "x".repeat(Edge.MAX_BODY_BYTES) + "\"}").getBytes(StandardCharsets.UTF_8);
    assertThat(seeded.post("/verify", "application/json", wide).status()).isEqualTo(413);
    assertThat(seeded.post("/verify", "image/png", large).status()).isEqualTo(200);
    byte[] huge = new byte[Baking.MAX_IMAGE_BYTES + 1];
    assertThat(seeded.post("/verify", "image/png", huge).status()).isEqualTo(413);
    assertThat(seeded.post("/vc-api/credentials/verify", "application/json", large).status())
        .isEqualTo(413);
  }

  @Test
  void verify_largeImageInAnEvent_isTakenHereAndNowhereElse() {
    byte[] large = new byte[2 * Edge.MAX_BODY_BYTES];
    HttpEvent event = HttpEvent.of("POST", "/verify").body("image/png", large);
    assertThat(answered(event.routed("POST /verify", Map.of()))).isEqualTo(200);
    assertThat(answered(event.routed("POST /log-proof", Map.of()))).isEqualTo(413);
  }

  private int answered(HttpEvent event) {
    return Edge.decoded(seeded.edge.handle(event.toJsonBytes(), "test")).status();
  }

  @Test
  void verify_explained_addsWhatOthersWouldObjectTo() {
    Response explained = seeded.post("/verify?explain=interop", "application/json", open);
    assertThat(report(explained).path("interop").isArray()).isTrue();
    Response plain = seeded.post("/verify", "application/json", open);
    assertThat(report(plain).has("interop")).isFalse();
    Response other = seeded.post("/verify?explain=everything", "application/json", open);
    assertThat(other.status()).isEqualTo(400);
    assertThat(other.text()).contains("\"explain\"");
  }

  @Test
  void form_pasted_isAPageWithTheSameReport() {
    Response page = form(new String(open, StandardCharsets.UTF_8));
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text())
        .contains("Valid.</strong>", "Field Botany", Seeded.NAME, "Every check", "noindex")
        .doesNotContain("<script", "<img");
    assertThat(page.headers())
        .containsEntry("cache-control", "no-store")
        .containsEntry("referrer-policy", "no-referrer");
    assertThat(page.headers().get("content-security-policy")).startsWith("default-src 'none'");
  }

  @Test
  @Tag("check-77")
  void form_hostileText_isTextOnly() {
    String hostile = "<script>alert(1)</script>";
    Response page = form("{\"@context\":\"" + hostile + "\",\"type\":\"" + hostile + "\"}");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains("Not valid.").doesNotContain("<script");
    byte[] changed =
        new String(seeded.document(Seeded.CHANGED), StandardCharsets.UTF_8)
            .getBytes(StandardCharsets.UTF_8);
    assertThat(form(new String(changed, StandardCharsets.UTF_8)).text())
        .contains("Changed.", "is not shown")
        .doesNotContain("Field Botany");
  }

  @Test
  void form_addressOfOurs_isLookedUp() {
    assertThat(form(Seeded.URLS.credential(Seeded.OPEN) + "\n").text()).contains("Valid.</strong>");
    assertThat(form(Seeded.URLS.credential(Seeded.PRIVATE)).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a=b", "credential=", "credential=%20", "credential=%zz"})
  void form_withoutText_asksForIt(String body) {
    Response page =
        seeded.post(
            "/verify",
            "application/x-www-form-urlencoded",
            body.getBytes(StandardCharsets.US_ASCII));
    assertThat(page.status()).isEqualTo(400);
    assertThat(page.text()).contains("Paste a credential first.", "<form");
  }

  private Response form(String text) {
    String body = "credential=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    return seeded.post(
        "/verify", "application/x-www-form-urlencoded", body.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void formPage_any_mayPostToItselfAndNothingElse() {
    Response page = seeded.get("/verify", "text/html");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text())
        .contains(
            "<form class=\"whole\" method=\"post\" action=\"/verify\">",
            "<form class=\"whole\" method=\"post\" action=\"/verify\""
                + " enctype=\"multipart/form-data\">",
            "<label for")
        .doesNotContain("<script");
    assertThat(page.headers().get("content-security-policy")).contains("form-action 'self'");
  }

  private static byte[] multipart(String headers, byte[] content) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(("--B0\r\n" + headers + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    body.writeBytes(content);
    body.writeBytes("\r\n--B0--\r\n".getBytes(StandardCharsets.UTF_8));
    return body.toByteArray();
  }

  private Response upload(String name, byte[] content) {
    String headers =
        "Content-Disposition: form-data; name=\"file\"; filename=\""
            + name
            + "\"\r\nContent-Type: application/octet-stream";
    return uploaded(multipart(headers, content));
  }

  private Response uploaded(byte[] body) {
    return seeded.post("/verify", "multipart/form-data; boundary=B0", body);
  }

  @Test
  void upload_fileOfAnyForm_isAPageWithTheSameReport() {
    BufferedImage blank = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    ByteArrayOutputStream picture = new ByteArrayOutputStream();
    assertThatCode(() -> ImageIO.write(blank, "png", picture)).doesNotThrowAnyException();
    String text = new String(open, StandardCharsets.UTF_8);
    byte[] png = ((Baked.Done) Baking.bake(picture.toByteArray(), text)).image();
    Map.of("a.json", open, "badge.svg", svg(), "Zoë's \u0000 badge.png", png)
        .forEach((name, file) -> {
          Response page = upload(name, file);
          assertThat(page.status()).as(page.text()).isEqualTo(200);
          assertThat(page.text())
              .contains("Valid.</strong>", "Field Botany", "Every check")
              .doesNotContain("<script", "<img");
        });
    byte[] changed = text.replace("Field Botany", "Field Surgery").getBytes(StandardCharsets.UTF_8);
    assertThat(upload("a.json", changed).text()).contains("Changed.");
    assertThat(upload("a.bin", new byte[] {1, 2, 3}).text()).contains("Not valid.");
  }

  @Test
  @Tag("check-48")
  void upload_bodyThatIsNoSuchForm_asksForTheFile() {
    String named = "Content-Disposition: form-data; name=\"file\"";
    byte[] sound = multipart(named, open);
    String whole = new String(sound, StandardCharsets.ISO_8859_1);
    String part = "--B0\r\n" + named.replace("file", "other") + "\r\n\r\nx\r\n";
    assertThat(uploaded(sound).status()).isEqualTo(200);
    assertThat(uploaded(latin(part + whole)).status()).as("one beside it").isEqualTo(200);
    for (String body :
        List.of(
            "",
            "x",
            "--B0--\r\n",
            "--B0\r\n",
            "--B0\r\n\r\n",
            part + part + whole,
            "preamble\r\n" + whole,
            whole + "epilogue",
            whole.substring(0, whole.length() - 8),
            whole.replace("\r\n", "\n"),
            whole.replace("--B0", "--B1"),
            whole.replace("file", "other"),
            whole.replace("form-data", "attachment"),
            whole.replace(named, named + "; filename=\"" + "x".repeat(1_100) + "\""),
            new String(multipart(named, new byte[0]), StandardCharsets.ISO_8859_1))) {
      Response page = uploaded(latin(body));
      assertThat(page.status()).as(body).isEqualTo(400);
      assertThat(page.text()).contains("Choose a file first.", "<form");
    }
    for (String type :
        List.of(
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "multipart/form-data; boundary=" + "B".repeat(71),
            "multipart/form-data; boundary=\"B0")) {
      assertThat(seeded.post("/verify", type, sound).status()).as(type).isEqualTo(400);
    }
    assertThat(seeded.post("/verify", "multipart/form-data; boundary=\"B0\"", sound).status())
        .isEqualTo(200);
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void upload_beyondTheLimits_isAPageThatSaysSo() {
    byte[] large = new byte[Edge.MAX_BODY_BYTES + 1];
    Arrays.fill(large, (byte) ' ');
    Response page = upload("a.json", large);
    assertThat(page.status()).isEqualTo(413);
    assertThat(page.text()).contains("at most 1048576 bytes", "<form");
    byte[] huge = Arrays.copyOf(svg(), Baking.MAX_IMAGE_BYTES + 1);
    assertThat(upload("a.svg", huge).status()).isEqualTo(413);
    byte[] most = Arrays.copyOf(svg(), Baking.MAX_IMAGE_BYTES);
    assertThat(upload("a.svg", most).status()).isEqualTo(200);
  }

  @Test
  void upload_throughTheGateway_comesInBase64() {
    String named = "Content-Disposition: form-data; name=\"file\"; filename=\"a.svg\"";
    HttpEvent event =
        HttpEvent.of("POST", "/verify")
            .body("multipart/form-data; boundary=B0", multipart(named, svg()));
    Response page =
        Edge.decoded(
            seeded.edge.handle(event.routed("POST /verify", Map.of()).toJsonBytes(), "test"));
    assertThat(page.text()).contains("Valid.</strong>");
  }

  @Test
  void form_faults_arePages() {
    Response hidden = form(Seeded.URLS.credential(Seeded.PRIVATE));
    assertThat(hidden.status()).isEqualTo(403);
    assertThat(hidden.text()).contains("<form", "share link");
    assertThat(form(Seeded.URLS.base() + "/credentials/" + "7".repeat(32)).status()).isEqualTo(404);
  }
}
