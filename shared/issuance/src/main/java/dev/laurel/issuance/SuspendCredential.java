package dev.laurel.issuance;

import dev.laurel.credentials.CredentialId;
import dev.laurel.storage.Companion;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.PublishedRecord;
import dev.laurel.verification.published.Suspension;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Suspends a published credential and takes that back: its own row and its bit in the suspension
/// list in one transaction, each under the condition that it is as it was read, so that no flip of
/// a neighbour is lost. The list is signed again right away if that works, else by the sweep.
///
/// Only a credential that names a suspension list can be suspended: no reader would learn of it
/// otherwise.
public final class SuspendCredential {
  /// Tries against other changes of the same list; each failure means that one of them succeeded.
  private static final int MAX_TRIES = 256;

  private final ItemStore items;
  private final PublishedLookup published;
  private final StatusListSigning lists;
  private final InstantSource clock;

  SuspendCredential(ItemStore items, StatusListSigning lists, InstantSource clock) {
    this.items = items;
    this.published = new PublishedLookup(items);
    this.lists = lists;
    this.clock = clock;
  }

  /// The id of the suspension list in which a credential has the index that it has in this
  /// revocation list.
  public static String listBeside(String revocationList) {
    return StatusListHead.suspensionOf(revocationList);
  }

  /// What became of it.
  public sealed interface Outcome {
    /// It is so, now or before.
    record Done(Suspension suspension) implements Outcome {}

    /// Not as it stands, and why.
    record NotNow(String why) implements Outcome {}

    /// This issuer has no such credential.
    record Unknown() implements Outcome {}

    /// Other changes were in the way.
    record Contended() implements Outcome {}
  }

  /// What is found, and what follows from it.
  private sealed interface Found {
    record Standing(Suspension suspension) implements Found {}

    record Change(Suspension suspension, List<Write> writes) implements Found {}

    record Refused(String why) implements Found {}
  }

  /// Suspends the issuer's credential; one that is suspended stays so as it is. `reason` has 1 to
  /// [RevokeCredential#MAX_REASON] characters.
  public Outcome suspend(
      IssuerId issuer, CredentialId id, String reason, Companion<Suspension> companion) {
    return change(issuer, id, true, reason, companion);
  }

  /// Reinstates the issuer's suspended credential.
  public Outcome reinstate(
      IssuerId issuer, CredentialId id, String reason, Companion<Suspension> companion) {
    return change(issuer, id, false, reason, companion);
  }

  private Outcome change(
      IssuerId issuer,
      CredentialId id,
      boolean suspended,
      String reason,
      Companion<Suspension> companion) {
    RevokeCredential.demandReason(reason);
    for (int i = 0; i < MAX_TRIES; i++) {
      Optional<PublishedRecord> record =
          published.credential(id).filter(each -> each.owner().issuer().equals(issuer));
      if (record.isEmpty()) {
        return new Outcome.Unknown();
      }
      String list = StatusListHead.suspensionOf(record.get().owner().statusList());
      Suspension after;
      List<Write> writes = new ArrayList<>();
      switch (look(record.get(), list, suspended, reason)) {
        case Found.Refused(String why) -> {
          return new Outcome.NotNow(why);
        }
        case Found.Standing(Suspension stands) -> after = stands;
        case Found.Change(Suspension next, List<Write> changes) -> {
          after = next;
          writes.addAll(changes);
        }
      }
      List<Write> own = companion.writes(after);
      writes.addAll(own);
      switch (writes.isEmpty() ? new WriteResult.Written() : items.write(writes)) {
        case WriteResult.Written written -> {
          bringUp(list);
          return new Outcome.Done(after);
        }
        case WriteResult.Conflict conflict -> {
          if (own.stream().anyMatch(write -> conflict.keys().contains(write.key()))) {
            return new Outcome.Contended();
          }
        }
      }
    }
    return new Outcome.Contended();
  }

  private Found look(PublishedRecord record, String list, boolean suspended, String reason) {
    if (record.revocation().isPresent()) {
      return new Found.Refused("it is revoked, which is final");
    }
    boolean named =
        record
            .published()
            .filter(each ->
                StatusListHead.namedIn(each.bytes(), record.owner().statusList()).contains(list))
            .isPresent();
    Optional<StatusListHead> head = named ? lists.head(list) : Optional.empty();
    if (head.isEmpty()) {
      return new Found.Refused(
          record.published().isEmpty()
              ? "it is not published yet"
              : "it names no suspension list, so nobody would learn of it");
    }
    int index = record.owner().statusIndex();
    Optional<Suspension> before = record.suspension();
    // After a restore the bit may know what the row has forgotten.
    boolean stands = before.filter(Suspension::suspended).isPresent();
    boolean bit = head.get().bitstring().get(index);
    if (suspended && stands && bit) {
      return new Found.Standing(before.get());
    }
    if (!suspended && !stands && !bit) {
      return new Found.Refused("it is not suspended");
    }
    Suspension next =
        new Suspension(
            record.owner().id(),
            suspended,
            clock.instant(),
            reason,
            before.map(Suspension::version).orElse(0L) + 1);
    return new Found.Change(
        next, List.of(next.write(), head.get().with(index, suspended, next.at()).write()));
  }

  /// The word is accepted already, so whatever fails here is left to the sweep.
  private void bringUp(String list) {
    try {
      lists.bringUp(list);
    } catch (SignerUnavailable | StoreUnavailable | IllegalStateException e) {
      // The list stays due.
    }
  }
}
