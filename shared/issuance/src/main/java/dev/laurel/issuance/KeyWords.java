package dev.laurel.issuance;

import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.issuers.SigningKeyName;
import dev.laurel.issuers.SigningKeys;
import dev.laurel.issuers.SigningKeys.DeploymentKey;
import dev.laurel.tlog.entry.Auth;
import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.entry.KeyRetire;
import dev.laurel.tlog.entry.KeyStatements;
import dev.laurel.verification.published.KeyEnd;
import dev.laurel.verification.published.PublishedKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// What keys say of keys: reads the statements that stand in rows, has them signed, and believes no
/// signature that it has not verified.
final class KeyWords {
  /// What a statement begins with, so that no other signature fits.
  private static final String LABEL = "laurel/key/v1\0";

  private final SigningKeys keys;
  private final ProofSigner signer;

  KeyWords(SigningKeys keys, ProofSigner signer) {
    this.keys = keys;
    this.signer = signer;
  }

  /// Whether the row is of a key that could sign here: emulators lack some of the deployment's.
  boolean isKnown(PublishedKey row) {
    return SigningKeyName.isFragment(row.fragment())
        || keys.publicKeys().stream().anyMatch(key -> key.fragment().equals(row.fragment()));
  }

  /// Who vouches for the next key of a DID, or for the end of another one: the newest that may go
  /// on.
  static Optional<PublishedKey> voucher(List<PublishedKey> ring) {
    return ring.reversed().stream().filter(PublishedKey::isActive).findFirst();
  }

  /// The unsigned entry by which the row's key begins. Throws [IllegalStateException] for a damaged
  /// row.
  static KeyAdd add(PublishedKey row) {
    return KeyAdd.parseStatement(statement(row.statement()))
        .filter(add -> add.method().equals(row.method()))
        .filter(add -> add.publicKeyMultibase().equals(row.publicKeyMultibase()))
        .orElseThrow(() -> damaged(row));
  }

  /// The unsigned entry by which the row's key ends. Throws [IllegalStateException] for a damaged
  /// row.
  static KeyRetire retire(PublishedKey row) {
    return KeyRetire.parseStatement(statement(row.end().statement()))
        .filter(retire -> retire.method().equals(row.method()))
        .filter(retire -> retire.publicKeyMultibase().equals(row.publicKeyMultibase()))
        .orElseThrow(() -> damaged(row));
  }

  /// The signatures that were there before any key of the issuer signed: the root key's.
  static List<PublishedKey.Signature> others(PublishedKey row) {
    return row.auth().stream().filter(each -> !each.method().startsWith(row.did() + "#")).toList();
  }

  /// The entry signed by the row's key itself, and by the root key or an older one. Throws
  /// [IllegalStateException] where neither vouches.
  KeyAdd signed(PublishedKey row, KeyAdd unsigned, Optional<PublishedKey> voucher) {
    List<PublishedKey.Signature> others = others(row);
    if (others.isEmpty() && voucher.isEmpty()) {
      throw alone(row);
    }
    List<Auth> auth = new ArrayList<>();
    auth.add(sign(row, unsigned));
    others.forEach(each -> auth.add(new Auth(each.method(), bytes(each.signature()))));
    if (others.isEmpty()) {
      auth.add(sign(voucher.orElseThrow(), unsigned));
    }
    return unsigned.with(auth);
  }

  /// The entry signed by another key of the DID that may go on, or by the row's key itself: the
  /// last word of a retired one, and of the key that a did:key is. Throws [IllegalStateException]
  /// where nobody may say it.
  KeyRetire signed(PublishedKey row, KeyRetire unsigned, List<PublishedKey> ring) {
    PublishedKey by = voucher(ring).orElse(row);
    if (by.state() == KeyEnd.State.COMPROMISED && !row.did().startsWith("did:key:")) {
      throw alone(row);
    }
    Multikey key = key(by);
    Cryptosuite suite = Cryptosuite.of(key.algorithm());
    byte[] signature = signer.sign(PreparedKeyEntry.of(unsigned, suite, by.method()));
    return unsigned.with(List.of(verified(unsigned.statement(), by, key, signature)));
  }

  private Auth sign(PublishedKey by, KeyAdd unsigned) {
    Multikey key = key(by);
    Cryptosuite suite = Cryptosuite.of(key.algorithm());
    byte[] signature = signer.sign(PreparedKeyEntry.of(unsigned, suite, by.method()));
    return verified(unsigned.statement(), by, key, signature);
  }

  private static Auth verified(byte[] statement, PublishedKey by, Multikey key, byte[] signature) {
    if (signature.length > 0 && signature.length <= LONGEST_SIGNATURE) {
      Auth auth = new Auth(by.method(), signature);
      if (KeyStatements.signedBy(statement, auth, key)) {
        return auth;
      }
    }
    throw new SignerUnavailable(
        "the signature of a key entry does not verify", true, new IllegalStateException());
  }

  /// Longest signature that is looked at: ML-DSA-44's.
  private static final int LONGEST_SIGNATURE = 2_420;

  /// The key of a row as the key store has it. Throws [IllegalStateException] where it has another
  /// one, and [SignerUnavailable] where it has none.
  private Multikey key(PublishedKey row) {
    Optional<Multikey> found =
        SigningKeyName.isFragment(row.fragment())
            ? keys.own(row.issuer(), row.fragment())
            : keys.publicKeys().stream()
                .filter(key -> key.fragment().equals(row.fragment()))
                .map(DeploymentKey::key)
                .findFirst();
    if (found.isEmpty()) {
      throw new SignerUnavailable(
          "there is no key " + row.fragment() + " of " + row.issuer(),
          false,
          new IllegalStateException());
    }
    return found
        .filter(key -> key.text().equals(row.publicKeyMultibase()))
        .orElseThrow(() -> damaged(row));
  }

  private static IllegalStateException alone(PublishedKey row) {
    return new IllegalStateException("no active key of its DID vouches for " + row.method());
  }

  private static IllegalStateException damaged(PublishedKey row) {
    return new IllegalStateException("stored key is damaged: " + row.method());
  }

  private static byte[] statement(String json) {
    return (LABEL + json).getBytes(StandardCharsets.US_ASCII);
  }

  /// A signature as rows have it.
  static String text(byte[] signature) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }

  private static byte[] bytes(String signature) {
    return Base64.getUrlDecoder().decode(signature);
  }
}
