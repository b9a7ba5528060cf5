package dev.laurel.credentials.proof;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The one place that chooses who computes signatures. The JDK's own Ed25519 takes 10 to 25 times
/// as long as others (measured 2026-11), so a faster provider is preferred where the process has
/// registered one (`Security.addProvider`); nothing depends on it. The others stay with the order
/// of the process, because the JDK's are fast.
public final class SignatureEngine {
  /// Providers with a fast Ed25519, the fastest first: Amazon Corretto Crypto Provider,
  /// BouncyCastle.
  private static final List<String> FASTER_ED25519 = List.of("AmazonCorrettoCryptoProvider", "BC");

  private SignatureEngine() {}

  /// Who computes signatures of an algorithm at this moment; for reports and measurements.
  public static String providerName(KeyAlgorithm algorithm) {
    try {
      return signature(algorithm).getProvider().getName();
    } catch (GeneralSecurityException e) {
      throw missing(algorithm, e);
    }
  }

  /// The signature of a message. For keys that the process holds; keys in a key service are used
  /// behind the signer's port.
  public static byte[] sign(KeyAlgorithm algorithm, PrivateKey key, byte[] message) {
    try {
      Signature signature = signature(algorithm);
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("signing with " + algorithm + " failed", e);
    }
  }

  /// Whether the provider accepts the signature of each message; what a provider may overlook is
  /// checked before.
  static boolean verify(Multikey key, List<byte[]> messages, List<byte[]> signatures) {
    try {
      PublicKey found = publicKey(key);
      for (int i = 0; i < messages.size(); i++) {
        Signature verifier = signature(key.algorithm());
        verifier.initVerify(found);
        verifier.update(messages.get(i));
        if (!verifier.verify(signatures.get(i))) {
          return false;
        }
      }
      return true;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  static PublicKey publicKey(Multikey key) {
    KeyAlgorithm algorithm = key.algorithm();
    byte[] point =
        switch (algorithm) {
          case ED25519, ML_DSA_44 -> key.raw();
          case P256, P384 ->
              PrimeCurve.of(algorithm)
                  .decompress(key.raw())
                  .orElseThrow(() -> new IllegalArgumentException("not a point of its curve"));
        };
    byte[] prefix = algorithm.spkiPrefix();
    byte[] spki = Arrays.copyOf(prefix, prefix.length + point.length);
    System.arraycopy(point, 0, spki, prefix.length, point.length);
    try {
      Optional<Provider> faster = faster(algorithm);
      KeyFactory factory =
          faster.isPresent()
              ? KeyFactory.getInstance(algorithm.keyName(), faster.get())
              : KeyFactory.getInstance(algorithm.keyName());
      return factory.generatePublic(new X509EncodedKeySpec(spki));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a public key of " + algorithm, e);
    }
  }

  private static Signature signature(KeyAlgorithm algorithm) throws GeneralSecurityException {
    Optional<Provider> faster = faster(algorithm);
    return faster.isPresent()
        ? Signature.getInstance(algorithm.signatureName(), faster.get())
        : Signature.getInstance(algorithm.signatureName());
  }

  private static Optional<Provider> faster(KeyAlgorithm algorithm) {
    if (algorithm != KeyAlgorithm.ED25519) {
      return Optional.empty();
    }
    for (String name : FASTER_ED25519) {
      Provider provider = Security.getProvider(name);
      if (provider != null
          && provider.getService("Signature", algorithm.signatureName()) != null
          && provider.getService("KeyFactory", algorithm.keyName()) != null) {
        return Optional.of(provider);
      }
    }
    return Optional.empty();
  }

  private static IllegalStateException missing(
      KeyAlgorithm algorithm, GeneralSecurityException cause) {
    return new IllegalStateException("no provider computes " + algorithm, cause);
  }
}
