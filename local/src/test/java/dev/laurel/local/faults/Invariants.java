package dev.laurel.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.proof.Contexts;
import dev.laurel.credentials.status.Bitstring;
import dev.laurel.runtime.HttpEvent;
import dev.laurel.runtime.Response;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ObjectName;
import dev.laurel.tlog.sequencing.LogLookup;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckResult;
import dev.laurel.verification.DeploymentUrls;
import dev.laurel.verification.PublishedLog;
import dev.laurel.verification.PublishedResolvers;
import dev.laurel.verification.Verdict;
import dev.laurel.verification.VerificationReport;
import dev.laurel.verification.Verifier;
import dev.laurel.verification.published.CredentialOwner;
import dev.laurel.verification.published.PublishedDid;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.PublishedRecord;
import dev.laurel.verification.published.PublishedStatusList;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The invariants of the design: what holds at every moment, and what holds once nothing moves any
/// more. The numbers are the design's; those of the log are in [LogInvariants].
final class Invariants {
  private static final DeploymentUrls URLS = new DeploymentUrls(CrashWorld.BASE);
  private static final Contexts CONTEXTS = Contexts.bundled();

  /// Verdicts of documents already verified under the same circumstances: most runs publish the
  /// same bytes, and the verifier is a pure function of what is part of the key.
  private static final Map<String, VerificationReport> KNOWN = new HashMap<>();

  private final CrashWorld world;
  private final PublishedLookup published;
  private final List<CredentialOwner> owners;

  private Invariants(CrashWorld world) {
    this.world = world;
    this.published = new PublishedLookup(world.items);
    this.owners = world.rows("OWNER").stream().map(CredentialOwner::from).toList();
  }

  /// What holds at every moment.
  static void check(CrashWorld world, List<String> log) {
    Invariants invariants = new Invariants(world);
    invariants.oneCredentialPerSubmission();
    invariants.placesAreUsedOnce();
    invariants.nothingUnverifiedIsPublished();
    invariants.promisesHold();
    invariants.nothingIsDoubled();
    invariants.oneDecisionAndItsAudit();
    invariants.lettersAreRight();
    LogInvariants.check(world);
    assertThat(world.traced.violations()).as("11: no write or list crosses an issuer").isEmpty();
    Privacy.check(world, log);
    assertThat(log)
        .as("nothing unforeseen was thrown")
        .noneMatch(line ->
            line.contains("\"event\":\"failed\"")
                || line.contains("\"event\":\"sweep-failed\"")
                || line.contains("\"event\":\"message-failed\""));
  }

  /// What holds once nothing moves any more.
  static void checkAtRest(CrashWorld world, List<String> log) {
    check(world, log);
    Invariants invariants = new Invariants(world);
    invariants.everyPassedSubmissionIsIssued();
    invariants.listsAndCopiesAreUpToDate();
    invariants.lettersCameToAnEnd();
    invariants.othersSeeNothing();
    LogInvariants.checkAtRest(world);
  }

  private void oneCredentialPerSubmission() {
    List<CredentialOwner> issued =
        owners.stream().filter(owner -> record(owner).published().isPresent()).toList();
    assertThat(issued.stream().map(CredentialOwner::submission))
        .as("1: one published credential per submission")
        .doesNotHaveDuplicates();
    Set<String> published =
        issued.stream().map(CredentialOwner::submission).collect(Collectors.toSet());
    for (CredentialOwner owner : owners) {
      assertThat(world.text("SUB#" + owner.submission(), "AWARD", "state"))
          .isEqualTo(published.contains(owner.submission()) ? "published" : "issuing");
    }
    assertThat(world.rows("CREDENTIAL#").stream().map(row -> row.key().sort()))
        .as("13: usage counts each published credential once")
        .containsExactlyInAnyOrderElementsOf(
            issued.stream().map(owner -> "CREDENTIAL#" + owner.id().text()).toList());
  }

  private void placesAreUsedOnce() {
    assertThat(owners.stream().map(owner -> owner.statusList() + "/" + owner.statusIndex()))
        .as("4: a place in a list is used once")
        .doesNotHaveDuplicates();
    List<String> bound =
        world.rows("INDEX#").stream()
            .map(row -> row.key().partition() + "/" + row.key().sort())
            .toList();
    assertThat(bound)
        .as("4: and bound by a row")
        .containsExactlyInAnyOrderElementsOf(
            owners.stream()
                .map(owner -> "LIST#" + owner.statusList() + "/INDEX#" + owner.statusIndex())
                .toList());
  }

