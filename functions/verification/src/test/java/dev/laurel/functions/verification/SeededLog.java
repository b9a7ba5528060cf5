package dev.laurel.functions.verification;

import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.proof.Contexts;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.SignatureEngine;
import dev.laurel.json.Json;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Write;
import dev.laurel.testkit.CountingRandom;
import dev.laurel.testkit.FixedClock;
import dev.laurel.testkit.MemoryObjectStore;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.tlog.entry.Issue;
import dev.laurel.tlog.sequencing.CommittedHead;
import dev.laurel.tlog.sequencing.EntryRow;
import dev.laurel.tlog.sequencing.Integrated;
import dev.laurel.tlog.sequencing.LogSigner;
import dev.laurel.tlog.sequencing.Sequencer;
import dev.laurel.tlog.sequencing.SequencerSettings;
import dev.laurel.verification.DidResolver.Resolution;
import dev.laurel.verification.StatusLists.Fetch;
import dev.laurel.verification.Verifier;
import dev.laurel.verification.published.DocumentName;
import dev.laurel.verification.published.PublishedLogRef;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.List;

/// The log of a seeded deployment, with a key of its own: entries are queued and integrated as the
/// sequencer does it.
final class SeededLog {
  static final String ORIGIN = "localhost:8080/log";

  private static final KeyPair KEY = key();
  private static final Verifier ENTRIES =
      new Verifier(
          Contexts.bundled(),
          did -> new Resolution.NotFound(),
          url -> new Fetch.NotFound(),
          () -> Seeded.NOW);

  private final ItemStore items;
  private final Sequencer sequencer;

  SeededLog(ItemStore items, FixedClock clock) {
    this.items = items;
    this.sequencer =
        new Sequencer(
            items,
            new MemoryObjectStore(clock),
            new Signer(),
            List.of(),
            clock,
            new CountingRandom(),
            SequencerSettings.of(ORIGIN, 1, ""));
  }

  static VerifierKey verifierKey() {
    return VerifierKey.ed25519(ORIGIN, Multikey.fromSpki(KEY.getPublic().getEncoded()).raw());
  }

  /// The salt of a credential's entry.
  static byte[] salt(CredentialId id) {
    byte[] salt = new byte[PublishedLogRef.SALT_BYTES];
    Arrays.fill(salt, (byte) id.text().charAt(0));
    return salt;
  }

  /// The entry of a signed document.
  static Issue entry(CredentialId id, byte[] signed) {
    return ENTRIES.entry(Json.parse(signed), salt(id)).orElseThrow();
  }

  /// What tells a signed document from all others.
  static DocumentName name(byte[] signed) {
    return ENTRIES.name(signed).orElseThrow();
  }

  /// Queues the entry of a signed document; answers the write that publishes where it is.
  Write add(CredentialId id, byte[] signed) {
    Issue entry = entry(id, signed);
    items.write(List.of(EntryRow.pending(entry, "award:" + id.text() + ":1", Seeded.NOW).create()));
    return new PublishedLogRef(id, entry.id().hex(), salt(id)).create();
  }

  void integrate() {
    Integrated _ = sequencer.run(List.of());
  }

  private static KeyPair key() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Signer() implements LogSigner {
    @Override
    public List<VerifierKey> keys() {
      return List.of(verifierKey());
    }

    @Override
    public byte[] sign(VerifierKey key, CommittedHead head) {
      return SignatureEngine.sign(KeyAlgorithm.ED25519, KEY.getPrivate(), head.message(key));
    }
  }
}
