package dev.laurel.issuance;

import dev.laurel.assessment.DecideSubmission;
import dev.laurel.assessment.Held;
import dev.laurel.assessment.SubmissionId;
import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.Sha256;
import dev.laurel.credentials.did.Did;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.json.Json;
import dev.laurel.storage.Companion;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Read;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.verification.Verifier;
import dev.laurel.verification.published.PublishedCredential;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.PublishedRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Issues a published credential again, by the newest keys of its issuer: its claims become a
/// stored request, which climbs the ladder, and the publication of the new one revokes the old one
/// in its favour ([Replacement]).
///
/// The new credential begins now and is valid as long as the old one was. It keeps its format, the
/// id of a client's own, and the date of the award; a badge without that date gets the old
/// beginning for it. Its issuer is the same DID, or the main one of the issuer where that can sign
/// no more. Endorsements that do not hold any more are left out.
public final class RenewCredential {
  /// What everyone reads of the old credential where the issuer says nothing.
  public static final String REASON = "Issued again.";

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  /// Tries against other changes of the same rows.
  private static final int MAX_TRIES = 4;

  private final ItemStore items;
  private final PublishedLookup published;
  private final Warrants warrants;
  private final Intents intents;
  private final Abandonment abandonment;
  private final Outbox outbox;
  private final IssuerKeys issuerKeys;
  private final FormMethods methods;
  private final Lint lint;
  private final EndorsementCheck endorsements;
  private final PublicSite site;
  private final InstantSource clock;

  RenewCredential(
      ItemStore items,
      IssuerKeys issuerKeys,
      FormMethods methods,
      Lint lint,
      EndorsementCheck endorsements,
      Abandonment abandonment,
      PublicSite site,
      InstantSource clock) {
    this.items = items;
    this.published = new PublishedLookup(items);
    this.warrants = new Warrants(items);
    this.intents = new Intents(items);
    this.abandonment = abandonment;
    this.outbox = new Outbox(items);
    this.issuerKeys = issuerKeys;
    this.methods = methods;
    this.lint = lint;
    this.endorsements = endorsements;
    this.site = site;
    this.clock = clock;
  }

  /// What became of it.
  public sealed interface Outcome {
    /// It is stored, now or before, and goes on by itself.
    record Accepted(SubmissionId id) implements Outcome {}

    /// Not as it stands, and why. Nothing is stored.
    record NotNow(String why) implements Outcome {}

    /// This issuer has no such credential.
    record Unknown() implements Outcome {}

    /// Other changes were in the way.
    record Contended() implements Outcome {}
  }

  /// Renews the issuer's credential. A credential is renewed once: repeated, this finds the request
  /// of the first time, unless that was abandoned for good; then it is made anew. `reason` has 1 to
  /// [RevokeCredential#MAX_REASON] characters.
  public Outcome renew(
      IssuerId issuer, CredentialId id, String reason, Companion<SubmissionId> companion) {
    RevokeCredential.demandReason(reason);
    for (int i = 0; i < MAX_TRIES; i++) {
      Optional<PublishedRecord> found =
          published.credential(id).filter(each -> each.owner().issuer().equals(issuer));
      if (found.isEmpty()) {
        return new Outcome.Unknown();
      }
      SubmissionId request = request(id);
      Optional<CredentialRequest> before =
          items.get(CredentialRequest.key(request), Read.CONSISTENT).map(CredentialRequest::from);
      List<Write> own = companion.writes(request);
      List<Write> writes = new ArrayList<>(own);
      Optional<Warrant> warrant = before.flatMap(each -> warrants.find(request));
      Optional<Intent> over = warrant.flatMap(intents::of).filter(abandonment::isFinal);
      if (before.filter(each -> !each.isAbandoned()).isEmpty() || over.isPresent()) {
        switch (look(found.get(), request, reason)) {
          case Look.Obstacle(String why) -> {
            return new Outcome.NotNow(why);
          }
          case Look.Ready(CredentialRequest made) -> {
            Instant due = made.at().plus(IntentStep.STREAM_GRACE);
            writes.add(before.map(made::after).orElse(made).write());
            over.filter(Intent::isParked)
                .map(Intent::resumed)
                .map(Intent::write)
                .ifPresent(writes::add);
            warrant.stream()
                .flatMap(each -> each.holds().stream())
                .map(Held::remove)
                .forEach(writes::add);
            writes.add(outbox.send(DecideSubmission.award(request), due));
          }
        }
      }
      WriteResult result = writes.isEmpty() ? new WriteResult.Written() : items.write(writes);
      if (result instanceof WriteResult.Written) {
        return new Outcome.Accepted(request);
      }
      if (result instanceof WriteResult.Conflict(List<ItemKey> keys)
          && own.stream().anyMatch(write -> keys.contains(write.key()))) {
        return new Outcome.Contended();
      }
    }
    return new Outcome.Contended();
  }