  private void nothingUnverifiedIsPublished() {
    for (CredentialOwner owner : owners) {
      PublishedRecord record = record(owner);
      boolean revoked = record.revocation().isPresent();
      assertThat(head(owner.statusList()).get(owner.statusIndex()))
          .as("8: the bit is decided with the revocation")
          .isEqualTo(revoked);
      record
          .published()
          .ifPresent(document ->
              assertThat(verdict(document.bytes(), owner, revoked))
                  .as("2, 8: what is published is verified, and revoked at once")
                  .isEqualTo(revoked ? Verdict.REVOKED : Verdict.VALID));
    }
    for (Item row : world.rows("SIGNED")) {
      PublishedStatusList list = PublishedStatusList.from(row);
      VerificationReport report = verify(list.bytes(), did(list.issuer()) + list.document());
      assertThat(report.findings()).as("2: a signed list is verified").isEmpty();
    }
  }

  private void promisesHold() {
    for (CrashWorld.Promise promise : world.promises) {
      assertThat(promise.holds().test(world))
          .as("5: what was answered with 2xx stays true: " + promise.what())
          .isTrue();
    }
  }

  /// However often a client repeated itself, it knows of everything that came of it.
  private void nothingIsDoubled() {
    assertThat(
            world.rows("SUBMISSION").stream()
                .map(row -> row.key().partition().substring("SUB#".length())))
        .as("one effect per Idempotency-Key")
        .allMatch(world.facts::containsValue);
  }

  private void oneDecisionAndItsAudit() {
    Set<String> deciding = Set.of("PASSED", "NOT_YET", "REFUSED");
    for (Item submission : world.rows("SUBMISSION")) {
      String partition = submission.key().partition();
      String state = TracedItems.text(submission, "state");
      boolean decided = Set.of("passed", "not-yet", "refused").contains(state);
      List<String> audits =
          world.rows("AUDIT#").stream()
              .filter(row -> row.key().partition().equals(partition))
              .map(row -> TracedItems.text(row, "result"))
              .filter(deciding::contains)
              .toList();
      assertThat(world.has(partition, "DECISION")).isEqualTo(decided);
      assertThat(audits).as("6: one winner, audited").hasSize(decided ? 1 : 0);
    }
  }

  private void lettersAreRight() {
    Map<String, Integer> letters = new HashMap<>();
    for (RecordingMailer.Sent sent : world.mailer.sent()) {
      assertThat(sent.revoked()).as("8, 10: no letter about what is revoked").isFalse();
      String submission = world.text("CRED#" + sent.credential(), "OWNER", "submission");
      String name = name(submission);
      boolean again = round(sent.credential()) > 0;
      assertThat(sent.to())
          .as("10: to the right person")
          .isIn(
              again
                  ? List.of(Story.email(name), Story.corrected(name))
                  : List.of(Story.email(name)));
      letters.merge(sent.credential(), 1, Integer::sum);
    }
    letters.forEach((credential, count) ->
        assertThat(count)
            .as("10: one a round, and one more for what is uncertain")
            .isLessThanOrEqualTo(round(credential) + 2));
  }

  private int round(String credential) {
    return world
        .row(ItemKey.of("CRED#" + credential, "MAIL"))
        .map(row -> CrashWorld.json(row).path("round").asInt())
        .orElse(0);
  }

