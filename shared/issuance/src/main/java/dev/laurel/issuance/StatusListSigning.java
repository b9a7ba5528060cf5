package dev.laurel.issuance;

import dev.laurel.credentials.proof.DataIntegrity;
import dev.laurel.json.Json;
import dev.laurel.storage.Cursor;
import dev.laurel.storage.Index;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemReader;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Message;
import dev.laurel.storage.Page;
import dev.laurel.storage.Read;
import dev.laurel.storage.SortRange;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.entry.StatusList;
import dev.laurel.tlog.sequencing.EntryRow;
import dev.laurel.tlog.sequencing.Restoring;
import dev.laurel.verification.Verifier;
import dev.laurel.verification.published.PublishedKey;
import dev.laurel.verification.published.PublishedStatusList;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Brings the signed form of a status list up to its bits, and renews it at half its life.
///
/// Order: fix a version and queue its log entry; once that is in the log, sign it, verify it with
/// the issuer's published key, store it as the newest signed form, copy it to the public objects,
/// and only then record the version as signed. Every signed version is kept beside the newest.
/// Whoever dies in between leaves `signedVersion` behind, and the sweep repeats. One version is on
/// its way at a time, and each is stored as signed once, so a newer signed form is never replaced
/// by an older one.
///
/// Each list is signed by a key of its own DID. One of a did:key whose key is compromised is signed
/// by nobody any more, so that readers no longer learn the status, which is as it should be.
final class StatusListSigning {
  /// Tries against others who change the same list; each failure means that one of them succeeded.
  private static final int MAX_TRIES = 256;

  /// Lists per shard and sweep: a sweep must end within a function's run time; the next one takes
  /// the rest.
  private static final int MAX_PER_SHARD = 100;

  private final ItemStore items;
  private final PublicCopies copies;
  private final Lint lint;
  private final LogGate gate;
  private final KeyEntries keyEntries;
  private final ProofSigner signer;
  private final Verifier verifier;
  private final PublicSite site;
  private final IssuerKeys issuerKeys;
  private final InstantSource clock;

  StatusListSigning(
      ItemStore items,
      PublicCopies copies,
      Lint lint,
      LogGate gate,
      KeyEntries keyEntries,
      ProofSigner signer,
      Verifier verifier,
      PublicSite site,
      IssuerKeys issuerKeys,
      InstantSource clock) {
    this.items = items;
    this.copies = copies;
    this.lint = lint;
    this.gate = gate;
    this.keyEntries = keyEntries;
    this.signer = signer;
    this.verifier = verifier;
    this.site = site;
    this.issuerKeys = issuerKeys;
    this.clock = clock;
  }

  /// What a step towards the signed form did.
  private enum Done {
    /// It is one step further, or another invocation was in the way: look again.
    STEP,
    /// Nothing is left to do.
    SIGNED,
    /// The log must come first.
    LOGGING
  }

  /// Goes as far towards the signed form of the newest bits as the log allows; answers whether
  /// nothing is left to do. Throws [SignerUnavailable] when no good signature comes,
  /// [dev.laurel.storage.StoreUnavailable], and [IllegalStateException] where a row is damaged or
  /// the log refused the entry. Does nothing while the tables are being restored.
  boolean bringUp(String list) {
    if (Restoring.of(items).isPresent()) {
      return false;
    }
    for (int i = 0; i < MAX_TRIES; i++) {
      long signedRow =
          items.get(PublishedStatusList.key(list), Read.CONSISTENT).map(Item::version).orElse(0L);
      Optional<StatusListHead> head = head(list);
      Done done = head.isEmpty() ? Done.SIGNED : step(head.get(), signedRow);
      if (done != Done.STEP) {
        return done == Done.SIGNED;
      }
    }
    return false;
  }

