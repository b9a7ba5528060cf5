package dev.laurel.issuance;

import dev.laurel.assessment.Held;
import dev.laurel.assessment.SubmissionId;
import dev.laurel.credentials.CredentialId;
import dev.laurel.json.Json;
import dev.laurel.storage.Index;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;
import dev.laurel.tlog.entry.Abandon;
import dev.laurel.tlog.entry.Commitment;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.entry.Issue;
import dev.laurel.tlog.sequencing.EntryRow;
import dev.laurel.verification.CredentialEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// The resolve to sign one credential, fixed before anything is signed: its id, its exact unsigned
/// bytes, each form that it will be signed in with the hash to sign, and the salt with which the
/// log knows of it. From here on nothing is decided again.
///
/// Row `AWARD#<submission>` / `INTENT#di#<attempt>`; `version` is the item's. LOGGED is no state of
/// it: that stands on the row of its entry alone. `submission` is the id of its [Warrant], also
/// where that is a request.
/// - `documentId` is the `id` in the document, "" where that is the credential's address here.
/// - `parked` is a reason beside the state, never a state, and empty while the intent moves; parked
///   intents are listed under `<issuer>#parked`.
/// - `abandoned` is the reason why it was given up, and empty unless it was; `abandonEntry` is the
///   log entry that says so, as soon as it is queued.
/// - `document` is the unsigned text, or the signing input of a JWS with its disclosures, and each
///   form has its signature, both as long as they are needed: what is published or abandoned has
///   neither, because the document names a person.
/// - `entry` is empty in rows from before the log alone. `logSalt` (32 bytes in base64url) is kept
///   as long as the entry may have to be computed again: what is published has it on the
///   credential's own row, and what is given up and ended needs it no more.
record Intent(
    SubmissionId submission,
    int attempt,
    State state,
    String parked,
    CredentialId credential,
    IssuerId issuer,
    CredentialFormat format,
    String documentId,
    String document,
    Instant created,
    List<SignedForm> forms,
    String statusList,
    int statusIndex,
    String logSalt,
    String entry,
    String abandoned,
    String abandonEntry,
    long version) {
  Intent {
    forms = List.copyOf(forms);
  }

  /// How far the ladder is.
  enum State {
    INTENT,
    SIGNED,
    PUBLISHED
  }

  static ItemKey key(SubmissionId submission, int attempt) {
    return ItemKey.of("AWARD#" + submission.text(), "INTENT#di#" + attempt);
  }

  /// A new intent to sign what the lint let through, for the log to know by its address.
  static Intent of(
      SubmissionId submission,
      int attempt,
      DraftedCredential draft,
      List<PreparedCredential> prepared,
      StatusPlace place,
      byte[] logSalt,
      PublicSite site) {
    PreparedCredential first = prepared.getFirst();
    return new Intent(
            submission,
            attempt,
            State.INTENT,
            "",
            draft.credential(),
            draft.issuer(),
            draft.securing().format(),
            draft.documentId(),
            new String(first.unsigned(), StandardCharsets.UTF_8),
            draft.signedAt(),
            prepared.stream().map(SignedForm::of).toList(),
            place.list(),
            place.index(),
            "",
            "",
            "",
            "",
            0)
        .entering(logSalt, site);
  }

  /// The next version, at INTENT with a salt of its own: of a new intent, or of one from before the
  /// log, which begins again.
  Intent entering(byte[] salt, PublicSite site) {
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(salt);
    IntentRow salted = row().at(State.INTENT, document, unsignedForms()).logged(text, "");
    String id = with(salted).issueEntry(site).id().hex();
    return next(salted.logged(text, id));
  }

  /// The next version: signed, a signature for each form.
  Intent signed(List<byte[]> signatures) {
    List<SignedForm> signed = new ArrayList<>();
    for (int i = 0; i < forms.size(); i++) {
      signed.add(forms.get(i).signed(signatures.get(i)));
    }
    return next(row().at(State.SIGNED, document, signed));
  }

  /// The next version: published.
  Intent published() {
    return next(row().at(State.PUBLISHED, "", unsignedForms()).logged("", entry));
  }

  /// The next version: standing until somebody looks.
  Intent parked(String why) {
    return next(row().standing(why, abandoned, abandonEntry));
  }

  /// The next version: given up for good, its end being this log entry or, where "", not queued.
  Intent abandoned(String why, String endId) {
    return next(row().at(state, "", unsignedForms()).standing(parked, why, endId));
  }

  /// The next version: given up for good, with nothing left to end in the log.
  Intent ended(String why) {
    return next(row().at(state, "", unsignedForms()).logged("", entry).standing(parked, why, ""));
  }

  /// The next version: its end is in the log, so that nothing has to be computed again.
  Intent forgotten() {
    return next(row().logged("", entry));
  }

  /// The next version: going on where it stood, or making room for the next attempt.
  Intent resumed() {
    IntentRow resumed = row().standing("", abandoned, abandonEntry);
    return next(isAbandoned() ? resumed.logged("", entry) : resumed);
  }

  /// The next version: its end is on its way into the log.
  Intent ending(EntryId id) {
    return next(row().standing(parked, abandoned, id.hex()));
  }

  /// The log entry of the intent to sign its forms.
  Issue issueEntry(PublicSite site) {
    return issueEntry(forms.stream().map(SignedForm::committed).toList(), site);
  }

  /// The log entry of the intent to sign these forms.
  Issue issueEntry(List<Commitment.Form> committed, PublicSite site) {
    return CredentialEntry.of(documentId(site), salt(), committed, created);
  }

  /// The log entry that ends the intent.
  Abandon abandonEntry(PublicSite site, Instant now) {
    return Abandon.of(issueEntry(site), now);
  }

  /// The write that queues its log entry.
  Write queue(PublicSite site, Instant due) {
    return EntryRow.pending(issueEntry(site), Cause.award(this).text(), due).create();
  }

  /// The DID in whose name it is signed.
  String did() {
    String method = forms.getFirst().method();
    return method.substring(0, method.indexOf('#'));
  }

  /// The `id` in the document.
  String documentId(PublicSite site) {
    return documentId.isEmpty() ? site.credentialUrl(credential) : documentId;
  }

  boolean isParked() {
    return !parked.isEmpty();
  }

  boolean isAbandoned() {
    return !abandoned.isEmpty();
  }

  /// Whether its end is on its way into the log.
  boolean isEnding() {
    return !abandonEntry.isEmpty();
  }

  boolean hasEntry() {
    return !entry.isEmpty();
  }

  boolean hasSalt() {
    return !logSalt.isEmpty();
  }

  byte[] unsigned() {
    return document.getBytes(StandardCharsets.UTF_8);
  }

  /// How the document is secured.
  Securing securing() {
    return Securing.of(format, forms, created);
  }

  /// The signatures of a signed intent, in the order of its forms.
  List<byte[]> signatures() {
    return forms.stream().map(SignedForm::signatureBytes).toList();
  }

  byte[] salt() {
    return Base64.getUrlDecoder().decode(logSalt);
  }

  /// The write that stores this version over the one before it.
  Write write() {
    Item item = Item.of(key(submission, attempt), version, Json.write(row()));
    if (isParked()) {
      item = item.indexed(Index.LIST, Held.parkedPartition(issuer), submission.text());
    }
    return version == 1 ? Write.create(item) : Write.update(item);
  }

  static Intent from(SubmissionId submission, int attempt, Item item) {
    return Json.read(item.body(), IntentRow.class).intent(submission, attempt, item.version());
  }

  private Intent next(IntentRow changed) {
    return changed.intent(submission, attempt, version + 1);
  }

  private Intent with(IntentRow changed) {
    return changed.intent(submission, attempt, version);
  }

  private List<SignedForm> unsignedForms() {
    return forms.stream().map(SignedForm::unsigned).toList();
  }

  private IntentRow row() {
    SignedForm first = forms.getFirst();
    return new IntentRow(
        state.name(),
        parked,
        credential.text(),
        issuer.text(),
        document,
        first.suite(),
        first.method(),
        created,
        first.hashData(),
        statusList,
        statusIndex,
        first.signature(),
        logSalt,
        entry,
        abandoned,
        abandonEntry,
        format == CredentialFormat.LDP_VC ? null : format.text(),
        documentId.isEmpty() ? null : documentId,
        forms.subList(1, forms.size()));
  }

  /// Without the document, which names a person.
  @Override
  public String toString() {
    return "Intent[" + credential + " " + state + (isParked() ? " parked]" : "]");
  }
}
