package dev.laurel.local;

import dev.laurel.credentials.proof.Multikey;
import dev.laurel.issuance.PreparedCredential;
import dev.laurel.issuance.PreparedKeyEntry;
import dev.laurel.issuance.ProofSigner;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.entry.RootKey;
import dev.laurel.tlog.sequencing.CommittedHead;
import dev.laurel.tlog.sequencing.LogSigner;
import java.util.List;

/// Keys that nobody has: every signature is nothing but zeros.
final class NoKeys implements ProofSigner, LogSigner, RootKey {
  @Override
  public byte[] sign(PreparedCredential prepared) {
    return new byte[64];
  }

  @Override
  public byte[] sign(PreparedKeyEntry prepared) {
    return new byte[64];
  }

  @Override
  public List<VerifierKey> keys() {
    return List.of(VerifierKey.ed25519("localhost:8080/log", new byte[32]));
  }

  @Override
  public byte[] sign(VerifierKey key, CommittedHead head) {
    return new byte[64];
  }

  @Override
  public Multikey publicKey() {
    return Multikey.parse("z6MkgYGF3thn8k1Fv4p4dWXKtsXCnLH7q9yw4QgNPULDmDKB").orElseThrow();
  }

  @Override
  public byte[] sign(KeyAdd unsigned) {
    return new byte[64];
  }
}