  /// The id of the request that renews a credential.
  public static SubmissionId request(CredentialId id) {
    byte[] name = ("renewal\n" + id.text()).getBytes(StandardCharsets.UTF_8);
    return new SubmissionId(HexFormat.of().formatHex(Sha256.of(name), 0, 16));
  }

  private sealed interface Look {
    record Ready(CredentialRequest request) implements Look {}

    record Obstacle(String why) implements Look {}
  }

  private Look look(PublishedRecord record, SubmissionId id, String reason) {
    Optional<String> obstacle = Replacement.obstacle(record);
    if (obstacle.isPresent()) {
      return new Look.Obstacle(obstacle.get());
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    CredentialRequest request = made(record, id, reason, now);
    RequestDrafting drafting = RequestDrafting.of(request, Optional.of(record.owner()), site);
    Optional<Securing> securing = securing(drafting, request.wanted(), now);
    if (securing.isEmpty() && !request.suites().isEmpty()) {
      // The key of the suite that was chosen once may be the reason for all this.
      request = request.withoutSuites();
      securing = securing(drafting, request.wanted(), now);
    }
    if (securing.isEmpty()) {
      return new Look.Obstacle("the issuer has no key for this form of credential");
    }
    DraftedCredential draft =
        drafting.draft(
            RequestCredential.ANY_ID, "", RequestCredential.ANY_PLACE, now, securing.get());
    List<Finding> findings = new ArrayList<>(endorsements.inside(Json.parse(draft.document())));
    if (lint.prepare(draft.document(), securing.get())
        instanceof Preparation.Refused(List<Finding> found)) {
      findings.addAll(found);
    }
    return findings.stream()
        .findFirst()
        .<Look>map(first ->
            new Look.Obstacle("it is refused today: " + first.rule() + " at " + first.pointer()))
        .orElse(new Look.Ready(request));
  }

  private Optional<Securing> securing(
      RequestDrafting drafting, FormMethods.Wanted wanted, Instant now) {
    return methods.of(drafting.issuer(), drafting.did(), wanted, now, IssuerKeys.When.SOON);
  }

  /// What was published, as the request of a client who wants it once more.
  private CredentialRequest made(
      PublishedRecord record, SubmissionId id, String reason, Instant now) {
    PublishedCredential old = record.published().orElseThrow();
    ObjectNode document =
        Verifier.document(old.bytes())
            .orElseThrow(() -> new IllegalStateException("the row is damaged: " + old.id()));
    boolean status = document.has("credentialStatus");
    String list = record.owner().statusList();
    // What the client once chose beside the format is in its own request.
    Optional<CredentialRequest> first =
        items
            .get(
                CredentialRequest.key(new SubmissionId(record.owner().submission())),
                Read.CONSISTENT)
            .map(CredentialRequest::from);
    return new CredentialRequest(
        id,
        old.issuer(),
        Json.write(claims(record, document, now)),
        CredentialFormat.parse(old.form())
            .orElseThrow(() -> new IllegalStateException("stored format is unknown")),
        first.map(CredentialRequest::suites).orElse(List.of()),
        first.map(CredentialRequest::hint).orElse(KeyHint.DID),
        status,
        status && StatusListHead.namedIn(old.bytes(), list).size() > 1,
        old.id().text(),
        reason,
        "",
        "renewal",
        now,
        1);
  }

  private ObjectNode claims(PublishedRecord record, ObjectNode old, Instant now) {
    ObjectNode document = old.deepCopy();
    document.remove(List.of("proof", "credentialStatus"));
    if (document.path("id").stringValue("").equals(site.credentialUrl(record.owner().id()))) {
      document.remove("id");
    }
    Optional<Instant> began = date(old, "validFrom");
    // What begins later than now goes on doing so.
    Instant begins = began.filter(now::isBefore).orElse(now);
    document.put("validFrom", begins.toString());
    began
        .flatMap(from -> date(old, "validUntil").map(until -> Duration.between(from, until)))
        .ifPresent(life -> document.put("validUntil", end(begins.plus(life)).toString()));
    if (Lint.isBadge(document) && !document.has("awardedDate")) {
      began.ifPresent(from -> document.put("awardedDate", from.toString()));
    }
    List<String> all = issuerKeys.dids(record.owner().issuer()).stream().map(Did::text).toList();
    String did = RequestDrafting.issuerId(document);
    boolean lost = !all.contains(did);
    if (lost && document.path("issuer") instanceof ObjectNode issuer) {
      issuer.put("id", all.getFirst());
    } else if (lost) {
      document.put("issuer", all.getFirst());
    }
    endorsements.dropLapsed(document, lost ? did : "");
    return document;
  }

  /// Dates have four digits for the year.
  private static Instant end(Instant end) {
    return end.isAfter(LAST) ? LAST : end;
  }

  private static Optional<Instant> date(ObjectNode document, String name) {
    String text = document.path(name).stringValue("");
    return text.isEmpty() ? Optional.empty() : Optional.of(OffsetDateTime.parse(text).toInstant());
  }
}
