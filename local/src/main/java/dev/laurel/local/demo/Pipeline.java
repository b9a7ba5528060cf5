package dev.laurel.local.demo;

import dev.laurel.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// One cast's way through the API; each method is a step, demands what must be true after it and
/// answers with links to look at.
final class Pipeline {
  private static final DemoFile IMAGE = DemoFile.load("badge.png", "image/png");
  private static final DemoFile REPORT = DemoFile.load("field-report.pdf", "application/pdf");
  private static final DemoFile CHART = DemoFile.load("nitrate-chart.png", "image/png");
  private static final DemoFile REFLECTION = DemoFile.load("reflection.txt", "text/plain");

  private final Client client;
  private final String operatorKey;
  private final Cast cast;

  private String issuer = "";
  private String key = "";
  private String assessorKey = "";
  private String achievement = "";
  private int version;
  private String submission = "";
  private JsonNode uploads = Json.object();
  private String credential = "";
  private String mine = "";
  private String share = "";
  private byte[] document = {};

  private int nth = 1;
  private final Set<String> before = new HashSet<>();

  Pipeline(Client client, String operatorKey, Cast cast) {
    this.client = client;
    this.operatorKey = operatorKey;
    this.cast = cast;
  }

  /// The way of another submission under the same issuer and achievement.
  Pipeline another() {
    Pipeline next = new Pipeline(client, operatorKey, cast);
    next.issuer = issuer;
    next.key = key;
    next.assessorKey = assessorKey;
    next.achievement = achievement;
    next.version = version;
    next.nth = nth + 1;
    return next;
  }

  /// The issued credential as its share link gives it.
  byte[] document() {
    return document;
  }

  /// The link with which its holder shows all of it.
  String share() {
    return share;
  }

  /// The address of its status list.
  String statusList() {
    JsonNode entry = Json.parse(document).path("credentialStatus");
    return (entry.isArray() ? entry.path(0) : entry).path("statusListCredential").asString("");
  }

  Map<String, String> createIssuer() {
    JsonNode body =
        Json.tree(
            Map.of(
                "name",
                cast.issuerName(),
                "url",
                "https://alderbrook.example",
                "email",
                cast.issuerEmail(),
                "description",
                "Trains volunteers who look after streams."));
    JsonNode made = client.post("/v1/issuers", body, bearer(operatorKey)).expect(201).json();
    issuer = made.path("id").asString();
    key = made.path("key").path("secret").asString();
    client.post("/v1/issuers", body, bearer(key)).expect(403);
    return Map.of("did document", client.link("/issuers/" + issuer + "/did.json"));
  }

  Map<String, String> readDid() {
    Answer answer = client.get("/issuers/" + issuer + "/did.json").expect(200);
    JsonNode did = answer.json();
    demand(did.path("id").asString().endsWith(":issuers:" + issuer), "the DID is another's");
    demand(did.path("assertionMethod").size() > 0, "the DID document names no key");
    return Map.of("did document", client.link("/issuers/" + issuer + "/did.json"));
  }

  Map<String, String> createKeys() {
    JsonNode spare = Json.tree(Map.of("name", "spare", "scopes", List.of("read")));
    JsonNode made = client.post("/v1/keys", spare, bearer(key)).expect(201).json();
    String secret = made.path("secret").asString();
    client.get("/v1/credentials", bearer(secret)).expect(200);
    client.delete("/v1/keys/" + made.path("id").asString(), bearer(key)).expect(204);
    client.get("/v1/credentials", bearer(secret)).expect(401);
    JsonNode assessor =
        Json.tree(
            Map.of(
                "name",
                "assessor",
                "scopes",
                List.of("grade"),
                "assessor",
                Map.of("name", cast.assessorName(), "email", cast.assessorEmail())));
    assessorKey =
        client.post("/v1/keys", assessor, bearer(key)).expect(201).json().path("secret").asString();
    return Map.of();
  }

  Map<String, String> createAchievement() {
    JsonNode body = Json.tree(cast.achievement(IMAGE));
    JsonNode made = client.post("/v1/achievements", body, bearer(key)).expect(201).json();
    achievement = made.path("id").asString();
    version = made.path("version").asInt(0);
    client.upload(made.path("upload"), IMAGE.content()).expect(200);
    JsonNode which = Json.tree(Map.of("version", version));
    client.post("/v1/achievements/" + achievement + "/complete", which, bearer(key)).expect(200);
    return Map.of("achievement", client.link("/v1/achievements/" + achievement));
  }

