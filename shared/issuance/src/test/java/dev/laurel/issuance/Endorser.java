package dev.laurel.issuance;

import dev.laurel.credentials.did.DidKey;
import dev.laurel.credentials.proof.Canonicalizer;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.DataIntegrity;
import dev.laurel.credentials.proof.HashResult;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.ProofOptions;
import dev.laurel.credentials.proof.SignatureEngine;
import dev.laurel.credentials.proof.SignedProof;
import dev.laurel.json.Json;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Somebody with a did:key who endorses others.
final class Endorser {
  private final KeyPair pair = pair();
  private final Multikey key = Multikey.fromSpki(pair.getPublic().getEncoded());

  String did() {
    return DidKey.of(key).text();
  }

  /// An endorsement without its proof.
  ObjectNode unsigned(String id, String subject) {
    ObjectNode credential = Json.object();
    credential
        .putArray("@context")
        .add("https://www.w3.org/ns/credentials/v2")
        .add("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json");
    credential.put("id", id);
    credential.putArray("type").add("VerifiableCredential").add("EndorsementCredential");
    credential.put("name", "Endorsement of data analysis");
    ObjectNode issuer = credential.putObject("issuer").put("id", did());
    issuer.putArray("type").add("Profile");
    issuer.put("name", "Guild of Analysts");
    credential.put("validFrom", "2026-01-01T00:00:00Z");
    ObjectNode endorsed = credential.putObject("credentialSubject").put("id", subject);
    endorsed.putArray("type").add("EndorsementSubject");
    endorsed.put("endorsementComment", "We hire people who have it.");
    return credential;
  }

  ObjectNode signed(String id, String subject) {
    return sign(unsigned(id, subject));
  }

  Multikey key() {
    return key;
  }

  ObjectNode sign(ObjectNode unsigned) {
    return sign(unsigned, did() + "#" + key.text());
  }

  ObjectNode sign(ObjectNode unsigned, String method) {
    byte[] bytes = Json.bytes(unsigned);
    ProofOptions options =
        new ProofOptions(
            Cryptosuite.EDDSA_RDFC_2022, method, Instant.parse("2026-02-01T00:00:00Z"));
    if (new DataIntegrity(new Canonicalizer(World.CONTEXTS)).hash(bytes, options)
        instanceof HashResult.Hashed(byte[] hash)) {
      byte[] signature = SignatureEngine.sign(KeyAlgorithm.ED25519, pair.getPrivate(), hash);
      return Json.parse(DataIntegrity.attach(bytes, List.of(new SignedProof(options, signature))))
          .asObject();
    }
    throw new AssertionError("it has no canonical form");
  }

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
