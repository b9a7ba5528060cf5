package dev.laurel.issuance;

import dev.laurel.assessment.DecideSubmission;
import dev.laurel.assessment.SubmissionId;
import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.Sha256;
import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.json.Json;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Read;
import dev.laurel.storage.WriteResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The use case of a client that has a whole document to be issued: it is held against everything
/// that the ladder will ask of it, and stored only if nothing is found. From then on it climbs the
/// ladder like a submission that has passed, whoever dies.
///
/// Costs one consistent read, and the lint's two canonicalisations, before anything is written.
public final class RequestCredential {
  private static final String ISSUER = "house/request-issuer";
  private static final String STATUS = "house/request-status";
  private static final String DOCUMENT = "house/request-document";

  /// Longest id of a document: as any URL, and short enough to be named again.
  private static final int MAX_ID = 2_000;

  // Stands in for the place that is found later: the rules look at its form.
  static final StatusPlace ANY_PLACE = new StatusPlace("0".repeat(32), 0);
  static final CredentialId ANY_ID = new CredentialId("0".repeat(32));

  private final ItemStore items;
  private final IssuerKeys issuerKeys;
  private final FormMethods methods;
  private final Lint lint;
  private final EndorsementCheck endorsements;
  private final PublicSite site;
  private final InstantSource clock;
  private final RandomGenerator random;

  RequestCredential(
      ItemStore items,
      IssuerKeys issuerKeys,
      FormMethods methods,
      Lint lint,
      EndorsementCheck endorsements,
      PublicSite site,
      InstantSource clock,
      RandomGenerator random) {
    this.items = items;
    this.issuerKeys = issuerKeys;
    this.methods = methods;
    this.lint = lint;
    this.endorsements = endorsements;
    this.site = site;
    this.clock = clock;
    this.random = random;
  }

  /// What a client wants.
  ///
  /// @param suites of the proofs; empty for what the issuer's keys make
  /// @param hint how a JWS names its key; means nothing for embedded proofs
  /// @param status whether the document gets a status entry, as every badge does
  /// @param suspension whether it gets a second one, so that it can be suspended; only with
  ///   `status`
  /// @param key the Idempotency-Key, "" where there is none
  /// @param fingerprint of the whole request, to tell a repeated one from another
  public record Command(
      IssuerId issuer,
      ObjectNode credential,
      CredentialFormat format,
      List<Cryptosuite> suites,
      KeyHint hint,
      boolean status,
      boolean suspension,
      String key,
      String fingerprint) {
    public Command {
      suites = List.copyOf(suites);
    }

    /// Without the document, which names a person.
    @Override
    public String toString() {
      return "Command[" + issuer + "]";
    }
  }

  /// What became of it.
  public sealed interface Outcome {
    /// It is stored, now or before, and goes on by itself.
    record Accepted(SubmissionId id) implements Outcome {}

    /// The document may not be signed; the pointers are into the credential. Nothing is stored.
    record Refused(List<Finding> findings) implements Outcome {
      public Refused {
        findings = List.copyOf(findings);
      }
    }

    /// The issuer has no key of the kind that format or suite need.
    record NoKey() implements Outcome {}

    /// The Idempotency-Key belongs to another request.
    record KeyReused() implements Outcome {}

    /// Another request was in the way.
    record Contended() implements Outcome {}
  }