  Map<String, String> submit() {
    mails().forEach(mail -> before.add(mail.path("id").asString()));
    JsonNode body =
        Json.tree(
            Map.of(
                "learner",
                Map.of("name", cast.learnerName(), "email", cast.learnerEmail()),
                "achievement",
                Map.of("id", achievement, "version", version),
                "evidence",
                List.of(
                    Bodies.file("Field report", "Method, findings and limits on one page", REPORT),
                    Bodies.file("Nitrate by site", "All fifteen readings", CHART),
                    Map.of(
                        "name",
                        "Reflection",
                        "text",
                        new String(REFLECTION.content(), StandardCharsets.UTF_8)))));
    String[] headers = {"authorization", "Bearer " + key, "idempotency-key", "demo-" + nth};
    JsonNode made = client.post("/v1/submissions", body, headers).expect(201).json();
    submission = made.path("id").asString();
    uploads = made.path("uploads");
    JsonNode again = client.post("/v1/submissions", body, headers).expect(201).json();
    demand(
        again.path("id").asString().equals(submission),
        "the same Idempotency-Key made a second submission");
    demand(uploads.size() == 2, "there are " + uploads.size() + " invitations, not 2");
    client.get("/v1/submissions/" + submission, bearer(key)).expect(200);
    return Map.of("submission", client.link("/v1/submissions/" + submission));
  }

  Map<String, String> upload() {
    for (JsonNode invitation : uploads) {
      DemoFile file = invitation.path("evidence").asInt(0) == 1 ? REPORT : CHART;
      Answer answer = client.upload(invitation, file.content());
      demand(answer.status() / 100 == 2, answer.request() + " answered " + answer.status());
    }
    return Map.of();
  }

  Map<String, String> complete() {
    JsonNode done =
        client
            .post("/v1/submissions/" + submission + "/complete", Json.object(), bearer(key))
            .expect(200)
            .json();
    demand(done.path("state").asString().equals("submitted"), "it is " + done.path("state"));
    return Map.of("submission", client.link("/v1/submissions/" + submission));
  }

  Map<String, String> grade() {
    // The queue is an index: it may show the submission a moment later.
    Patience.await(
        "the submission in the grading queue",
        () ->
            client
                    .get("/v1/grading/queue", bearer(assessorKey))
                    .expect(200)
                    .text()
                    .contains(submission)
                ? Optional.of(true)
                : Optional.empty());
    JsonNode grade =
        Json.tree(
            Map.of(
                "levels",
                List.of(
                    Bodies.level("design", "competent", "Fixed order of sites noticed and mended."),
                    Bodies.level(
                        "data", "expert", "Duplicates, blanks and repeats are all on the table."),
                    Bodies.level(
                        "analysis", "competent", "Says plainly what three visits cannot show."),
                    Bodies.level("reflection", "expert", "Names the next measurement and why.")),
                "feedback",
                "A careful survey. Ask for the ammonium kit."));
    JsonNode decided =
        client
            .post("/v1/submissions/" + submission + "/grades", grade, bearer(assessorKey))
            .expect(201)
            .json();
    demand(decided.path("outcome").asString().equals("passed"), "it is " + decided.path("outcome"));
    client
        .post("/v1/submissions/" + submission + "/grades", grade, bearer(assessorKey))
        .expect(409);
    return Map.of("submission", client.link("/v1/submissions/" + submission));
  }

  Map<String, String> awaitCredential() {
    credential =
        Patience.await(
            "the credential",
            () -> {
              Answer answer = client.get("/v1/submissions/" + submission, bearer(key)).expect(200);
              JsonNode award = answer.json().path("credential");
              boolean published = award.path("state").asString("").equals("published");
              return published ? Optional.of(award.path("id").asString()) : Optional.empty();
            });
    client.get("/v1/credentials/" + credential, bearer(key)).expect(200);
    client.get("/v1/credentials", bearer(key)).expect(200);
    return Map.of("credential", client.link("/credentials/" + credential));
  }

  Map<String, String> readMail() {
    JsonNode mail = Patience.await("the badge mail", () -> mailTo(cast.learnerEmail()));
    Matcher link =
        Pattern.compile("https?://\\S+/my/[A-Za-z0-9_-]+").matcher(mail.path("text").asString());
    demand(link.find(), "the mail has no link to the learner's page");
    mine = link.group();
    String corrected = "corrected." + cast.learnerEmail();
    JsonNode again = Json.tree(Map.of("email", corrected));
    client.post("/v1/credentials/" + credential + "/mail", again, bearer(key)).expect(202);
    JsonNode second = Patience.await("the mail to the corrected address", () -> mailTo(corrected));
    Map<String, String> links = new LinkedHashMap<>();
    links.put("mail", client.link(mail.path("page").asString()));
    links.put("again", client.link(second.path("page").asString()));
    return links;
  }

