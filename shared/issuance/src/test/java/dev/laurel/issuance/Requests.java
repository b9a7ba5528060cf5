package dev.laurel.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.assessment.SubmissionId;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.json.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Documents of clients, and their requests.
final class Requests {
  private Requests() {}

  /// A credential that says no more than VC 2.0 itself has words for.
  static ObjectNode credential(World world) {
    ObjectNode credential = Json.object();
    credential.putArray("@context").add("https://www.w3.org/ns/credentials/v2");
    credential.putArray("type").add("VerifiableCredential");
    credential.put("issuer", world.site.did(world.issuer));
    credential
        .putObject("credentialSubject")
        .put("id", "did:example:subject")
        .put("name", World.NAME);
    return credential;
  }

  /// The badge of the tests of the lint, of this issuer, as a client sends it.
  static ObjectNode badge(World world) {
    ObjectNode badge = Drafts.sound();
    badge.remove(List.of("id", "credentialStatus", "validFrom", "validUntil"));
    Drafts.object(badge, "/issuer").put("id", world.site.did(world.issuer));
    return badge;
  }

  static RequestCredential.Command command(World world, ObjectNode credential) {
    return new RequestCredential.Command(
        world.issuer,
        credential,
        CredentialFormat.LDP_VC,
        List.of(),
        KeyHint.DID,
        true,
        false,
        "",
        "f");
  }

  static RequestCredential.Command by(World world, ObjectNode credential, Cryptosuite suite) {
    return new RequestCredential.Command(
        world.issuer,
        credential,
        CredentialFormat.LDP_VC,
        List.of(suite),
        KeyHint.DID,
        true,
        false,
        "",
        "f");
  }

  static RequestCredential.Command in(
      World world, ObjectNode credential, CredentialFormat format, KeyHint hint) {
    return new RequestCredential.Command(
        world.issuer, credential, format, List.of(), hint, true, false, "", "f");
  }

  static RequestCredential.Command keyed(
      World world, ObjectNode credential, String key, String fingerprint) {
    return new RequestCredential.Command(
        world.issuer,
        credential,
        CredentialFormat.LDP_VC,
        List.of(),
        KeyHint.DID,
        true,
        false,
        key,
        fingerprint);
  }

  /// The id of a request that is accepted.
  static SubmissionId accepted(World world, RequestCredential.Command command) {
    RequestCredential.Outcome outcome = world.room().requests().request(command);
    assertThat(outcome).isInstanceOf(RequestCredential.Outcome.Accepted.class);
    return ((RequestCredential.Outcome.Accepted) outcome).id();
  }

  /// `rule pointer` of everything for which a request is refused.
  static List<String> refused(World world, RequestCredential.Command command) {
    RequestCredential.Outcome outcome = world.room().requests().request(command);
    assertThat(outcome).isInstanceOf(RequestCredential.Outcome.Refused.class);
    return ((RequestCredential.Outcome.Refused) outcome)
        .findings().stream().map(each -> each.rule() + " " + each.pointer()).toList();
  }
}
