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
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.List;

/// A throwaway key of the JDK that signs documents in tests.
public record TestKey(Cryptosuite suite, KeyPair pair) {
  public static final Contexts CONTEXTS = Contexts.bundled();
  public static final DataIntegrity INTEGRITY = new DataIntegrity(new Canonicalizer(CONTEXTS));
  public static final Instant SIGNED = Instant.parse("2026-11-01T10:00:00Z");

  public static TestKey ed25519() {
    return generate(Cryptosuite.EDDSA_RDFC_2022, "Ed25519");
  }

  public static TestKey p256() {
    return generate(Cryptosuite.ECDSA_RDFC_2019, "secp256r1");
  }

  private static TestKey generate(Cryptosuite suite, String name) {
    try {
      KeyPairGenerator generator;
      if (name.equals("Ed25519")) {
        generator = KeyPairGenerator.getInstance(name);
      } else {
        generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new java.security.spec.ECGenParameterSpec(name));
      }
      return new TestKey(suite, generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public Multikey multikey() {
    return Multikey.fromSpki(pair.getPublic().getEncoded());
  }

  public DidDocument document(Did did, String fragment) {
    return DidDocument.issuer(did, List.of(new NamedKey(fragment, multikey())));
  }

  public byte[] sign(byte[] unsigned, String method) {
    ProofOptions options = new ProofOptions(suite, method, SIGNED);
    return switch (INTEGRITY.hash(unsigned, options)) {
      case HashResult.Hashed(byte[] hash) ->
          DataIntegrity.attach(unsigned, options, signature(hash));
      case dev.laurel.credentials.proof.Canonicalization.Refused refused ->
          throw new IllegalStateException(refused.toString());
    };
  }

  public byte[] signature(byte[] hash) {
    try {
      Signature signature =
          Signature.getInstance(
              suite == Cryptosuite.EDDSA_RDFC_2022 ? "Ed25519" : "SHA256withECDSAinP1363Format");
      signature.initSign(pair.getPrivate());
      signature.update(hash);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
