package dev.laurel.issuance;

import dev.laurel.assessment.SubmissionId;
import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.json.Json;
import dev.laurel.storage.Condition;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A client's request for a credential, stored before anything else is done for it.
///
/// Row `AWARD#<id>` / `REQUEST`; `version` is the item's.
/// - `document` is the credential as the client wrote it, "" once it is published or abandoned: it
///   names a person, and what is published has a row of its own.
/// - `suites` are those that the client chose; empty for what the issuer's keys make.
/// - `hint` is how a JWS names its key.
/// - `status` is whether the document gets a status entry, `suspension` whether it gets a second
///   one.
/// - `renews` is the id of the credential that this one is to replace, "" for a client's document;
///   `reason` is then what everyone reads of the old one.
/// - `abandoned` is why it was given up before anything was begun, "" unless it was.
/// - `fingerprint` tells a repeated request from another one under the same Idempotency-Key.
record CredentialRequest(
    SubmissionId id,
    IssuerId issuer,
    String document,
    CredentialFormat format,
    List<Cryptosuite> suites,
    KeyHint hint,
    boolean status,
    boolean suspension,
    String renews,
    String reason,
    String abandoned,
    String fingerprint,
    Instant at,
    long version) {
  CredentialRequest {
    suites = List.copyOf(suites);
  }

  static ItemKey key(SubmissionId id) {
    return ItemKey.of("AWARD#" + id.text(), "REQUEST");
  }

  /// What is wanted of its proofs.
  FormMethods.Wanted wanted() {
    return new FormMethods.Wanted(format, suites, hint);
  }

  /// Whether it issues a published credential again.
  boolean isRenewal() {
    return !renews.isEmpty();
  }

  boolean isAbandoned() {
    return !abandoned.isEmpty();
  }

  /// The credential that it replaces. Only of a renewal.
  CredentialId replaced() {
    return new CredentialId(renews);
  }

  /// The next version: published, without the document.
  CredentialRequest published() {
    return next("", abandoned, version + 1);
  }

  /// The next version: given up before anything was begun, without the document.
  CredentialRequest abandoned(String why) {
    return next("", why, version + 1);
  }

  /// The version after that one.
  CredentialRequest after(CredentialRequest before) {
    return next(document, abandoned, before.version + 1);
  }

  /// The same, secured as the issuer's keys do it. Only of one that is not stored yet.
  CredentialRequest withoutSuites() {
    return new CredentialRequest(
        id,
        issuer,
        document,
        format,
        List.of(),
        hint,
        status,
        suspension,
        renews,
        reason,
        abandoned,
        fingerprint,
        at,
        version);
  }

  private CredentialRequest next(String text, String why, long number) {
    return new CredentialRequest(
        id,
        issuer,
        text,
        format,
        suites,
        hint,
        status,
        suspension,
        renews,
        reason,
        why,
        fingerprint,
        at,
        number);
  }

  /// Demands that the row is as it was read.
  Write unchanged() {
    return new Write.Check(key(id), Condition.versionIs(version));
  }

  /// The write that stores this version over the one before it.
  Write write() {
    Row row =
        new Row(
            issuer.text(),
            document,
            format.text(),
            suites.stream().map(Cryptosuite::text).toList(),
            hint.text(),
            status ? null : true,
            suspension ? true : null,
            unlessEmpty(renews),
            unlessEmpty(reason),
            unlessEmpty(abandoned),
            fingerprint,
            at);
    Item item = Item.of(key(id), version, Json.write(row));
    return version == 1 ? Write.create(item) : Write.update(item);
  }

  static CredentialRequest from(Item item) {
    Row row = Json.read(item.body(), Row.class);
    return new CredentialRequest(
        new SubmissionId(item.key().partition().substring("AWARD#".length())),
        new IssuerId(row.issuer),
        row.document,
        CredentialFormat.parse(row.format)
            .orElseThrow(() -> new IllegalStateException("stored format is unknown")),
        row.suites.stream()
            .map(suite ->
                Cryptosuite.parse(suite)
                    .orElseThrow(() -> new IllegalStateException("stored suite is unknown")))
            .toList(),
        KeyHint.parse(row.hint)
            .orElseThrow(() -> new IllegalStateException("stored hint is unknown")),
        row.statusless == null || !row.statusless,
        row.suspension != null && row.suspension,
        row.renews == null ? "" : row.renews,
        row.reason == null ? "" : row.reason,
        row.abandoned == null ? "" : row.abandoned,
        row.fingerprint,
        row.at,
        item.version());
  }

  private static @Nullable String unlessEmpty(String text) {
    return text.isEmpty() ? null : text;
  }

  /// Without the document, which names a person.
  @Override
  public String toString() {
    return "CredentialRequest[" + id + "]";
  }

  record Row(
      String issuer,
      String document,
      String format,
      List<String> suites,
      String hint,
      @Nullable Boolean statusless,
      @Nullable Boolean suspension,
      @Nullable String renews,
      @Nullable String reason,
      @Nullable String abandoned,
      String fingerprint,
      Instant at) {}
}
