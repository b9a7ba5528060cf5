package dev.laurel.functions.sequencer;

import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.SignatureEngine;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.tlog.sequencing.CommittedHead;
import dev.laurel.tlog.sequencing.LogSigner;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;

/// An Ed25519 key of a log, made for one test.
final class TestLogKeys implements LogSigner {
  private final KeyPair pair;
  private final VerifierKey key;

  TestLogKeys(String origin) {
    try {
      pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    key = VerifierKey.ed25519(origin, Multikey.fromSpki(pair.getPublic().getEncoded()).raw());
  }

  @Override
  public List<VerifierKey> keys() {
    return List.of(key);
  }

  @Override
  public byte[] sign(VerifierKey with, CommittedHead head) {
    return SignatureEngine.sign(KeyAlgorithm.ED25519, pair.getPrivate(), head.message(with));
  }
}