  /// Signs the lists that are due, as far as the log allows. One that cannot be signed now, or
  /// whose row is damaged, holds up no other: it stays due, and where more are due than one sweep
  /// takes, it waits behind the others. Answers how many could not be signed.
  int sweep() {
    int behind = 0;
    for (int shard = 0; shard < Message.SHARDS; shard++) {
      SortRange due = SortRange.upTo(StatusListHead.dueSort(clock.instant()));
      Cursor after = Cursor.START;
      int seen = 0;
      // A page may be empty although more follow.
      do {
        Page<ItemKey> page =
            items.queryIndex(
                Table.ITEMS,
                Index.DUE,
                StatusListHead.duePartition(shard),
                due,
                ItemReader.Order.ASCENDING,
                MAX_PER_SHARD,
                after);
        after = page.next();
        seen += page.entries().size();
        for (ItemKey key : page.entries()) {
          boolean signed = false;
          try {
            signed = bringUp(StatusListHead.id(key));
          } catch (SignerUnavailable | IllegalStateException e) {
            behind++;
          }
          if (!signed && page.hasMore()) {
            queueAgain(key, clock.instant());
          }
        }
      } while (!after.equals(Cursor.START) && seen < MAX_PER_SHARD);
    }
    return behind;
  }

  /// Makes the list due then. A conflict means that somebody changed it.
  private void queueAgain(ItemKey head, Instant when) {
    items
        .get(head, Read.CONSISTENT)
        .map(item -> StatusListHead.dueAgain(item, when))
        .ifPresent(write -> items.write(List.of(write)));
  }

  /// Renews every list of the issuer whose signed form is by one of these keys, and signs it with
  /// another one, as far as the log allows: readers no longer believe those. Of a did:key there is
  /// no other one.
  void leave(IssuerId issuer, List<PublishedKey> keys) {
    List<String> methods = keys.stream().map(PublishedKey::method).toList();
    List<String> lists =
        methods.isEmpty() ? List.of() : pages(Index.LIST, StatusListHead.listPartition(issuer));
    for (String list : lists) {
      Optional<StatusListHead> head =
          head(list).filter(each -> each.issuer().equals(issuer) && each.didKey().isEmpty());
      if (head.isPresent() && isSignedBy(list, methods)) {
        if (head.get().isSigned()) {
          // A conflict means that somebody changed the bits, which renews the list as well.
          items.write(List.of(head.get().renewed(clock.instant()).write()));
        }
        bringUp(list);
      }
    }
  }

  private boolean isSignedBy(String list, List<String> methods) {
    return items
        .get(PublishedStatusList.key(list), Read.CONSISTENT)
        .map(PublishedStatusList::from)
        .map(signed -> Json.parse(signed.bytes()).path("proof").path(0).path("verificationMethod"))
        .filter(method -> methods.contains(method.stringValue("")))
        .isPresent();
  }

  /// Every list stands in the index of what is due, for its next renewal at the latest.
  List<String> all() {
    List<String> all = new ArrayList<>();
    for (int shard = 0; shard < Message.SHARDS; shard++) {
      all.addAll(pages(Index.DUE, StatusListHead.duePartition(shard)));
    }
    return all;
  }

  private List<String> pages(Index index, String partition) {
    List<String> all = new ArrayList<>();
    Cursor after = Cursor.START;
    do {
      Page<ItemKey> page =
          items.queryIndex(
              Table.ITEMS,
              index,
              partition,
              SortRange.ALL,
              ItemReader.Order.ASCENDING,
              MAX_PER_SHARD,
              after);
      page.entries().stream().map(StatusListHead::id).forEach(all::add);
      after = page.next();
    } while (!after.equals(Cursor.START));
    return all;
  }

  /// Whether the list has a signed form, of whatever age.
  boolean isPublished(String list) {
    return items.get(PublishedStatusList.key(list), Read.CONSISTENT).isPresent();
  }

  Optional<StatusListHead> head(String list) {
    return items.get(StatusListHead.key(list), Read.CONSISTENT).map(StatusListHead::from);
  }

  private Done step(StatusListHead head, long signedRow) {
    if (head.isPending()) {
      return go(head, signedRow);
    }
    Instant now = clock.instant();
    if (head.isOld(now)) {
      // A conflict means that somebody changed the bits, which renews the list as well.
      items.write(List.of(head.renewed(now).write()));
      return Done.STEP;
    }
    return head.isSigned() ? Done.SIGNED : begin(head);
  }