  private String name(String submission) {
    return world.facts.entrySet().stream()
        .filter(fact -> fact.getValue().equals(submission))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private void everyPassedSubmissionIsIssued() {
    Set<String> passed =
        world.rows("SUBMISSION").stream()
            .filter(row -> TracedItems.text(row, "state").equals("passed"))
            .map(row -> row.key().partition().substring("SUB#".length()))
            .collect(Collectors.toSet());
    List<String> issued =
        owners.stream()
            .filter(owner -> record(owner).published().isPresent())
            .map(CredentialOwner::submission)
            .toList();
    Set<String> ended = new HashSet<>(issued);
    for (Item row : world.rows("INTENT#di#")) {
      JsonNode intent = CrashWorld.json(row);
      boolean abandoned = !intent.path("abandoned").asString("").isEmpty();
      boolean stands = !intent.path("parked").asString("").isEmpty();
      assertThat(intent.path("state").asString().equals("PUBLISHED") || abandoned || stands)
          .as("1: an intent is published, unless it stands or was given up")
          .isTrue();
      if (stands) {
        ended.add(row.key().partition().substring("AWARD#".length()));
      }
    }
    assertThat(issued).doesNotHaveDuplicates();
    assertThat(ended).as("1: every passed submission").isEqualTo(passed);
  }

  private void listsAndCopiesAreUpToDate() {
    for (Item row : world.rows("SIGNED")) {
      PublishedStatusList list = PublishedStatusList.from(row);
      Bitstring signed = bits(list.document());
      for (CredentialOwner owner : owners) {
        if (owner.statusList().equals(list.id())) {
          assertThat(signed.get(owner.statusIndex()))
              .as("8: the signed list has the bit")
              .isEqualTo(record(owner).revocation().isPresent());
        }
      }
      assertThat(copy("status-lists/" + list.id() + ".json")).hasValue(list.document());
    }
    for (Item row : world.rows("DID")) {
      PublishedDid did = PublishedDid.from(row);
      assertThat(copy("issuers/" + did.issuer().text() + "/did.json")).hasValue(did.document());
    }
  }

  private Optional<String> copy(String name) {
    return world
        .publicObjects
        .bytes(new ObjectName(name))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  private void lettersCameToAnEnd() {
    for (CredentialOwner owner : owners) {
      if (record(owner).published().isEmpty()) {
        assertThat(world.has("CRED#" + owner.id().text(), "MAIL")).isFalse();
        continue;
      }
      boolean revoked = record(owner).revocation().isPresent();
      String state = world.text("CRED#" + owner.id().text(), "MAIL", "state");
      assertThat(state)
          .as("10: sent, or parked because it was revoked")
          .isIn(revoked ? List.of("sent", "parked") : List.of("sent"));
      long letters =
          world.mailer.sent().stream()
              .filter(sent -> sent.credential().equals(owner.id().text()))
              .count();
      assertThat(letters).isGreaterThanOrEqualTo(revoked ? 0 : round(owner.id().text()) + 1L);
    }
  }

  /// Every id of `a`, asked for with a key of `b`, is answered byte for byte as an unknown one.
  private void othersSeeNothing() {
    String unknown = "0".repeat(32);
    List<List<String>> probes = new ArrayList<>();
    for (Item row : world.rows("SUBMISSION")) {
      if (TracedItems.text(row, "issuer").equals(world.facts.get("a"))) {
        String id = row.key().partition().substring("SUB#".length());
        probes.add(List.of("submission", "/v1/submissions/", id));
      }
    }
    for (CredentialOwner owner : owners) {
      if (owner.issuer().text().equals(world.facts.get("a"))) {
        probes.add(List.of("issuers", "/v1/credentials/", owner.id().text()));
      }
    }
    for (List<String> probe : probes) {
      Response answer = asB(probe.get(0), probe.get(1) + probe.get(2));
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.body())
          .as("11: another issuer's is as unknown as none")
          .isEqualTo(asB(probe.get(0), probe.get(1) + unknown).body());
    }
  }

  private Response asB(String function, String path) {
    return world.once(function, HttpEvent.of("GET", path).bearer(world.fact("b.key")));
  }

  private PublishedRecord record(CredentialOwner owner) {
    return published.credential(new CredentialId(owner.id().text())).orElseThrow();
  }

  private Bitstring head(String list) {
    return decoded(world.text("LIST#" + list, "HEAD", "bits"));
  }

  private static Bitstring bits(String document) {
    return decoded(
        dev.laurel.json.Json.parse(document.getBytes(StandardCharsets.UTF_8))
            .at("/credentialSubject/encodedList")
            .asString());
  }

  private static Bitstring decoded(String text) {
    return switch (Bitstring.decode(text, Bitstring.MINIMUM_SIZE)) {
      case Bitstring.Decoding.Decoded(Bitstring bits) -> bits;
      case Bitstring.Decoding.Refused refused -> throw new AssertionError("a damaged list");
    };
  }

  private String did(IssuerId issuer) {
    return published.did(issuer).map(PublishedDid::document).orElse("");
  }

  private Verdict verdict(byte[] document, CredentialOwner owner, boolean revoked) {
    String list =
        published.statusList(owner.statusList()).map(PublishedStatusList::document).orElse("");
    VerificationReport report = verify(document, did(owner.issuer()) + list + revoked);
    assertThat(report.check(Check.LOG).map(Check::result))
        .as("2: what is published is in the log")
        .contains(CheckResult.PASSED);
    return report.verdict();
  }

  private VerificationReport verify(byte[] document, String circumstances) {
    String key =
        Processes.sha256(
            (new String(document, StandardCharsets.UTF_8) + circumstances + then())
                .getBytes(StandardCharsets.UTF_8));
    return KNOWN.computeIfAbsent(
        key,
        absent -> {
          PublishedResolvers own = new PublishedResolvers(URLS, published);
          return new Verifier(CONTEXTS, own, own, own, InstantSource.fixed(then()))
              .withLog(new PublishedLog(URLS, published, new LogLookup(world.items)))
              .verify(document);
        });
  }

  /// When a reader looks: at the next full hour, so that worlds a few seconds apart share a report.
  private Instant then() {
    return world.clock.instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
  }
}
