package dev.laurel.assessment;

import dev.laurel.storage.Cursor;
import dev.laurel.storage.Index;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemReader;
import dev.laurel.storage.Page;
import dev.laurel.storage.Read;
import dev.laurel.storage.SortRange;
import dev.laurel.storage.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads submissions. Throws [dev.laurel.storage.StoreUnavailable] like the reader under it.
public final class SubmissionStore {
  /// More rows than a submission has without its audit, so that one page is enough.
  private static final int ROWS = 50;

  /// The rows of a submission without its audit, which comes first and grows.
  private static final SortRange WITHOUT_AUDIT = new SortRange(SubmissionRow.AWARD, "~");

  private final ItemReader items;

  public SubmissionStore(ItemReader items) {
    this.items = items;
  }

  /// Everything about a submission in one query; empty where the id is unknown. The rows may be
  /// from around a change that happens meanwhile: every write built on them is conditional.
  public Optional<SubmissionRecord> whole(SubmissionId id, Read read) {
    List<Item> rows = rows(id, WITHOUT_AUDIT, read);
    Optional<Submission> submission = one(rows, SubmissionRow.SUBMISSION).map(SubmissionRow::from);
    Optional<Learner> learner = one(rows, SubmissionRow.LEARNER).map(Learner::from);
    if (submission.isEmpty() || learner.isEmpty()) {
      return Optional.empty();
    }
    List<Invitation> invitations =
        rows.stream()
            .filter(row -> row.key().sort().startsWith(SubmissionRow.INVITATION))
            .map(Invitation::from)
            .toList();
    return Optional.of(
        new SubmissionRecord(
            submission.get(),
            learner.get(),
            invitations,
            one(rows, SubmissionRow.DECISION).map(Decision::from).stream().toList(),
            one(rows, SubmissionRow.AWARD).map(Award::from).stream().toList(),
            one(rows, SubmissionRow.HELD)
                .map(row -> Held.from(row, submission.get().issuer()))
                .stream()
                .toList()));
  }

  /// Everything about a submission of this issuer; another issuer's is as unknown as none.
  public Optional<SubmissionRecord> whole(SubmissionId id, IssuerId issuer, Read read) {
    return whole(id, read).filter(found -> found.submission().issuer().equals(issuer));
  }

  /// The attempts to decide about a submission, oldest first.
  public List<Audit> audit(SubmissionId id) {
    return rows(id, SortRange.prefix(SubmissionRow.AUDIT), Read.CONSISTENT).stream()
        .map(Audit::from)
        .toList();
  }

  /// What an issuer's assessors have to grade, longest waiting first. May miss the last seconds,
  /// and a page may be short.
  public Page<SubmissionRecord> toGrade(IssuerId issuer, int limit, Cursor after) {
    Page<ItemKey> page =
        items.queryIndex(
            Table.ITEMS,
            Index.LIST,
            Submission.gradingPartition(issuer),
            SortRange.ALL,
            ItemReader.Order.ASCENDING,
            limit,
            after);
    List<SubmissionRecord> found = new ArrayList<>();
    for (ItemKey key : page.entries()) {
      whole(SubmissionRow.id(key), issuer, Read.CONSISTENT)
          .filter(each -> each.submission().state() == Submission.State.SUBMITTED)
          .ifPresent(found::add);
    }
    return new Page<>(found, page.next());
  }

  /// Rows of a shard that are due, each a [Submission] or a [PendingTexts]; may name some that no
  /// longer are.
  Page<ItemKey> due(int shard, Instant now, int limit, Cursor after) {
    return items.queryIndex(
        Table.ITEMS,
        Index.DUE,
        Submission.duePartition(shard),
        SortRange.upTo(Submission.dueSort(now)),
        ItemReader.Order.ASCENDING,
        limit,
        after);
  }

  private List<Item> rows(SubmissionId id, SortRange range, Read read) {
    List<Item> rows = new ArrayList<>();
    Cursor after = Cursor.START;
    do {
      Page<Item> page =
          items.query(
              Table.ITEMS,
              SubmissionRow.partition(id),
              range,
              ItemReader.Order.ASCENDING,
              ROWS,
              after,
              read);
      rows.addAll(page.entries());
      after = page.next();
    } while (!after.equals(Cursor.START));
    return rows;
  }

  private static Optional<Item> one(List<Item> rows, String sort) {
    return rows.stream().filter(row -> row.key().sort().equals(sort)).findFirst();
  }
}