  /// Fixes the newest version and queues its entry. Nobody does for a did:key that is compromised:
  /// its list is looked at again when it would have been renewed.
  private Done begin(StatusListHead head) {
    Optional<IssuerMethod> method = issuerKeys.forLists(head.issuer(), head.did(site));
    if (method.isEmpty()) {
      if (head.didKey().isEmpty()) {
        throw new IllegalStateException("no key signs for " + head.issuer());
      }
      queueAgain(StatusListHead.key(head.id()), clock.instant().plus(StatusListHead.HALF_LIFE));
      return Done.SIGNED;
    }
    PreparedCredential prepared = lint.statusList(head, site, method.get());
    ListIntent intent = ListIntent.of(head, prepared, site);
    String cause = new Cause.OfList(head.id(), intent.number()).text();
    Instant due = clock.instant().plus(IntentStep.STREAM_GRACE);
    // A conflict means that somebody changed the bits or began as well.
    items.write(
        List.of(
            head.pending().write(),
            intent.write(),
            EntryRow.pending(intent.entry(prepared, site), cause, due).create()));
    return Done.STEP;
  }

  /// Takes the version that is on its way as far as the log allows.
  private Done go(StatusListHead head, long signedRow) {
    ListIntent intent =
        items
            .get(ListIntent.key(head.id(), head.pendingVersion()), Read.CONSISTENT)
            .map(item -> ListIntent.from(head.id(), head.pendingVersion(), item))
            .orElseThrow(() -> new IllegalStateException("no intent of list " + head.id()));
    if (intent.state() == ListIntent.State.INTENT) {
      intent.demandList(head, site);
      PreparedCredential prepared = lint.again(intent.unsigned(), intent.options());
      if (!keyEntries.signsLists(head.issuer(), intent.method())) {
        // Its key has ended meanwhile: another number is fixed for another key, once the log cannot
        // get this one any more after it.
        if (gate.look(new EntryId(intent.entry())) instanceof LogGate.Look.NotYet) {
          return Done.LOGGING;
        }
        items.write(List.of(head.anew(clock.instant()).write()));
        return Done.STEP;
      }
      if (!isLogged(head, intent, prepared)) {
        return Done.LOGGING;
      }
      if (!store(head, intent, prepared, signedRow)) {
        return Done.STEP;
      }
    }
    copies.statusList(head.id());
    record(head);
    return Done.STEP;
  }

  /// Whether version and key are in the log.
  private boolean isLogged(StatusListHead head, ListIntent intent, PreparedCredential prepared) {
    StatusList entry = intent.entry(prepared, site);
    if (!entry.id().hex().equals(intent.entry())) {
      throw new IllegalStateException("stored intent is damaged: list " + head.id());
    }
    return switch (gate.look(entry)) {
      case LogGate.Look.Proven proven -> maySign(head.issuer(), intent.method());
      case LogGate.Look.NotYet notYet -> false;
      // A restore begins a version anew.
      case LogGate.Look.Missing missing -> false;
      case LogGate.Look.Ended(String why) -> throw new IllegalStateException(why);
      case LogGate.Look.Refused(String why) -> throw new IllegalStateException(why);
    };
  }

  /// Whether the key is in the log; else brings it on its way, should its own message be lost.
  private boolean maySign(IssuerId issuer, String method) {
    return keyEntries.maySignLists(issuer, method)
        || (keyEntries.bringUp(issuer) && keyEntries.maySignLists(issuer, method));
  }

  private boolean store(
      StatusListHead head, ListIntent intent, PreparedCredential prepared, long signedRow) {
    byte[] signature = signer.sign(prepared);
    if (signature.length != prepared.algorithm().signatureLength()) {
      throw unusable();
    }
    byte[] signed = DataIntegrity.attach(prepared.unsigned(), prepared.options(), signature);
    if (!verifier.verify(signed).isCleanApartFrom(Set.of())) {
      throw unusable();
    }
    PublishedStatusList newest =
        new PublishedStatusList(
            head.id(), head.issuer(), signedRow + 1, new String(signed, StandardCharsets.UTF_8));
    List<Write> writes =
        List.of(
            newest.write(),
            newest.keep(prepared.options().created(), intent.number()),
            intent.signed().write());
    return items.write(writes) instanceof WriteResult.Written;
  }

  private static SignerUnavailable unusable() {
    return new SignerUnavailable(
        "the signature of a status list does not verify", true, new IllegalStateException());
  }

  /// Records the version as signed, over whatever changed the bits meanwhile.
  private void record(StatusListHead before) {
    for (int i = 0; i < MAX_TRIES; i++) {
      Optional<StatusListHead> head =
          head(before.id()).filter(now -> now.pendingVersion() == before.pendingVersion());
      if (head.isEmpty()
          || items.write(List.of(head.get().signed().write())) instanceof WriteResult.Written) {
        return;
      }
    }
  }
}
