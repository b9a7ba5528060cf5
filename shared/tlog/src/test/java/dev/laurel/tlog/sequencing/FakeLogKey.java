package dev.laurel.tlog.sequencing;

import dev.laurel.testkit.MemoryObjectStore;
import dev.laurel.tlog.VerifierKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The log's key in tests: it signs only heads that a consistent read of the lock row returned, and
/// only those that are in prefix relation with everything that it signed. What it refuses is kept
/// and fails the test at its end, whatever the sequencer makes of the refusal.
final class FakeLogKey implements LogSigner {
  static final String ORIGIN = "log.example/log";

  private static final KeyPair ED25519 = pair("Ed25519");
  private static final KeyPair ML_DSA = pair("ML-DSA-44");
  private static final VerifierKey ED25519_KEY = VerifierKey.ed25519(ORIGIN, raw(ED25519, 32));
  private static final VerifierKey ML_DSA_KEY = VerifierKey.mlDsa44(ORIGIN, raw(ML_DSA, 1_312));

  /// Signatures of bytes that were signed before, for tests that sign the same in each of many
  /// runs.
  private static final Map<String, byte[]> KNOWN = new ConcurrentHashMap<>();

  private final MemoryObjectStore files;
  private final boolean mlDsa;
  private final Set<String> read = new HashSet<>();
  private final Map<String, List<String>> signed = new HashMap<>();
  private final List<String> broken = new ArrayList<>();

  /// @param files where the tiles of what is signed must lie already
  FakeLogKey(MemoryObjectStore files, boolean mlDsa) {
    this.files = files;
    this.mlDsa = mlDsa;
  }

  /// The same key, which remembers the same.
  FakeLogKey copy(MemoryObjectStore itsFiles) {
    FakeLogKey copy = new FakeLogKey(itsFiles, mlDsa);
    copy.read.addAll(read);
    copy.signed.putAll(signed);
    return copy;
  }

  /// Takes note of what a consistent read of the lock row returned.
  synchronized void wasRead(Head head) {
    read.add(name(head));
  }

  /// What was asked of it and must never be.
  synchronized List<String> broken() {
    return List.copyOf(broken);
  }

  /// The sizes of all heads that it signed.
  synchronized Set<Integer> signedSizes() {
    Set<Integer> sizes = new HashSet<>();
    signed.values().forEach(entries -> sizes.add(entries.size()));
    return sizes;
  }

  @Override
  public List<VerifierKey> keys() {
    return mlDsa ? List.of(ED25519_KEY, ML_DSA_KEY) : List.of(ED25519_KEY);
  }

  @Override
  public synchronized byte[] sign(VerifierKey key, CommittedHead committed) {
    Head head = committed.head();
    if (!read.contains(name(head))) {
      refuse("a head that no consistent read returned: " + name(head));
    }
    Optional<List<byte[]>> entries = NaiveLog.entries(files, head.size());
    if (entries.isEmpty() || !Arrays.equals(NaiveLog.root(entries.get()), head.root().bytes())) {
      refuse("a head whose bundles are not there: " + name(head));
    }
    List<String> tree = entries.orElseThrow().stream().map(NaiveLog::hex).toList();
    for (List<String> other : signed.values()) {
      int common = Math.min(tree.size(), other.size());
      if (!tree.subList(0, common).equals(other.subList(0, common))) {
        refuse("a fork: " + name(head));
      }
    }
    signed.put(head.root().hex(), tree);
    return signature(key.equals(ED25519_KEY) ? ED25519 : ML_DSA, key, committed.message(key));
  }

  private void refuse(String what) {
    broken.add(what);
    throw new IllegalStateException("the log's key refuses " + what);
  }

  private static String name(Head head) {
    return head.size() + " " + head.root().hex() + " " + head.time() + " " + head.nonce();
  }

  private static byte[] signature(KeyPair pair, VerifierKey key, byte[] message) {
    return KNOWN.computeIfAbsent(
        key.type() + NaiveLog.hex(message),
        unsigned -> {
          try {
            Signature signature = Signature.getInstance(pair.getPrivate().getAlgorithm());
            signature.initSign(pair.getPrivate());
            signature.update(message);
            return signature.sign();
          } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
          }
        });
  }

  private static KeyPair pair(String algorithm) {
    try {
      return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] raw(KeyPair pair, int length) {
    byte[] spki = pair.getPublic().getEncoded();
    return Arrays.copyOfRange(spki, spki.length - length, spki.length);
  }
}
