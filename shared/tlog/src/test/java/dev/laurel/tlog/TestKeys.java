package dev.laurel.tlog;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;

/// A key pair of the JDK that signs checkpoints, as a log or a witness does.
public record TestKeys(VerifierKey verifier, KeyPair pair) {
  public static TestKeys ed25519(String name) {
    KeyPair pair = generate("Ed25519");
    return new TestKeys(VerifierKey.ed25519(name, rawEd25519(pair)), pair);
  }

  public static TestKeys cosigner(String name) {
    KeyPair pair = generate("Ed25519");
    return new TestKeys(VerifierKey.cosigner(name, rawEd25519(pair)), pair);
  }

  public static TestKeys mlDsa44(String name) {
    KeyPair pair = generate("ML-DSA-44");
    return new TestKeys(
        VerifierKey.mlDsa44(name, MlDsa44.rawKey(pair.getPublic().getEncoded())), pair);
  }

  public static KeyPair generate(String algorithm) {
    try {
      return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] rawEd25519(KeyPair pair) {
    byte[] spki = pair.getPublic().getEncoded();
    return Arrays.copyOfRange(spki, spki.length - 32, spki.length);
  }

  /// The signature line over a checkpoint.
  public NoteSignature sign(Checkpoint checkpoint, long time) {
    return verifier.signature(time, sign(verifier.message(checkpoint, time)));
  }

  /// The raw signature over any message.
  public byte[] sign(byte[] message) {
    String name = verifier.type() == VerifierKey.ML_DSA_44 ? "ML-DSA-44" : "Ed25519";
    try {
      Signature signature = Signature.getInstance(name);
      signature.initSign(pair.getPrivate());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
