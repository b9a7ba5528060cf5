package dev.laurel.functions.issuers;

import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.SignatureEngine;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.entry.RootKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;

/// The root key in memory; away where told so.
final class TestRootKey implements RootKey {
  private static final KeyPair PAIR = pair();

  boolean away;

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Multikey publicKey() {
    return Multikey.fromSpki(PAIR.getPublic().getEncoded());
  }

  @Override
  public byte[] sign(KeyAdd unsigned) {
    if (away) {
      throw new StoreUnavailable("planned");
    }
    return SignatureEngine.sign(KeyAlgorithm.ED25519, PAIR.getPrivate(), unsigned.statement());
  }
}
