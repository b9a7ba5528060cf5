package dev.laurel.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.assessment.SubmissionId;
import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.Sha256;
import dev.laurel.json.Json;
import dev.laurel.storage.Companion;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Table;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckResult;
import dev.laurel.verification.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class RequestCredentialTest {
  private final World world = new World();

  private SubmissionId accepted(ObjectNode credential) {
    return Requests.accepted(world, Requests.command(world, credential));
  }

  private List<String> refused(ObjectNode credential) {
    return Requests.refused(world, Requests.command(world, credential));
  }

  @Test
  void request_credential_climbsTheLadderLikeASubmission() {
    SubmissionId request = accepted(Requests.credential(world));
    assertThat(world.message(request, "award")).as("whoever dies, it goes on").isPresent();

    CredentialId id = world.issued(request);

    assertThat(world.verify(id).verdict()).isEqualTo(Verdict.VALID);
    assertThat(world.verify(id).check(Check.LOG).orElseThrow().result())
        .isEqualTo(CheckResult.PASSED);
    JsonNode document = world.document(id);
    assertThat(document.path("id").stringValue()).isEqualTo(World.BASE + "/credentials/" + id);
    assertThat(document.path("validFrom").stringValue()).isEqualTo("2026-03-01T10:00:00Z");
    assertThat(document.at("/credentialStatus/type").stringValue())
        .isEqualTo("BitstringStatusListEntry");
    assertThat(world.rows("REQUEST").getFirst().body())
        .as("the person is in the published document alone")
        .doesNotContain("O'Neil");
    assertThat(world.memory.all(Table.OUTBOX))
        .as("nobody to write to")
        .noneMatch(item -> item.key().partition().startsWith("notification#"));
    Invariants.checkAtRest(world, List.of(request));
  }

  @Test
  void request_badge_isHeldAgainstTheRulesOfBadges() {
    CredentialId id = world.issued(accepted(Requests.badge(world)));

    assertThat(world.verify(id).verdict()).isEqualTo(Verdict.VALID);
    assertThat(world.record(id).owner().achievementName()).isEqualTo("Data analysis");
    ObjectNode broken = Requests.badge(world);
    Drafts.object(broken, "/credentialSubject/achievement").remove("criteria");
    broken.put("name", "a\u0000b");
    assertThat(refused(broken))
        .contains(
            "ob3/criteria-present /credentialSubject/achievement/criteria",
            "house/plain-names /name");
  }

  @Test
  void request_idOfTheClient_isKeptAndFoundAgain() {
    String own = "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33";
    CredentialId id = world.issued(accepted(Requests.credential(world).put("id", own)));

    assertThat(world.document(id).path("id").stringValue()).isEqualTo(own);
    String did = world.site.did(world.issuer);
    assertThat(world.documents(did, own)).containsExactly(id);
    assertThat(world.documents(did, own + "x")).isEmpty();
    assertThat(world.documents(did + "x", own)).isEmpty();
    assertThat(world.verify(id).verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  void request_idUsedAgain_isIssuedAgain() {
    String own = "https://other.example/credentials/1";
    ObjectNode credential = Requests.credential(world).put("id", own);
    CredentialId first = world.issued(accepted(credential));
    world.clock.advance(java.time.Duration.ofMinutes(1));
    CredentialId second = world.issued(accepted(credential));

    assertThat(world.documents(world.site.did(world.issuer), own))
        .containsExactlyInAnyOrder(second, first);
    assertThat(world.verify(first).findings()).isEmpty();
    assertThat(world.verify(first).passed(Check.LOG)).isTrue();
    assertThat(world.verify(second).passed(Check.LOG)).isTrue();
    world.room().revocation().revoke(world.issuer, first, "Reason", Companion.none());
    assertThat(world.verifyHere(first).verdict()).isEqualTo(Verdict.REVOKED);
    assertThat(world.verifyHere(second).verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  void request_idOfThisDeployment_isRefused() {
    assertThat(refused(Requests.credential(world).put("id", World.BASE + "/credentials/1")))
        .containsExactly("house/request-document /id");
  }

  @Test
  @Tag("check-55")
  void request_issuerOtherThanTheCaller_isRefused() {
    String other = world.site.did(IssuerId.random(world.random));
    assertThat(refused(Requests.credential(world).put("issuer", other)))
        .contains("house/request-issuer /issuer");
    ObjectNode badge = Requests.badge(world);
    Drafts.object(badge, "/issuer").put("id", other);
    assertThat(refused(badge)).contains("house/request-issuer /issuer/id");
    ObjectNode none = Requests.credential(world);
    none.remove("issuer");
    assertThat(refused(none)).contains("house/request-issuer /issuer");
    none.put("issuer", 7);
    assertThat(refused(none)).contains("house/request-issuer /issuer");
    assertThat(world.rows("REQUEST")).isEmpty();
    assertThat(world.signer.signed).isEmpty();
  }

  @Test
  void request_statusOrProofOfTheClient_isRefused() {
    ObjectNode credential = Requests.credential(world);
    credential.putObject("credentialStatus").put("type", "BitstringStatusListEntry");
    credential.putArray("proof");
    assertThat(refused(credential))
        .contains("house/request-status /credentialStatus", "house/request-document /proof");
  }

  @Test
  void request_withoutStatus_hasNoneAndIsRevokedByOurWordAlone() {
    SubmissionId request =
        Requests.accepted(
            world,
            new RequestCredential.Command(
                world.issuer,
                Requests.credential(world),
                CredentialFormat.LDP_VC,
                List.of(),
                KeyHint.DID,
                false,
                false,
                "",
                "f"));
    CredentialId id = world.issued(request);

    assertThat(world.document(id).has("credentialStatus")).isFalse();
    assertThat(world.verify(id).verdict()).isEqualTo(Verdict.VALID);
    world.room().revocation().revoke(world.issuer, id, "A mistake", Companion.none());
    assertThat(world.verifyHere(id).verdict()).isEqualTo(Verdict.REVOKED);
  }

  @Test
  void request_suspensionInEveryFormat_canBeSuspended() {
    for (CredentialFormat format : CredentialFormat.values()) {
      CredentialId id =
          world.issued(
              Requests.accepted(
                  world,
                  new RequestCredential.Command(
                      world.issuer,
                      Requests.credential(world),
                      format,
                      List.of(),
                      KeyHint.DID,
                      true,
                      true,
                      "",
                      "f")));

      world.room().suspension().suspend(world.issuer, id, "Looked at", Companion.none());
      world.rest();

      assertThat(world.record(id).suspension()).as(format.text()).isPresent();
      assertThat(world.verify(id).verdict()).as(format.text()).isNotEqualTo(Verdict.VALID);
    }
  }

  @Test
  void request_parkedBeforeAnythingIsBegun_isAbandonedWithItsDocument() {
    SubmissionId request = accepted(Requests.credential(world));
    Issuance room = world.room();
    assertThat(room.standing().abandon(world.issuer, request, "Given up", Companion.none()))
        .as("it moves")
        .isInstanceOf(Standing.Outcome.NotNow.class);
    room.standing().park(request, "The signer is broken");

    var outcome = room.standing().abandon(world.issuer, request, "Given up", Companion.none());

    assertThat(outcome).isInstanceOf(Standing.Outcome.Done.class);
    assertThat(CredentialRequest.from(world.rows("REQUEST").getFirst()).document()).isEmpty();
    assertThat(world.rows("HELD")).isEmpty();
    Progress progress = room.awards().of(world.issuer, request).orElseThrow();
    assertThat(progress.abandoned()).isEqualTo("Given up");
    assertThat(progress.parked()).isEmpty();
    room.standing().park(request, "it was abandoned");
    assertThat(world.rows("HELD")).as("nobody has to look").isEmpty();
    assertThat(room.standing().abandon(world.issuer, request, "Again", Companion.none()))
        .isEqualTo(new Standing.Outcome.Done(progress));
    assertThat(room.standing().resume(world.issuer, request, Companion.none()))
        .isInstanceOf(Standing.Outcome.NotNow.class);
    assertThat(room.ladder().advance(request)).isEqualTo(new Advance.Abandoned("Given up"));
    assertThat(room.issueNow().issue(world.issuer, request))
        .isEqualTo(new IssueNow.Outcome.Stands("Given up"));
    assertThat(world.rows("AWARD")).isEmpty();
  }

  @Test
  void request_abandonedWhileItBegins_isNotBegun() {
    SubmissionId request = accepted(Requests.credential(world));
    world.instants =
        () -> {
          world.instants = world.clock;
          world.room().standing().park(request, "The signer is broken");
          world.room().standing().abandon(world.issuer, request, "Given up", Companion.none());
          return world.clock.instant();
        };

    assertThat(world.room().ladder().advance(request)).isEqualTo(new Advance.Abandoned("Given up"));

    assertThat(world.rows("AWARD")).isEmpty();
    assertThat(world.rows("OWNER")).isEmpty();
    assertThat(CredentialRequest.from(world.rows("REQUEST").getFirst()).document()).isEmpty();
  }

  @Test
  void request_badgeWithoutStatus_isRefused() {
    assertThat(
            Requests.refused(
                world,
                new RequestCredential.Command(
                    world.issuer,
                    Requests.badge(world),
                    CredentialFormat.LDP_VC,
                    List.of(),
                    KeyHint.DID,
                    false,
                    false,
                    "",
                    "f")))
        .contains("house/request-status /credentialStatus");
  }

  @Test
  void request_undefinedTerm_isRefused() {
    ObjectNode credential = Requests.credential(world);
    credential.put("favouriteColour", "blue");
    assertThat(refused(credential)).contains("vcdm/lossless-graph /favouriteColour");
    assertThat(world.memory.all(Table.OUTBOX)).isEmpty();
  }

  @Test
  void request_sameKeyTwice_isOneRequest() {
    ObjectNode credential = Requests.credential(world);
    SubmissionId first = Requests.accepted(world, Requests.keyed(world, credential, "k", "f"));
    CredentialId id = world.issued(first);

    SubmissionId again = Requests.accepted(world, Requests.keyed(world, credential, "k", "f"));

    assertThat(again).isEqualTo(first);
    assertThat(world.room().ladder().advance(again)).isEqualTo(new Advance.Published(id));
    assertThat(world.room().requests().request(Requests.keyed(world, credential, "k", "g")))
        .isEqualTo(new RequestCredential.Outcome.KeyReused());
    assertThat(Requests.accepted(world, Requests.keyed(world, credential, "l", "f")))
        .isNotEqualTo(first);
  }

  @Test
  @Tag("check-55")
  void progress_ofARequest_isShownToItsIssuerAlone() {
    SubmissionId request = accepted(Requests.credential(world));
    world.room().ladder().advance(request);

    Progress progress = world.room().awards().of(world.issuer, request).orElseThrow();

    assertThat(progress.state()).isEqualTo(Progress.State.INTENT);
    assertThat(world.room().awards().of(IssuerId.random(world.random), request)).isEmpty();
  }

  @Test
  void standing_parkedRequest_isAbandonedAndIssuedAgain() {
    SubmissionId request = accepted(Requests.credential(world));
    Issuance room = world.room();
    room.ladder().advance(request);
    room.standing().park(request, "The signer is broken");
    assertThat(room.awards().parked(world.issuer, 10, dev.laurel.storage.Cursor.START).entries())
        .extracting(Progress::submission)
        .containsExactly(request);
    room.standing().abandon(world.issuer, request, "Given up", Companion.none());
    world.settleLog();

    room.standing().resume(world.issuer, request, Companion.none());
    room.ladder().advance(request);
    world.settleLog();

    assertThat(world.award(request).intent()).isEqualTo(2);
    Invariants.checkAtRest(world, List.of(request));
  }

  @Test
  void request_numbersOfTheClient_keepTheirDigits() {
    ObjectNode badge = Requests.badge(world);
    Drafts.object(badge, "/credentialSubject")
        .setAll(
            (ObjectNode) Json.parse("{\"creditsEarned\":1.50}".getBytes(StandardCharsets.UTF_8)));
    CredentialId id = world.issued(accepted(badge));
    assertThat(world.record(id).published().orElseThrow().document())
        .contains("\"creditsEarned\":1.50");
  }

  @Test
  void request_contextOfTheOperator_isKnownWhereItWasAdded(@TempDir Path folder)
      throws IOException {
    String url = "https://operator.example/context";
    byte[] context =
        "{\"@context\":{\"favouriteColour\":\"https://operator.example/#colour\"}}"
            .getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve("operator.json"), context);
    String digest = HexFormat.of().formatHex(Sha256.of(context));
    Files.writeString(
        folder.resolve("index.json"),
        Json.write(List.of(Map.of("url", url, "file", "operator.json", "sha256", digest))));
    ObjectNode credential = Requests.credential(world);
    credential.withArray("@context").add(url);
    Drafts.object(credential, "/credentialSubject").put("favouriteColour", "blue");
    assertThat(refused(credential)).as("without the folder").isNotEmpty();

    world.contexts = World.CONTEXTS.with(folder);

    assertThat(world.verify(world.issued(accepted(credential))).verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  void request_endorsement_isIssued() {
    ObjectNode endorsement = Requests.credential(world);
    endorsement
        .withArray("@context")
        .add("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json");
    endorsement.withArray("type").add("EndorsementCredential");
    endorsement.put("name", "Endorsement of Data analysis");
    endorsement
        .putObject("issuer")
        .put("id", world.site.did(world.issuer))
        .put("name", "Academy")
        .putArray("type")
        .add("Profile");
    ObjectNode subject = endorsement.putObject("credentialSubject");
    subject.put("id", "https://other.example/achievements/1");
    subject.putArray("type").add("EndorsementSubject");
    subject.put("endorsementComment", "We use it in our own courses.");

    CredentialId id = world.issued(accepted(endorsement));

    assertThat(world.verify(id).verdict()).isEqualTo(Verdict.VALID);
    assertThat(world.record(id).owner().achievementName()).isEqualTo("EndorsementCredential");
  }

  @Test
  void request_beginningLaterOrEndedBefore_isIssuedOrRefused() {
    ObjectNode credential = Requests.credential(world).put("validFrom", "2027-01-01T00:00:00Z");

    CredentialId id = world.issued(accepted(credential));

    assertThat(world.verify(id).verdict()).isEqualTo(Verdict.NOT_YET_VALID);
    credential.put("validFrom", "2025-01-01T00:00:00Z").put("validUntil", "2025-02-01T00:00:00Z");
    assertThat(refused(credential)).isNotEmpty();
  }
}
