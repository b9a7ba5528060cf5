package dev.laurel.verification;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.did.NamedKey;
import dev.laurel.credentials.proof.Canonicalizer;
import dev.laurel.credentials.proof.Contexts;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.DataIntegrity;
import dev.laurel.credentials.proof.HashResult;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.ProofOptions;
import dev.laurel.credentials.proof.SignatureEngine;
import dev.laurel.credentials.proof.SignedProof;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.List;

/// A throwaway key of the JDK that signs documents in tests.
public record TestKey(Cryptosuite suite, KeyPair pair) {
  public static final Contexts CONTEXTS = Contexts.bundled();
  public static final DataIntegrity INTEGRITY = new DataIntegrity(new Canonicalizer(CONTEXTS));
  public static final Instant SIGNED = Instant.parse("2026-11-01T10:00:00Z");

  public static TestKey ed25519() {
    return of(Cryptosuite.EDDSA_RDFC_2022);
  }

  public static TestKey p256() {
    return of(Cryptosuite.ECDSA_RDFC_2019);
  }

  /// A new key of the kind that a suite signs with.
  public static TestKey of(Cryptosuite suite) {
    try {
      KeyPairGenerator generator =
          switch (suite.algorithm()) {
            case ED25519 -> KeyPairGenerator.getInstance("Ed25519");
            case ML_DSA_44 -> KeyPairGenerator.getInstance("ML-DSA-44");
            case P256, P384 -> {
              KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
              curve.initialize(new java.security.spec.ECGenParameterSpec("secp256r1"));
              yield curve;
            }
          };
      return new TestKey(suite, generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The same key with another suite.
  public TestKey with(Cryptosuite other) {
    return new TestKey(other, pair);
  }

  public Multikey multikey() {
    return Multikey.fromSpki(pair.getPublic().getEncoded());
  }

  public DidDocument document(Did did, String fragment) {
    return DidDocument.issuer(did, List.of(new NamedKey(fragment, multikey())));
  }

  public byte[] sign(byte[] unsigned, String method) {
    return sign(unsigned, method, SIGNED);
  }

  public byte[] sign(byte[] unsigned, String method, Instant created) {
    return DataIntegrity.attach(unsigned, List.of(proof(unsigned, method, created)));
  }

  public SignedProof proof(byte[] unsigned, String method, Instant created) {
    ProofOptions options = new ProofOptions(suite, method, created);
    return switch (INTEGRITY.hash(unsigned, options)) {
      case HashResult.Hashed(byte[] hash) -> new SignedProof(options, signature(hash));
      case dev.laurel.credentials.proof.Canonicalization.Refused refused ->
          throw new IllegalStateException(refused.toString());
    };
  }

  public byte[] signature(byte[] message) {
    return SignatureEngine.sign(suite.algorithm(), pair.getPrivate(), message);
  }
}
