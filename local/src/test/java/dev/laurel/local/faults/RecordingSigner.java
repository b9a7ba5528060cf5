package dev.laurel.local.faults;

import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.SignatureEngine;
import dev.laurel.issuance.PreparedCredential;
import dev.laurel.issuance.PreparedKeyEntry;
import dev.laurel.issuance.ProofSigner;
import dev.laurel.issuance.SignerUnavailable;
import dev.laurel.issuers.SigningKeys;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.testkit.Faults;
import dev.laurel.testkit.schedule.Scheduled;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// The deployment's keys, real ones: signs, remembers what, and fails as the faults say.
final class RecordingSigner implements ProofSigner, SigningKeys {
  /// One signature, and what the rows said of it at that moment.
  record Signed(String hashData, Standing standing) {}

  /// How what is signed stands at that moment.
  enum Standing {
    /// No intent fixes exactly this hash.
    UNKNOWN,
    /// An intent does; its entry is not in the log.
    UNLOGGED,
    /// As it should be.
    LOGGED,
    /// So too, but the intent was given up, and its credential is not revoked.
    ABANDONED
  }

  /// Makes keys of the JDK's own, whatever providers a test prefers.
  private static final String JDK = "SunEC";

  private static final KeyPair ED25519 = ed25519();
  private static final KeyPair P256 = p256();

  private final Faults faults;
  private final Function<String, Standing> standing;
  private final List<Signed> signed = new ArrayList<>();
  private volatile boolean down;
  private volatile boolean garbage;

  RecordingSigner(Faults faults, Function<String, Standing> standing, List<Signed> before) {
    this.faults = faults;
    this.standing = standing;
    this.signed.addAll(before);
  }

  /// Answers nothing for as long as this is set.
  void down(boolean isDown) {
    down = isDown;
  }

  /// Answers other bytes than a signature for as long as this is set.
  void garbage(boolean isGarbage) {
    garbage = isGarbage;
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
    return called("sign", () -> signAndRemember(prepared));
  }

  @Override
  public byte[] sign(PreparedKeyEntry prepared) {
    return called("sign key", () -> answer(prepared.suite(), prepared.statement()));
  }

  private byte[] called(String name, Supplier<byte[]> effect) {
    try {
      return faults.call(name, () -> Scheduled.call(name, effect));
    } catch (StoreUnavailable e) {
      throw new SignerUnavailable("planned fault", true, e);
    }
  }

  private byte[] signAndRemember(PreparedCredential prepared) {
    String hash = HexFormat.of().formatHex(prepared.hashData());
    Standing now = standing.apply(hash);
    synchronized (this) {
      signed.add(new Signed(hash, now));
    }
    return answer(prepared.suite(), prepared.message());
  }

  private byte[] answer(Cryptosuite suite, byte[] message) {
    if (down) {
      throw new SignerUnavailable("down", true, new IllegalStateException("down"));
    }
    if (garbage) {
      return new byte[KeyAlgorithm.ED25519.signatureLength()];
    }
    KeyPair pair = suite.algorithm() == KeyAlgorithm.ED25519 ? ED25519 : P256;
    return SignatureEngine.sign(suite.algorithm(), pair.getPrivate(), message);
  }

  static KeyPair ed25519() {
    try {
      return KeyPairGenerator.getInstance("Ed25519", JDK).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair p256() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", JDK);
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
