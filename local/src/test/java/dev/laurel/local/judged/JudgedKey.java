package dev.laurel.local.judged;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.DidKey;
import dev.laurel.credentials.proof.Canonicalization;
import dev.laurel.credentials.proof.Canonicalizer;
import dev.laurel.credentials.proof.Contexts;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.DataIntegrity;
import dev.laurel.credentials.proof.HashResult;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.ProofOptions;
import dev.laurel.credentials.proof.SignatureEngine;
import dev.laurel.json.Json;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// A throwaway Ed25519 key under its own did:key, so that every verifier resolves it alike.
public record JudgedKey(KeyPair pair, Did did) {
  static final Contexts CONTEXTS = Contexts.bundled();
  static final Instant SIGNED = Instant.parse("2026-10-01T10:00:00Z");
  private static final DataIntegrity INTEGRITY = new DataIntegrity(new Canonicalizer(CONTEXTS));

  public static JudgedKey make() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new JudgedKey(pair, DidKey.of(Multikey.fromSpki(pair.getPublic().getEncoded())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The id of its verification method.
  String method() {
    return did.withFragment(did.identifier()).text();
  }

  ProofOptions options() {
    return new ProofOptions(Cryptosuite.EDDSA_RDFC_2022, method(), SIGNED);
  }

  /// The document with its proof. Throws [IllegalStateException] where it has no canonical form.
  public byte[] sign(JsonNode unsigned) {
    return sign(Json.bytes(unsigned));
  }

  byte[] sign(byte[] unsigned) {
    return switch (INTEGRITY.hash(unsigned, options())) {
      case HashResult.Hashed(byte[] hashData) ->
          DataIntegrity.attach(
              unsigned,
              options(),
              SignatureEngine.sign(KeyAlgorithm.ED25519, pair.getPrivate(), hashData));
      case Canonicalization.Refused refused -> throw new IllegalStateException(refused.toString());
    };
  }
}
