package dev.laurel.issuance;

import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.issuers.SigningKeys;
import dev.laurel.issuers.SigningKeys.DeploymentKey;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.WriteResult;
import dev.laurel.tlog.entry.Auth;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.entry.KeyStatements;
import dev.laurel.tlog.sequencing.EntryRow;
import dev.laurel.verification.published.PublishedKey;
import dev.laurel.verification.published.PublishedLookup;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Brings the keys of an issuer into the log, one after the other: the first is vouched for by
/// itself and by the platform's root key, which signed at registration, each later one by itself
/// and by the one before it.
///
/// An issuer without rows of its keys was registered before the log; its keys may sign.
final class KeyEntries {
  /// What a statement begins with, so that no other signature fits.
  private static final String LABEL = "laurel/key/v1\0";

  /// Keys remembered as logged; more issuers than this in one process are looked up again.
  private static final int MAX_REMEMBERED = 10_000;

  private final ItemStore items;
  private final PublishedLookup published;
  private final SigningKeys keys;
  private final ProofSigner signer;
  private final LogGate gate;
  private final InstantSource clock;
  private final Set<Cause.OfKey> logged = ConcurrentHashMap.newKeySet();

  KeyEntries(
      ItemStore items, SigningKeys keys, ProofSigner signer, LogGate gate, InstantSource clock) {
    this.items = items;
    this.published = new PublishedLookup(items);
    this.keys = keys;
    this.signer = signer;
    this.gate = gate;
    this.clock = clock;
  }

  /// Whether the issuer's key may sign credentials and lists: it is in the log, or older than that.
  boolean maySign(IssuerId issuer, String fragment) {
    Cause.OfKey key = new Cause.OfKey(issuer, fragment);
    if (logged.contains(key)) {
      return true;
    }
    Optional<PublishedKey> row = published.key(issuer, fragment);
    boolean may = row.isEmpty() || EntryId.parse(row.get().entry()).filter(gate::has).isPresent();
    if (may && logged.size() < MAX_REMEMBERED) {
      logged.add(key);
    }
    return may;
  }

  /// Queues what can be queued, and once more what the log refused, as far as that can be said in
  /// other bytes; answers whether all keys are in the log. Throws [SignerUnavailable], and
  /// [IllegalStateException] where the log refused a key and nothing else can be said.
  boolean bringUp(IssuerId issuer) {
    Optional<DeploymentKey> voucher = Optional.empty();
    for (DeploymentKey key : keys.publicKeys()) {
      Optional<PublishedKey> found = published.key(issuer, key.fragment());
      if (found.isPresent()) {
        if (!bringUp(found.get(), key, voucher)) {
          return false;
        }
        voucher = Optional.of(key);
      }
    }
    return true;
  }

  /// Whether this key is in the log; queues it where it is not on its way.
  private boolean bringUp(PublishedKey row, DeploymentKey key, Optional<DeploymentKey> voucher) {
    if (!row.isQueued()) {
      queue(row, signed(row, unsigned(row, key), key, voucher));
      return false;
    }
    return switch (gate.look(new EntryId(row.entry()))) {
      case LogGate.Look.Proven proven -> true;
      case LogGate.Look.NotYet notYet -> false;
      case LogGate.Look.Missing missing -> {
        queue(row, signed(row, unsigned(row, key), key, voucher));
        yield false;
      }
      case LogGate.Look.Ended(String why) -> throw new IllegalStateException(why);
      case LogGate.Look.Refused(String why) -> {
        queueAgain(row, key, voucher, why);
        yield false;
      }
    };
  }

