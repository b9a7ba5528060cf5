package dev.laurel.tlog.entry;

import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.SignatureEngine;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/// A key of an issuer, or the root key, that signs statements with the JDK.
public record TestIssuer(String method, KeyAlgorithm algorithm, KeyPair pair) {
  private static final Instant AT = Instant.parse("2026-11-21T22:00:00Z");

  public static TestIssuer ed25519(String method) {
    return new TestIssuer(method, KeyAlgorithm.ED25519, generate(KeyAlgorithm.ED25519));
  }

  public static TestIssuer p256(String method) {
    return new TestIssuer(method, KeyAlgorithm.P256, generate(KeyAlgorithm.P256));
  }

  /// A root key, which is named by its own did:key.
  public static TestIssuer root() {
    TestIssuer unnamed = ed25519("");
    return new TestIssuer(KeyStatements.rootMethod(unnamed.key()), unnamed.algorithm, unnamed.pair);
  }

  private static KeyPair generate(KeyAlgorithm algorithm) {
    try {
      KeyPairGenerator generator =
          KeyPairGenerator.getInstance(algorithm == KeyAlgorithm.P256 ? "EC" : "Ed25519");
      if (algorithm == KeyAlgorithm.P256) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  public Multikey key() {
    return Multikey.fromSpki(pair.getPublic().getEncoded());
  }

  public Auth sign(byte[] statement) {
    return new Auth(method, SignatureEngine.sign(algorithm, pair.getPrivate(), statement));
  }

  private String did() {
    return method.substring(0, method.indexOf('#'));
  }

  /// The entry that adds this key, signed by these in order.
  public KeyAdd added(TestIssuer... signers) {
    KeyAdd add = new KeyAdd(did(), method, key().text(), List.of("eddsa-rdfc-2022"), List.of(), AT);
    return add.with(signatures(add.statement(), signers));
  }

  /// The entry that retires this key, signed by these.
  public KeyRetire retired(TestIssuer... signers) {
    KeyRetire retire =
        new KeyRetire(did(), method, key().text(), OptionalLong.of(3), "lost", List.of(), AT);
    return retire.with(signatures(retire.statement(), signers));
  }

  private static List<Auth> signatures(byte[] statement, TestIssuer... signers) {
    return List.of(signers).stream().map(signer -> signer.sign(statement)).toList();
  }
}
