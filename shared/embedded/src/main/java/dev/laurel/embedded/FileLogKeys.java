package dev.laurel.embedded;

import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.SignatureEngine;
import dev.laurel.tlog.MlDsa44;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.tlog.sequencing.CommittedHead;
import dev.laurel.tlog.sequencing.LogSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.List;

/// The log's own keys in files of one machine: `log-ed25519` and `log-mldsa44`, made at first
/// start. Their name is the log's origin.
public final class FileLogKeys implements LogSigner {
  private static final String ML_DSA_44 = "ML-DSA-44";

  private final KeyFile ed25519;
  private final KeyFile mlDsa44;
  private final List<VerifierKey> keys;

  private FileLogKeys(String origin, KeyFile ed25519, KeyFile mlDsa44) {
    this.ed25519 = ed25519;
    this.mlDsa44 = mlDsa44;
    this.keys =
        List.of(
            VerifierKey.ed25519(origin, Multikey.fromSpki(ed25519.spki()).raw()),
            VerifierKey.mlDsa44(origin, MlDsa44.rawKey(mlDsa44.spki())));
  }

  /// The keys in the folder; those that are missing are made. Throws [IllegalStateException] in the
  /// stage `production`, and for a file that is no key of ours.
  ///
  /// @param origin of the log that they sign
  public static FileLogKeys open(Path folder, String stage, String origin, SecureRandom random) {
    try {
      KeyFile.prepare(folder, stage);
      KeyFile ed25519 = KeyFile.open(folder, "log-ed25519", KeyFile.Kind.ED25519, random);
      KeyFile mlDsa44 = KeyFile.open(folder, "log-mldsa44", KeyFile.Kind.ML_DSA_44, random);
      return new FileLogKeys(origin, ed25519, mlDsa44);
    } catch (IOException failed) {
      throw new UncheckedIOException("the log's keys cannot be read", failed);
    } catch (IllegalArgumentException unfit) {
      throw new IllegalStateException("a file holds another kind of key than its name says", unfit);
    }
  }

  @Override
  public List<VerifierKey> keys() {
    return keys;
  }

  @Override
  public byte[] sign(VerifierKey key, CommittedHead head) {
    if (!keys.contains(key)) {
      throw new IllegalArgumentException("not a key of this log");
    }
    byte[] message = head.message(key);
    return key.type() == VerifierKey.ML_DSA_44
        ? mlDsa44(message)
        : SignatureEngine.sign(KeyAlgorithm.ED25519, ed25519.secret(), message);
  }

  /// Hedged, as FIPS 204 advises: two signatures of one message differ.
  private byte[] mlDsa44(byte[] message) {
    try {
      Signature signature = Signature.getInstance(ML_DSA_44);
      signature.initSign(mlDsa44.secret());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("signing with ML-DSA-44 failed", e);
    }
  }
}
