package dev.laurel.local.faults;

import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.SignatureEngine;
import dev.laurel.issuance.PreparedCredential;
import dev.laurel.issuance.ProofSigner;
import dev.laurel.issuance.SignerUnavailable;
import dev.laurel.issuers.SigningKeys;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.testkit.Faults;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;

/// The deployment's keys, real ones: signs, remembers what, and fails as the faults say.
final class RecordingSigner implements ProofSigner, SigningKeys {
  /// One signature. `list` is whether the status lists asked for it; `fixed` whether an intent held
  /// exactly this hash at that moment.
  record Signed(String hashData, boolean list, boolean fixed) {}

  private static final KeyPair ED25519 = pair("Ed25519");
  private static final KeyPair P256 = pair("EC");

  private final Faults faults;
  private final Predicate<String> inIntent;
  private final List<Signed> signed = new ArrayList<>();
  private volatile boolean down;

  RecordingSigner(Faults faults, Predicate<String> inIntent, List<Signed> before) {
    this.faults = faults;
    this.inIntent = inIntent;
    this.signed.addAll(before);
  }

  /// Answers nothing for as long as this is set.
  void down(boolean isDown) {
    down = isDown;
  }

  synchronized List<Signed> signed() {
    return List.copyOf(signed);
  }

  @Override
  public List<DeploymentKey> publicKeys() {
    return List.of(
        new DeploymentKey("key-1", Multikey.fromSpki(ED25519.getPublic().getEncoded())),
        new DeploymentKey("key-2", Multikey.fromSpki(P256.getPublic().getEncoded())));
  }

  @Override
  public byte[] sign(PreparedCredential prepared) {
    try {
      return faults.call("sign", () -> signAndRemember(prepared));
    } catch (StoreUnavailable e) {
      throw new SignerUnavailable("planned fault", true, e);
    }
  }

  private byte[] signAndRemember(PreparedCredential prepared) {
    if (down) {
      throw new SignerUnavailable("down", true, new IllegalStateException("down"));
    }
    String hash = HexFormat.of().formatHex(prepared.hashData());
    // What is signed carries no name on purpose, so whoever wants to know looks at who asks.
    boolean list =
        StackWalker.getInstance()
            .walk(frames ->
                frames.anyMatch(frame -> frame.getClassName().endsWith(".StatusListSigning")));
    boolean fixed = inIntent.test(hash);
    synchronized (this) {
      signed.add(new Signed(hash, list, fixed));
    }
    boolean ed25519 = prepared.suite() == Cryptosuite.EDDSA_RDFC_2022;
    return SignatureEngine.sign(
        ed25519 ? KeyAlgorithm.ED25519 : KeyAlgorithm.P256,
        (ed25519 ? ED25519 : P256).getPrivate(),
        prepared.hashData());
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
}
