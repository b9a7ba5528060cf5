package dev.laurel.credentials.proof;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;

/// Key pairs for tests.
public final class TestKeys {
  private TestKeys() {}

  public static KeyPair pair(KeyAlgorithm algorithm) {
    try {
      return switch (algorithm) {
        case ED25519 -> KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        case P256 -> curve("secp256r1");
        case P384 -> curve("secp384r1");
        case ML_DSA_44 -> KeyPairGenerator.getInstance("ML-DSA-44").generateKeyPair();
      };
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyPair curve(String name) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(name));
    return generator.generateKeyPair();
  }

  public static Multikey multikey(KeyPair pair) {
    return Multikey.fromSpki(pair.getPublic().getEncoded());
  }

  /// The private key in 32 bytes as RFC 8032 has it.
  static PrivateKey ed25519(byte[] seed) {
    byte[] der =
        HexFormat.of()
            .parseHex("302e020100300506032b657004220420" + HexFormat.of().formatHex(seed));
    try {
      return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
