package dev.laurel.verification;

import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.SignatureEngine;
import dev.laurel.json.Json;
import dev.laurel.tlog.Checkpoint;
import dev.laurel.tlog.Note;
import dev.laurel.tlog.TlogProof;
import dev.laurel.tlog.TreeExtension;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.verification.LogEvidence.Evidence;
import java.util.ArrayList;
import java.util.List;

/// A log in memory with entries around the one that is looked at.
public final class TestLog {
  public static final String ORIGIN = "localhost:8080/log";

  public final TestKey key = TestKey.ed25519();
  private final List<byte[]> entries = new ArrayList<>();

  public VerifierKey verifierKey() {
    return VerifierKey.ed25519(ORIGIN, key.multikey().raw());
  }

  /// Appends an entry; answers its index.
  public long add(byte[] entry) {
    entries.add(entry.clone());
    return entries.size() - 1;
  }

  /// Appends the entry of a signed credential.
  public long add(byte[] document, byte[] salt) {
    Verifier verifier = new Samples().verifier();
    return add(verifier.entry(Json.parse(document), salt).orElseThrow().bytes());
  }

  /// The checkpoint over everything so far.
  public byte[] checkpoint() {
    Checkpoint checkpoint = new Checkpoint(ORIGIN, entries.size(), tree().root());
    return signed(checkpoint, verifierKey(), key);
  }

  /// A checkpoint signed with a key under a name.
  public static byte[] signed(Checkpoint checkpoint, VerifierKey name, TestKey key) {
    byte[] signature =
        SignatureEngine.sign(
            KeyAlgorithm.ED25519, key.pair().getPrivate(), name.message(checkpoint, 0));
    return new Note(checkpoint.text(), List.of(name.signature(0, signature))).bytes();
  }

  public TlogProof proof(long index, byte[] salt) {
    return new TlogProof(salt, index, tree().inclusion(index), checkpoint());
  }

  public Evidence.Found found(long index, byte[] salt) {
    return found(proof(index, salt));
  }

  public Evidence.Found found(TlogProof proof) {
    return new Evidence.Found(proof, ORIGIN, List.of(verifierKey()));
  }

  private TreeExtension tree() {
    return TreeExtension.of(0, path -> new byte[0], entries);
  }
}