  /// A refused entry is refused for ever, so another one says the same: at another hour, where
  /// nobody but the issuer's own keys has signed the hour; else only where a key signs the same
  /// statement differently each time.
  private void queueAgain(
      PublishedKey row, DeploymentKey key, Optional<DeploymentKey> voucher, String why) {
    KeyAdd before = unsigned(row, key);
    KeyAdd unsigned = before;
    if (others(row, before).isEmpty()) {
      unsigned =
          new KeyAdd(
              before.did(),
              before.method(),
              before.publicKeyMultibase(),
              before.suites(),
              List.of(),
              clock.instant());
      if (unsigned.at().equals(before.at())) {
        throw new IllegalStateException(why);
      }
    }
    KeyAdd entry = signed(row, unsigned, key, voucher);
    if (entry.id().hex().equals(row.entry())) {
      throw new IllegalStateException(why);
    }
    queue(row, entry);
  }

  private static KeyAdd unsigned(PublishedKey row, DeploymentKey key) {
    return KeyAdd.parseStatement((LABEL + row.statement()).getBytes(StandardCharsets.US_ASCII))
        .filter(add -> add.method().equals(row.method()))
        .filter(add -> add.publicKeyMultibase().equals(key.key().text()))
        .orElseThrow(() -> new IllegalStateException("stored key is damaged: " + row.method()));
  }

  /// The signatures that were there before any key of the issuer signed: the root key's.
  private static List<PublishedKey.Signature> others(PublishedKey row, KeyAdd unsigned) {
    return row.auth().stream()
        .filter(each -> !each.method().startsWith(unsigned.did() + "#"))
        .toList();
  }

  private KeyAdd signed(
      PublishedKey row, KeyAdd unsigned, DeploymentKey key, Optional<DeploymentKey> voucher) {
    List<Auth> auth = new ArrayList<>();
    auth.add(sign(unsigned, row.method(), key));
    others(row, unsigned).forEach(each -> auth.add(auth(each)));
    voucher.ifPresent(older -> auth.add(sign(unsigned, method(unsigned, older), older)));
    return unsigned.with(auth);
  }

  /// Queues the entry. Of many invocations one wins; the others' signatures are forgotten.
  private void queue(PublishedKey row, KeyAdd entry) {
    PublishedKey queued =
        new PublishedKey(
            row.issuer(),
            row.fragment(),
            row.version() + 1,
            row.method(),
            row.publicKeyMultibase(),
            row.suites(),
            entry.statementJson(),
            entry.auth().stream().map(KeyEntries::signature).toList(),
            entry.id().hex());
    String cause = new Cause.OfKey(row.issuer(), row.fragment()).text();
    Instant due = clock.instant().plus(IntentStep.STREAM_GRACE);
    WriteResult result =
        items.write(List.of(queued.write(), EntryRow.pending(entry, cause, due).create()));
    if (result instanceof WriteResult.Conflict && gate.knows(entry.id())) {
      // The very entry is in the log already, or on its way: the key's row is the older one.
      items.write(List.of(queued.write()));
    }
  }

  private Auth sign(KeyAdd unsigned, String method, DeploymentKey key) {
    Cryptosuite suite = Cryptosuite.of(key.key().algorithm());
    PreparedKeyEntry prepared = new PreparedKeyEntry(unsigned, suite, key.fragment());
    byte[] signature = signer.sign(prepared);
    if (signature.length == KeyAlgorithm.SIGNATURE_LENGTH) {
      Auth auth = new Auth(method, signature);
      if (KeyStatements.signedBy(unsigned.statement(), auth, key.key())) {
        return auth;
      }
    }
    throw new SignerUnavailable(
        "the signature of a key entry does not verify", true, new IllegalStateException());
  }

  private static String method(KeyAdd unsigned, DeploymentKey key) {
    return unsigned.did() + "#" + key.fragment();
  }

  private static Auth auth(PublishedKey.Signature stored) {
    return new Auth(stored.method(), Base64.getUrlDecoder().decode(stored.signature()));
  }

  private static PublishedKey.Signature signature(Auth auth) {
    return new PublishedKey.Signature(
        auth.method(), Base64.getUrlEncoder().withoutPadding().encodeToString(auth.signature()));
  }
}
