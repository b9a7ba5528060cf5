package dev.laurel.issuance;

import dev.laurel.assessment.SubmissionId;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.json.Json;
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
/// - `document` is the credential as the client wrote it, "" once it is published: it names a
///   person, and what is published has a row of its own.
/// - `suites` are those that the client chose; empty for what the issuer's keys make.
/// - `hint` is how a JWS names its key.
/// - `status` is whether the document gets a status entry.
/// - `fingerprint` tells a repeated request from another one under the same Idempotency-Key.
record CredentialRequest(
    SubmissionId id,
    IssuerId issuer,
    String document,
    CredentialFormat format,
    List<Cryptosuite> suites,
    KeyHint hint,
    boolean status,
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

  /// The next version: published, without the document.
  CredentialRequest published() {
    return new CredentialRequest(
        id, issuer, "", format, suites, hint, status, fingerprint, at, version + 1);
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
        row.fingerprint,
        row.at,
        item.version());
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
      String fingerprint,
      Instant at) {}
}
