package dev.laurel.issuance;

import dev.laurel.credentials.proof.DataIntegrity;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.issuers.SigningKeys;
import dev.laurel.storage.Cursor;
import dev.laurel.storage.Index;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemReader;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Message;
import dev.laurel.storage.Page;
import dev.laurel.storage.Read;
import dev.laurel.storage.SortRange;
import dev.laurel.storage.Table;
import dev.laurel.storage.WriteResult;
import dev.laurel.verification.Verifier;
import dev.laurel.verification.published.PublishedStatusList;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Brings the signed form of a status list up to its bits, and renews it at half its life.
///
/// Order: sign a version, verify it with the issuer's published key, store it as the newest signed
/// form, copy it to the public objects, and only then record the version as signed. Whoever dies in
/// between leaves `signedVersion` behind, and the sweep repeats. A newer signed form is never
/// replaced by an older one: the row of the signed form is read before the bits, and written only
/// if it is still the one read.
final class StatusListSigning {
  /// Tries against other signers of the same list; each failure means that one of them succeeded.
  private static final int MAX_TRIES = 64;

  /// Lists per shard and sweep: a sweep must end within a function's run time; the next one takes
  /// the rest.
  private static final int MAX_PER_SHARD = 100;

  private final ItemStore items;
  private final PublicCopies copies;
  private final Lint lint;
  private final ProofSigner signer;
  private final Verifier verifier;
  private final PublicSite site;
  private final SigningKeys keys;
  private final InstantSource clock;

  StatusListSigning(
      ItemStore items,
      PublicCopies copies,
      Lint lint,
      ProofSigner signer,
      Verifier verifier,
      PublicSite site,
      SigningKeys keys,
      InstantSource clock) {
    this.items = items;
    this.copies = copies;
    this.lint = lint;
    this.signer = signer;
    this.verifier = verifier;
    this.site = site;
    this.keys = keys;
    this.clock = clock;
  }

  /// Signs the list if its signed form is behind or at half its life. Throws [SignerUnavailable]
  /// when no good signature comes, and [dev.laurel.storage.StoreUnavailable].
  void bringUp(String list) {
    for (int i = 0; i < MAX_TRIES; i++) {
      long signedRow =
          items.get(PublishedStatusList.key(list), Read.CONSISTENT).map(Item::version).orElse(0L);
      Optional<StatusListHead> head = head(list);
      if (head.isEmpty()) {
        return;
      }
      Instant now = clock.instant();
      if (head.get().isSigned() && !head.get().isOld(now)) {
        return;
      }
      if (head.get().isOld(now)) {
        // A conflict means that somebody changed the bits, which renews the list as well.
        items.write(List.of(head.get().renewed(now).write()));
      } else if (store(head.get(), signedRow)) {
        copies.statusList(list);
        record(list, head.get().bitsVersion());
      }
    }
  }

  /// Signs the lists that are due. One that cannot be signed now, or whose row is damaged, holds up
  /// no other; it stays due. Answers how many those are.
  int sweep() {
    int behind = 0;
    for (int shard = 0; shard < Message.SHARDS; shard++) {
      Page<ItemKey> page =
          items.queryIndex(
              Table.ITEMS,
              Index.DUE,
              StatusListHead.duePartition(shard),
              SortRange.upTo(StatusListHead.dueSort(clock.instant())),
              ItemReader.Order.ASCENDING,
              MAX_PER_SHARD,
              Cursor.START);
      for (ItemKey key : page.entries()) {
        try {
          bringUp(StatusListHead.id(key));
        } catch (SignerUnavailable | IllegalStateException e) {
          behind++;
        }
      }
    }
    return behind;
  }

  Optional<StatusListHead> head(String list) {
    return items.get(StatusListHead.key(list), Read.CONSISTENT).map(StatusListHead::from);
  }

  private boolean store(StatusListHead head, long signedRow) {
    PreparedCredential prepared = lint.statusList(head, site, IssuerMethod.of(keys));
    byte[] signature = signer.sign(prepared);
    if (signature.length != KeyAlgorithm.SIGNATURE_LENGTH) {
      throw unusable();
    }
    byte[] signed = DataIntegrity.attach(prepared.unsigned(), prepared.options(), signature);
    if (!verifier.verify(signed).isCleanApartFrom(Set.of())) {
      throw unusable();
    }
    PublishedStatusList newest =
        new PublishedStatusList(
            head.id(), head.issuer(), signedRow + 1, new String(signed, StandardCharsets.UTF_8));
    return items.write(List.of(newest.write())) instanceof WriteResult.Written;
  }

  private static SignerUnavailable unusable() {
    return new SignerUnavailable(
        "the signature of a status list does not verify", true, new IllegalStateException());
  }

  private void record(String list, long bitsVersion) {
    for (int i = 0; i < MAX_TRIES; i++) {
      Optional<StatusListHead> head = head(list);
      if (head.isEmpty() || head.get().signedVersion() >= bitsVersion) {
        return;
      }
      if (items.write(List.of(head.get().signed(bitsVersion).write()))
          instanceof WriteResult.Written) {
        return;
      }
    }
  }
}
