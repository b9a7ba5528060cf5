package dev.laurel.tlog.entry;

import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.ProofVerifier;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The rules of key entries: who must have signed them. The sequencer refuses by them, and whoever
/// checks the log judges by them.
public final class KeyStatements {
  private KeyStatements() {}

  /// A key of a DID as the log knows it so far.
  ///
  /// @param active added and not retired
  public record KnownKey(String method, String publicKeyMultibase, boolean active) {}

  /// Whether the signature is the key's over the statement: pure Ed25519, or ECDSA on P-256 with
  /// SHA-256 and r and s. Never throws.
  public static boolean signedBy(byte[] statement, Auth auth, Multikey key) {
    return new ProofVerifier()
        .verify(Cryptosuite.of(key.algorithm()), key, statement, auth.signature());
  }

  /// Why a key must not be added, or empty where it may: it is new, and exactly itself and an older
  /// active key of the DID signed - the root key where the DID has none yet.
  ///
  /// @param known all keys of the DID that the log holds before this entry
  /// @param roots the platform's root key, or none where it is not known: then no DID begins
  public static Optional<String> refusal(
      KeyAdd add, Collection<KnownKey> known, Collection<Multikey> roots) {
    Optional<Multikey> key = Multikey.parse(add.publicKeyMultibase());
    if (key.isEmpty()) {
      return Optional.of("the key is of no kind that is known");
    }
    if (named(known, add.method()).isPresent()) {
      return Optional.of("the method is in the log already");
    }
    byte[] statement = add.statement();
    List<Auth> others =
        add.auth().stream().filter(auth -> !auth.method().equals(add.method())).toList();
    if (others.size() != 1 || add.auth().size() != 2) {
      return Optional.of("not signed by exactly the new key and one other");
    }
    for (Auth auth : add.auth()) {
      if (auth.method().equals(add.method()) && !signedBy(statement, auth, key.get())) {
        return Optional.of("the new key's signature fails");
      }
    }
    return known.isEmpty()
        ? rootRefusal(statement, others.getFirst(), roots)
        : activeRefusal(statement, others.getFirst(), known);
  }

  /// Why a key must not be retired, or empty where it may: it is active, and exactly one active key
  /// of the DID signed, itself included.
  ///
  /// @param known all keys of the DID that the log holds before this entry
  public static Optional<String> refusal(KeyRetire retire, Collection<KnownKey> known) {
    Optional<KnownKey> key = named(known, retire.method());
    if (key.isEmpty() || !key.get().publicKeyMultibase().equals(retire.publicKeyMultibase())) {
      return Optional.of("the log does not hold that key under that method");
    }
    if (!key.get().active()) {
      return Optional.of("the key is retired already");
    }
    return retire.auth().size() == 1
        ? activeRefusal(retire.statement(), retire.auth().getFirst(), known)
        : Optional.of("not signed by exactly one key");
  }

  /// How the root key is named in `auth`: as the did:key that it is.
  public static String rootMethod(Multikey root) {
    return "did:key:" + root.text() + "#" + root.text();
  }

  private static Optional<String> rootRefusal(
      byte[] statement, Auth auth, Collection<Multikey> roots) {
    Optional<Multikey> root =
        roots.stream().filter(key -> auth.method().equals(rootMethod(key))).findFirst();
    if (root.isEmpty()) {
      return Optional.of("a DID's first key is signed by the root key");
    }
    return signedBy(statement, auth, root.get())
        ? Optional.empty()
        : Optional.of("the root key's signature fails");
  }

  private static Optional<String> activeRefusal(
      byte[] statement, Auth auth, Collection<KnownKey> known) {
    Optional<Multikey> signer =
        named(known, auth.method())
            .filter(KnownKey::active)
            .flatMap(key -> Multikey.parse(key.publicKeyMultibase()));
    if (signer.isEmpty()) {
      return Optional.of("not signed by an active key of the DID");
    }
    return signedBy(statement, auth, signer.get())
        ? Optional.empty()
        : Optional.of("the signature of " + auth.method() + " fails");
  }

  private static Optional<KnownKey> named(Collection<KnownKey> known, String method) {
    return known.stream().filter(key -> key.method().equals(method)).findFirst();
  }
}