  Map<String, String> openMine() {
    client.get(mine).expect(200).hides(plain(cast.learnerName())).shows("<button");
    Answer entered = client.form(mine, "").expect(303);
    String cookie = entered.header("set-cookie");
    demand(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"),
        "the cookie is not kept from scripts and other sites");
    String session = cookie.substring(0, cookie.indexOf(';'));
    client.get("/my").expect(404);
    Answer own = client.get("/my", "cookie", session).expect(200).shows(plain(cast.learnerName()));
    Matcher formKey = Pattern.compile("name=\"key\" value=\"([^\"]+)\"").matcher(own.text());
    demand(formKey.find(), "the page has no form key");
    client.form("/my", "action=share", "cookie", session).expect(403);
    String page =
        client
            .form("/my", "action=share&key=" + formKey.group(1), "cookie", session)
            .expect(200)
            .text();
    Matcher link =
        Pattern.compile("https?://[^\"<\\s]+/credentials/" + credential + "\\?[^\"<\\s]+")
            .matcher(page);
    demand(link.find(), "the page shows no share link");
    share = link.group().replace("&amp;", "&");
    Map<String, String> links = new LinkedHashMap<>();
    links.put("learner's page", mine);
    links.put("share link", share);
    return links;
  }

  Map<String, String> lookUp() {
    String path = "/credentials/" + credential;
    String[] html = {"accept", "text/html"};
    String[] json = {"accept", "application/vc+ld+json"};
    client
        .get(path, html)
        .expect(200)
        .shows(plain(cast.achievementName()))
        .hides(plain(cast.learnerName()));
    client.get(path, json).expect(403).shows("credential-private");
    client.get(path + "?share=" + "A".repeat(43), json).expect(403).shows("credential-private");
    client.get("/credentials/" + "0".repeat(32), html).expect(404);
    client.get(share, html).expect(200).shows(plain(cast.learnerName()));
    document = client.get(share, json).expect(200).body();
    Map<String, String> links = new LinkedHashMap<>();
    links.put("private", client.link(path));
    links.put("shared", share);
    return links;
  }

  Map<String, String> verify() {
    JsonNode report = report(document);
    demand(report.path("verdict").asString().equals("valid"), "the verdict is " + report);
    demand(report.toString().contains(" of the log "), "the log was not looked at: " + report);
    String text = new String(document, StandardCharsets.UTF_8).replaceFirst("Competent", "Expert!");
    JsonNode refused = report(text.getBytes(StandardCharsets.UTF_8));
    demand(!refused.path("verdict").asString().equals("valid"), "a changed credential is valid");
    return Map.of("report", client.link("/verify"));
  }

  Map<String, String> readStatusList() {
    String list = statusList();
    JsonNode signed = client.get(list).expect(200).json();
    demand(signed.path("proof").size() > 0, "the status list is not signed");
    return Map.of("status list", list);
  }

  /// An issuer with an achievement, in one go.
  void begin() {
    all(List.of(this::createIssuer, this::createKeys, this::createAchievement));
  }

  /// From evidence to a shared credential, in one go.
  void issue() {
    all(
        List.of(
            this::submit,
            this::upload,
            this::complete,
            this::grade,
            this::awaitCredential,
            this::readMail,
            this::openMine,
            this::lookUp,
            this::verify));
    JsonNode subject = Json.parse(document).path("credentialSubject");
    demand(
        subject.toString().contains(Json.tree(cast.learnerName()).toString()),
        "the learner's name changed on its way");
  }

  private static void all(List<Supplier<Map<String, String>>> steps) {
    for (Supplier<Map<String, String>> step : steps) {
      Map<String, String> _ = step.get();
    }
  }

  Map<String, String> revoke() {
    JsonNode body = Json.tree(Map.of("status", "revoked", "reason", "Issued to the wrong person"));
    client.post("/v1/credentials/" + credential + "/status", body, bearer(key)).expect(200);
    client.get("/credentials/" + credential, "accept", "text/html").expect(200).shows("evoked");
    JsonNode report = report(document);
    demand(
        report.path("verdict").asString().equals("revoked"),
        "the verdict is " + report.path("verdict"));
    return Map.of("revoked", client.link("/credentials/" + credential));
  }

  JsonNode report(byte[] credentialJson) {
    return client.post("/verify", Json.parse(credentialJson)).expect(200).json();
  }

  /// The newest mail to an address that came after the submission, with its text.
  private Optional<JsonNode> mailTo(String address) {
    for (JsonNode mail : mails()) {
      if (mail.path("to").asString().equals(address)
          && !before.contains(mail.path("id").asString())) {
        return Optional.of(mail);
      }
    }
    return Optional.empty();
  }

  private JsonNode mails() {
    return client
        .get("/dev/mailbox", "accept", "application/json")
        .expect(200)
        .json()
        .path("mails");
  }

  private static String[] bearer(String key) {
    return new String[] {"authorization", "Bearer " + key};
  }

  /// As a page shows it: enough of the text that no escaping can differ in.
  private static String plain(String name) {
    Matcher plain = Pattern.compile("[\\p{L}\\p{M} ·-]{3,}").matcher(name);
    return plain.find() ? plain.group().strip() : name;
  }

  private static void demand(boolean holds, String otherwise) {
    if (!holds) {
      throw new StepFailed(otherwise);
    }
  }
}
