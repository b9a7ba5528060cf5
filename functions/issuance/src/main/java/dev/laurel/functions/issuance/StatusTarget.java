package dev.laurel.functions.issuance;

import dev.laurel.credentials.CredentialId;
import dev.laurel.functions.issuance.StatusChange.Place;
import dev.laurel.functions.issuance.StatusChange.Wanted;
import dev.laurel.issuance.SuspendCredential;
import dev.laurel.runtime.FieldError;
import dev.laurel.runtime.Problem;
import dev.laurel.runtime.ProblemType;
import dev.laurel.storage.Cursor;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Page;
import dev.laurel.verification.DeploymentUrls;
import dev.laurel.verification.published.PublishedDocument;
import dev.laurel.verification.published.PublishedKey;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.PublishedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the credential whose status a request wants changed, by the id in its document, among all
/// that the issuer published under any DID that it has or had. An id that was used again needs the
/// place in the status list to tell which one is meant.
final class StatusTarget {
  /// Documents of one id among which a place is looked for: rows of 200 bytes, so many are a few
  /// reads.
  private static final int MOST_ROWS = 20_000;

  private static final int ROWS = 1_000;

  /// Documents of one id that are read to see which one is not revoked.
  private static final int MOST_RECORDS = 16;

  private final PublishedLookup published;
  private final DeploymentUrls urls;

  StatusTarget(PublishedLookup published, DeploymentUrls urls) {
    this.published = published;
    this.urls = urls;
  }

  /// The credential. Throws the problem of a request that means none, or one of several.
  CredentialId find(IssuerId issuer, StatusChange change) {
    Optional<CredentialId> own = urls.credentialIn(change.documentId());
    List<PublishedDocument> rows =
        own.isPresent()
            ? List.of(new PublishedDocument("", -1, own.get()))
            : rows(issuer, change.documentId());
    if (rows.isEmpty()) {
      throw Problem.notFound().toException();
    }
    return change.place().isPresent()
        ? at(issuer, rows, change.place().get(), change.wanted())
        : only(issuer, rows);
  }

  private List<PublishedDocument> rows(IssuerId issuer, String documentId) {
    List<String> dids =
        Stream.concat(
                Stream.of(urls.did(issuer)), published.keys(issuer).stream().map(PublishedKey::did))
            .distinct()
            .toList();
    List<PublishedDocument> rows = new ArrayList<>();
    for (String did : dids) {
      Cursor after = Cursor.START;
      do {
        Page<PublishedDocument> page = published.documents(did, documentId, ROWS, after);
        rows.addAll(page.entries());
        after = page.next();
      } while (!after.equals(Cursor.START) && rows.size() < MOST_ROWS);
    }
    return rows;
  }

  private CredentialId at(
      IssuerId issuer, List<PublishedDocument> rows, Place place, Wanted wanted) {
    List<PublishedDocument> unplaced =
        rows.stream().filter(row -> row.statusList().isEmpty()).limit(MOST_RECORDS).toList();
    Stream<PublishedDocument> read =
        unplaced.stream()
            .flatMap(row -> record(issuer, row).stream())
            .map(PublishedRecord::owner)
            .map(owner ->
                new PublishedDocument(owner.statusList(), owner.statusIndex(), owner.id()));
    return Stream.concat(rows.stream().filter(row -> !row.statusList().isEmpty()), read)
        .filter(row -> row.statusIndex() == place.index())
        .filter(row -> list(row, wanted).equals(place.list()))
        .findFirst()
        .map(PublishedDocument::credential)
        .orElseThrow(() ->
            Problem.invalid(
                    List.of(
                        new FieldError(
                            place.pointer() + "/statusListIndex",
                            "is not that of a credential of yours with this id")))
                .toException());
  }

  private static String list(PublishedDocument row, Wanted wanted) {
    return wanted == Wanted.REVOKED
        ? row.statusList()
        : SuspendCredential.listBeside(row.statusList());
  }

  /// The only one; of several, the only one that is not revoked.
  private CredentialId only(IssuerId issuer, List<PublishedDocument> rows) {
    if (rows.size() == 1) {
      return rows.getFirst().credential();
    }
    if (rows.size() > MOST_RECORDS) {
      throw several();
    }
    List<PublishedRecord> standing =
        rows.stream()
            .flatMap(row -> record(issuer, row).stream())
            .filter(record -> record.revocation().isEmpty())
            .toList();
    if (standing.size() > 1) {
      throw several();
    }
    return standing.isEmpty() ? rows.getFirst().credential() : standing.getFirst().owner().id();
  }

  private Optional<PublishedRecord> record(IssuerId issuer, PublishedDocument row) {
    return published
        .credential(row.credential())
        .filter(record -> record.owner().issuer().equals(issuer));
  }

  private static RuntimeException several() {
    return Problem.of(
            ProblemType.WRONG_STATE,
            "Several credentials have this id; name statusListCredential and statusListIndex as"
                + " they stand in the one that is meant.")
        .toException();
  }
}
