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
import java.util.function.Consumer;
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
  Runnable whileSigning = () -> {};
  private final Faults faults;
  private final Consumer<String> demand;

  /// `demand` throws for hash data that must not be signed at this moment.
  TestSigner(Faults faults, Consumer<String> demand) {
    this.faults = faults;
    this.demand = demand;
  }

  private static KeyPair pair(String algorithm) {
    try {
      // By name: pairs of other makers may repeat.
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, "SunEC");
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

  @Override
  public byte[] sign(PreparedKeyEntry prepared) {
    try {
      return faults.call("signKey", () -> sign(prepared.suite(), prepared.statement()));
    } catch (StoreUnavailable e) {
      throw new SignerUnavailable("planned fault", true, e);
    }
  }

  private synchronized byte[] signAndRemember(PreparedCredential prepared) {
    demand.accept(HexFormat.of().formatHex(prepared.hashData()));
    whileSigning.run();
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
    return sign(prepared.suite(), prepared.hashData());
  }

  private byte[] sign(Cryptosuite suite, byte[] message) {
    KeyAlgorithm algorithm = suite.algorithm();
    KeyPair pair = algorithm == KeyAlgorithm.ED25519 ? ED25519 : P256;
    return spoil.apply(SignatureEngine.sign(algorithm, pair.getPrivate(), message));
  }

  /// Signatures over documents whose id holds the part.
  synchronized List<Signed> of(String part) {
    return signed.stream().filter(each -> each.id().contains(part)).toList();
  }
}
