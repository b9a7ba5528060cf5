package dev.laurel.issuance;

import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.SignatureEngine;
import dev.laurel.issuers.SigningKeys;
import dev.laurel.json.Json;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.testkit.Faults;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/// The deployment's keys in memory: signs, remembers what it signed, and misbehaves as told.
final class TestSigner implements ProofSigner, SigningKeys {
  /// One signature: the document's id, its text, and the hash data.
  record Signed(String id, String document, String hashData) {}

  private static final KeyPair ED25519 = pair("Ed25519");
  private static final KeyPair P256 = pair("EC");

  final List<Signed> signed = new ArrayList<>();
  UnaryOperator<byte[]> spoil = UnaryOperator.identity();
  boolean onlyP256;
  private final Faults faults;

  TestSigner(Faults faults) {
    this.faults = faults;
  }

  private static KeyPair pair(String algorithm) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if (algorithm.equals("EC")) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<DeploymentKey> publicKeys() {
    DeploymentKey second = new DeploymentKey("key-2", key(P256));
    return onlyP256 ? List.of(second) : List.of(new DeploymentKey("key-1", key(ED25519)), second);
  }

  private static Multikey key(KeyPair pair) {
    return Multikey.fromSpki(pair.getPublic().getEncoded());
  }

  @Override
  public byte[] sign(PreparedCredential prepared) {
    try {
      return faults.call("sign", () -> signAndRemember(prepared));
    } catch (StoreUnavailable e) {
      throw new SignerUnavailable("planned fault", true, e);
    }
  }

  private synchronized byte[] signAndRemember(PreparedCredential prepared) {
    JsonNode document = Json.parse(prepared.unsigned());
    signed.add(
        new Signed(
            document.path("id").stringValue(),
            document.toString(),
            HexFormat.of().formatHex(prepared.hashData())));
    boolean ed25519 = prepared.suite() == Cryptosuite.EDDSA_RDFC_2022;
    if (!prepared.keyFragment().equals(ed25519 ? "key-1" : "key-2")) {
      throw new IllegalStateException("suite and key do not fit");
    }
    return spoil.apply(
        SignatureEngine.sign(
            ed25519 ? KeyAlgorithm.ED25519 : KeyAlgorithm.P256,
            (ed25519 ? ED25519 : P256).getPrivate(),
            prepared.hashData()));
  }

  /// Signatures over documents whose id holds the part.
  synchronized List<Signed> of(String part) {
    return signed.stream().filter(each -> each.id().contains(part)).toList();
  }
}
