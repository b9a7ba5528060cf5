package dev.laurel.issuance;

import dev.laurel.credentials.CredentialId;
import dev.laurel.storage.Companion;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.verification.published.CredentialOwner;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.PublishedRecord;
import dev.laurel.verification.published.Revocation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Revokes a credential, for ever, from the moment its intent exists: its own row and its bit in
/// the list in one transaction. Our pages know at once; the list is signed again right away if that
/// works, else by the sweep.
public final class RevokeCredential {
  /// Longest reason: a sentence or two, shown to everyone.
  public static final int MAX_REASON = 500;

  /// What everyone reads of a credential that was given up before it was published.
  private static final String ABANDONED = "It was given up before it was published.";

  /// Tries against other changes of the same list; each failure means that one of them succeeded,
  /// so this many revocations may go on at once.
  private static final int MAX_TRIES = 256;

  private final ItemStore items;
  private final PublishedLookup published;
  private final StatusListSigning lists;
  private final InstantSource clock;

  RevokeCredential(ItemStore items, StatusListSigning lists, InstantSource clock) {
    this.items = items;
    this.published = new PublishedLookup(items);
    this.lists = lists;
    this.clock = clock;
  }

  /// What became of it.
  public sealed interface Outcome {
    /// It is revoked, now or before; the first revocation stands as it was made.
    record Revoked(Revocation revocation) implements Outcome {}

    /// This issuer has no such credential.
    record Unknown() implements Outcome {}

    /// Other changes were in the way.
    record Contended() implements Outcome {}
  }

  /// Revokes the issuer's credential. `reason` has 1 to [#MAX_REASON] characters.
  public Outcome revoke(
      IssuerId issuer, CredentialId id, String reason, Companion<Revocation> companion) {
    return revoke(issuer, id, reason, "", companion);
  }

  /// Revokes the issuer's credential in favour of another one of theirs, which must be published;
  /// empty where it is not, or is the same one. Every reader of ours is then told of it.
  public Optional<Outcome> supersede(
      IssuerId issuer,
      CredentialId id,
      String reason,
      CredentialId replacement,
      Companion<Revocation> companion) {
    boolean known =
        !replacement.equals(id)
            && published
                .credential(replacement)
                .filter(each -> each.owner().issuer().equals(issuer))
                .filter(each -> each.published().isPresent())
                .isPresent();
    return known
        ? Optional.of(revoke(issuer, id, reason, replacement.text(), companion))
        : Optional.empty();
  }

  private Outcome revoke(
      IssuerId issuer,
      CredentialId id,
      String reason,
      String replacedBy,
      Companion<Revocation> companion) {
    demandReason(reason);
    for (int i = 0; i < MAX_TRIES; i++) {
      Optional<PublishedRecord> found =
          published.credential(id).filter(each -> each.owner().issuer().equals(issuer));
      if (found.isEmpty()) {
        return new Outcome.Unknown();
      }
      CredentialOwner owner = found.get().owner();
      Optional<Revocation> before = found.get().revocation();
      Instant now = clock.instant();
      Revocation revocation = before.orElseGet(() -> new Revocation(id, now, reason, replacedBy));
      List<Write> own = companion.writes(revocation);
      List<Write> writes = new ArrayList<>(own);
      if (before.isEmpty()) {
        writes.addAll(writes(owner, revocation));
      }
      WriteResult result = writes.isEmpty() ? new WriteResult.Written() : items.write(writes);
      switch (result) {
        case WriteResult.Written written -> {
          bringUp(owner.statusList());
          return new Outcome.Revoked(revocation);
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

  static void demandReason(String reason) {
    if (reason.isBlank() || reason.codePointCount(0, reason.length()) > MAX_REASON) {
      throw new IllegalArgumentException("a reason has 1 to " + MAX_REASON + " characters");
    }
  }

  /// The writes that revoke the credential of an abandoned intent; none where it is revoked
  /// already.
  List<Write> abandoned(CredentialId id) {
    PublishedRecord found =
        published
            .credential(id)
            .orElseThrow(() -> new IllegalStateException("no such credential: " + id));
    return found.revocation().isPresent()
        ? List.of()
        : writes(found.owner(), new Revocation(id, clock.instant(), ABANDONED));
  }

  /// The writes that revoke a credential that holds in favour of another one, which is published
  /// with them.
  List<Write> replaced(CredentialOwner owner, String reason, CredentialId replacement) {
    return writes(owner, new Revocation(owner.id(), clock.instant(), reason, replacement.text()));
  }

  /// The credential's own row, and its bit.
  private List<Write> writes(CredentialOwner owner, Revocation revocation) {
    StatusListHead head =
        lists
            .head(owner.statusList())
            .orElseThrow(() -> new IllegalStateException("no status list: " + owner.statusList()));
    return List.of(revocation.create(), head.with(owner.statusIndex(), revocation.at()).write());
  }

  /// The revocation is accepted already, so whatever fails here is left to the sweep.
  void bringUp(String list) {
    try {
      lists.bringUp(list);
    } catch (SignerUnavailable | StoreUnavailable | IllegalStateException e) {
      // The list stays due.
    }
  }
}
