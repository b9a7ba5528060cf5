package dev.laurel.issuance;

import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.SignatureEngine;
import dev.laurel.issuers.SigningKeyName;
import dev.laurel.issuers.SigningKeys;
import dev.laurel.json.Json;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.testkit.Faults;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/// The deployment's keys in memory: signs, remembers what it signed, and misbehaves as told.
final class TestSigner implements ProofSigner, SigningKeys {
  /// One signature: the document's id, its text, and the hash data.
  record Signed(String id, String document, String hashData) {}

  private static final KeyPair ED25519 = pair("Ed25519");
  private static final KeyPair P256 = pair("EC");
  private static final KeyPair ML_DSA_44 = mlDsa();

  final List<Signed> signed = new ArrayList<>();
  UnaryOperator<byte[]> spoil = UnaryOperator.identity();
  boolean onlyP256;
  boolean withMlDsa;

  /// Issuers' own keys by their names.
  final Map<String, KeyPair> own = new HashMap<>();

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
      KeyPairGenerator generator =
          algorithm.startsWith("ML-DSA")
              ? KeyPairGenerator.getInstance(algorithm)
              : KeyPairGenerator.getInstance(algorithm, "SunEC");
      if (algorithm.equals("EC")) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair mlDsa() {
    try {
      return KeyPairGenerator.getInstance("ML-DSA-44").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<DeploymentKey> publicKeys() {
    DeploymentKey second = new DeploymentKey("key-2", key(P256));
    if (onlyP256) {
      return List.of(second);
    }
    List<DeploymentKey> keys = new ArrayList<>();
    keys.add(new DeploymentKey("key-1", key(ED25519)));
    keys.add(second);
    if (withMlDsa) {
      keys.add(new DeploymentKey("key-3", key(ML_DSA_44)));
    }
    return keys;
  }

  /// Makes an own key of the issuer: the operator's part.
  Multikey make(IssuerId issuer, String fragment, String algorithm) {
    own.put(SigningKeyName.of(issuer, fragment), pair(algorithm));
    return own(issuer, fragment).orElseThrow();
  }

  @Override
  public Optional<Multikey> own(IssuerId issuer, String fragment) {
    return Optional.ofNullable(own.get(SigningKeyName.of(issuer, fragment))).map(TestSigner::key);
  }

  /// The pair of a name, as a key service finds it.
  private Optional<KeyPair> ownPair(String name) {
    return own.entrySet().stream()
        .filter(each -> each.getKey().equals(name) || key(each.getValue()).text().equals(name))
        .map(Map.Entry::getValue)
        .findFirst();
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
      return faults.call(
          "signKey", () -> sign(prepared.suite(), prepared.keyName(), prepared.statement()));
    } catch (StoreUnavailable e) {
      throw new SignerUnavailable("planned fault", true, e);
    }
  }

  private synchronized byte[] signAndRemember(PreparedCredential prepared) {
    demand.accept(HexFormat.of().formatHex(prepared.hashData()));
    whileSigning.run();
    JsonNode document = document(prepared);
    signed.add(
        new Signed(
            document.path("id").stringValue(),
            document.toString(),
            HexFormat.of().formatHex(prepared.hashData())));
    return sign(prepared.suite(), prepared.keyName(), prepared.message());
  }

  /// The document, also where it is the payload of a JWS.
  private static JsonNode document(PreparedCredential prepared) {
    if (prepared.unsigned()[0] == '{') {
      return Json.parse(prepared.unsigned());
    }
    String input = new String(prepared.message(), StandardCharsets.US_ASCII);
    return Json.parse(Base64.getUrlDecoder().decode(input.substring(input.indexOf('.') + 1)));
  }

  private byte[] sign(Cryptosuite suite, String name, byte[] message) {
    KeyAlgorithm algorithm = suite.algorithm();
    KeyPair deployment =
        switch (algorithm) {
          case ED25519 -> ED25519;
          case P256, P384 -> P256;
          case ML_DSA_44 -> ML_DSA_44;
        };
    String usual =
        switch (algorithm) {
          case ED25519 -> "key-1";
          case P256, P384 -> "key-2";
          case ML_DSA_44 -> "key-3";
        };
    KeyPair pair =
        name.equals(usual)
            ? deployment
            : ownPair(name)
                .filter(each -> key(each).algorithm() == algorithm)
                .orElseThrow(() -> new IllegalStateException("suite and key do not fit"));
    return spoil.apply(SignatureEngine.sign(algorithm, pair.getPrivate(), message));
  }

  /// Signatures over documents whose id holds the part.
  synchronized List<Signed> of(String part) {
    return signed.stream().filter(each -> each.id().contains(part)).toList();
  }
}