  public Outcome request(Command command) {
    SubmissionId id = id(command);
    if (!command.key().isEmpty()) {
      Optional<Outcome> before = before(id, command);
      if (before.isPresent()) {
        return before.get();
      }
    }
    List<Finding> findings = new ArrayList<>(ownFindings(command));
    FormMethods.Wanted wanted =
        new FormMethods.Wanted(command.format(), command.suites(), command.hint());
    RequestDrafting drafting =
        new RequestDrafting(
            command.issuer(),
            command.credential(),
            wanted,
            command.status(),
            command.suspension(),
            Optional.empty(),
            site);
    Instant now = clock.instant();
    // Whose DID it is has been looked at; the lint needs one to look at the rest.
    String did =
        findings.stream().anyMatch(each -> each.rule().equals(ISSUER))
            ? site.did(command.issuer())
            : drafting.did();
    // A key that is on its way into the log will have arrived when the ladder asks for it.
    Optional<Securing> securing =
        methods.of(command.issuer(), did, wanted, now, IssuerKeys.When.SOON);
    if (securing.isEmpty()) {
      return new Outcome.NoKey();
    }
    DraftedCredential draft = drafting.draft(ANY_ID, "", ANY_PLACE, now, securing.get());
    if (lint.prepare(draft.document(), securing.get())
        instanceof Preparation.Refused(List<Finding> found)) {
      findings.addAll(found);
    }
    findings.addAll(endorsements.inside(command.credential()));
    return findings.isEmpty() ? store(id, command, now) : new Outcome.Refused(findings);
  }

  private Outcome store(SubmissionId id, Command command, Instant now) {
    CredentialRequest request =
        new CredentialRequest(
            id,
            command.issuer(),
            Json.write(command.credential()),
            command.format(),
            command.suites(),
            command.hint(),
            command.status(),
            command.suspension(),
            "",
            "",
            "",
            command.fingerprint(),
            now,
            1);
    Instant due = now.plus(IntentStep.STREAM_GRACE);
    WriteResult result =
        items.write(List.of(request.write(), DecideSubmission.award(id).send(due)));
    return result instanceof WriteResult.Written
        ? new Outcome.Accepted(id)
        : before(id, command).orElseGet(Outcome.Contended::new);
  }

  /// What an earlier request under the same key makes of this one; empty where there was none.
  private Optional<Outcome> before(SubmissionId id, Command command) {
    return items
        .get(CredentialRequest.key(id), Read.CONSISTENT)
        .map(CredentialRequest::from)
        .map(before ->
            before.fingerprint().equals(command.fingerprint())
                ? new Outcome.Accepted(id)
                : new Outcome.KeyReused());
  }

  /// An id of the request's own; with an Idempotency-Key the one that issuer and key always lead
  /// to, so that a repeated request finds the first.
  private SubmissionId id(Command command) {
    if (command.key().isEmpty()) {
      return SubmissionId.random(random);
    }
    byte[] name =
        ("request\n" + command.issuer() + "\n" + command.key()).getBytes(StandardCharsets.UTF_8);
    return new SubmissionId(HexFormat.of().formatHex(Sha256.of(name), 0, 16));
  }

  /// What no rule about documents can know: whose it is, and what the issuer alone may add.
  private List<Finding> ownFindings(Command command) {
    List<Finding> findings = new ArrayList<>();
    JsonNode credential = command.credential();
    String issuer = RequestDrafting.issuerId(credential);
    if (!issuer.equals(site.did(command.issuer()))
        && issuerKeys.dids(command.issuer()).stream().map(Did::text).noneMatch(issuer::equals)) {
      findings.add(
          new Finding(
              ISSUER,
              credential.path("issuer").isObject() ? "/issuer/id" : "/issuer",
              "must be a DID of the issuer whose key is used: "
                  + String.join(
                      " or ", issuerKeys.dids(command.issuer()).stream().map(Did::text).toList())));
    }
    if (credential.has("credentialStatus")) {
      findings.add(
          new Finding(STATUS, "/credentialStatus", "must be left out: the issuer adds its own"));
    }
    if (!command.status() && Lint.isBadge(credential)) {
      findings.add(
          new Finding(STATUS, "/credentialStatus", "a badge always has one: do not decline it"));
    }
    if (credential.has("proof")) {
      findings.add(new Finding(DOCUMENT, "/proof", "must be left out: it is made here"));
    }
    if (credential.path("id").stringValue("").length() > MAX_ID) {
      findings.add(new Finding(DOCUMENT, "/id", "must have at most " + MAX_ID + " characters"));
    }
    if (credential.path("id").stringValue("").startsWith(site.baseUrl() + "/")) {
      findings.add(
          new Finding(
              DOCUMENT,
              "/id",
              "must not be an address of this deployment: leave it out to get one"));
    }
    return findings;
  }
}
