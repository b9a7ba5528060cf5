package dev.laurel.issuance;

import dev.laurel.assessment.SubmissionId;
import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.ProofOptions;
import dev.laurel.json.Json;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/// The resolve to sign one credential, fixed before anything is signed: its id, its exact unsigned
/// bytes, the options of its proof and the 64 bytes to sign. From here on nothing is decided again.
///
/// Row `AWARD#<submission>` / `INTENT#di#<attempt>`; `version` is the item's. `parked` is a reason
/// beside the state, never a state, and empty while the intent moves. `document` is the unsigned
/// text and `signature` 64 bytes in base64url, both as long as they are needed: a published intent
/// has neither, because the document names a person and then lies where it belongs.
record Intent(
    SubmissionId submission,
    int attempt,
    State state,
    String parked,
    CredentialId credential,
    IssuerId issuer,
    String document,
    Cryptosuite suite,
    String method,
    Instant created,
    String hashDataHex,
    String statusList,
    int statusIndex,
    String signature,
    long version) {

  /// How far the ladder is. A step between INTENT and SIGNED comes with the transparency log.
  enum State {
    INTENT,
    SIGNED,
    PUBLISHED
  }

  static ItemKey key(SubmissionId submission, int attempt) {
    return ItemKey.of("AWARD#" + submission.text(), "INTENT#di#" + attempt);
  }

  /// A new intent to sign what the lint let through.
  static Intent of(
      SubmissionId submission,
      int attempt,
      CredentialId credential,
      IssuerId issuer,
      PreparedCredential prepared,
      String statusList,
      int statusIndex) {
    return new Intent(
        submission,
        attempt,
        State.INTENT,
        "",
        credential,
        issuer,
        new String(prepared.unsigned(), StandardCharsets.UTF_8),
        prepared.suite(),
        prepared.options().verificationMethod(),
        prepared.options().created(),
        HexFormat.of().formatHex(prepared.hashData()),
        statusList,
        statusIndex,
        "",
        1);
  }

  /// The next version: signed.
  Intent signed(byte[] bytes) {
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return next(State.SIGNED, parked, document, text);
  }

  /// The next version: published.
  Intent published() {
    return next(State.PUBLISHED, parked, "", "");
  }

  /// The next version: standing until somebody looks.
  Intent parked(String why) {
    return next(state, why, document, signature);
  }

  private Intent next(State newState, String newParked, String newDocument, String newSignature) {
    return new Intent(
        submission,
        attempt,
        newState,
        newParked,
        credential,
        issuer,
        newDocument,
        suite,
        method,
        created,
        hashDataHex,
        statusList,
        statusIndex,
        newSignature,
        version + 1);
  }

  boolean isParked() {
    return !parked.isEmpty();
  }

  byte[] unsigned() {
    return document.getBytes(StandardCharsets.UTF_8);
  }

  byte[] signatureBytes() {
    return Base64.getUrlDecoder().decode(signature);
  }

  ProofOptions options() {
    return new ProofOptions(suite, method, created);
  }

  /// The write that stores this version over the one before it.
  Write write() {
    Row row =
        new Row(
            state.name(),
            parked,
            credential.text(),
            issuer.text(),
            document,
            suite.text(),
            method,
            created,
            hashDataHex,
            statusList,
            statusIndex,
            signature);
    Item item = Item.of(key(submission, attempt), version, Json.write(row));
    return version == 1 ? Write.create(item) : Write.update(item);
  }

  static Intent from(SubmissionId submission, int attempt, Item item) {
    Row row = Json.read(item.body(), Row.class);
    return new Intent(
        submission,
        attempt,
        State.valueOf(row.state),
        row.parked,
        new CredentialId(row.credential),
        new IssuerId(row.issuer),
        row.document,
        Cryptosuite.parse(row.suite)
            .orElseThrow(() -> new IllegalStateException("stored suite is unknown")),
        row.method,
        row.created,
        row.hashData,
        row.statusList,
        row.statusIndex,
        row.signature,
        item.version());
  }

  /// Without the document, which names a person.
  @Override
  public String toString() {
    return "Intent[" + credential + " " + state + (isParked() ? " parked]" : "]");
  }

  record Row(
      String state,
      String parked,
      String credential,
      String issuer,
      String document,
      String suite,
      String method,
      Instant created,
      String hashData,
      String statusList,
      int statusIndex,
      String signature) {}
}
