package dev.laurel.functions.verification;

import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.did.DidKey;
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
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// An issuer with a did:key, who signs whatever he likes.
final class Stranger {
  private static final DataIntegrity INTEGRITY =
      new DataIntegrity(new Canonicalizer(Contexts.bundled()));

  private final KeyPair key;
  private final String did;

  Stranger() {
    try {
      key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    did = DidKey.of(Multikey.fromSpki(key.getPublic().getEncoded())).text();
  }

  /// A badge of his with a text in all that a page shows, not yet signed.
  ObjectNode credential() {
    byte[] ours =
        Seeded.credential(
                new CredentialId("2b".repeat(16)),
                1,
                Seeded.NAME,
                "Field Botany",
                Instant.parse("2028-11-01T10:00:00Z"))
            .toJsonBytes();
    String theirs =
        new String(ours, StandardCharsets.UTF_8)
            .replace(Seeded.DID.text(), did)
            .replace(Seeded.URLS.base(), "https://stranger.example");
    ObjectNode document = Json.parse(theirs.getBytes(StandardCharsets.UTF_8)).asObject();
    document.remove("credentialStatus");
    return document.put("description", "Awarded after a season outdoors.");
  }

  /// With his proof; as it is where it has no canonical form.
  byte[] signed(ObjectNode document) {
    byte[] unsigned = Json.bytes(document);
    ProofOptions options =
        new ProofOptions(
            Cryptosuite.EDDSA_RDFC_2022,
            did + "#" + did.substring("did:key:".length()),
            Seeded.NOW);
    return INTEGRITY.hash(unsigned, options) instanceof HashResult.Hashed hashed
        ? DataIntegrity.attach(
            unsigned,
            options,
            SignatureEngine.sign(KeyAlgorithm.ED25519, key.getPrivate(), hashed.hashData()))
        : unsigned;
  }
}
