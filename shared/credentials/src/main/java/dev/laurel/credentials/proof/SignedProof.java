package dev.laurel.credentials.proof;

import dev.laurel.credentials.MultibaseText;
import java.util.Arrays;

/// A proof of ours with its signature, to be joined to its document.
@SuppressWarnings("ArrayRecordComponent") // cloned in and out
public record SignedProof(ProofOptions options, byte[] signature) {
  public SignedProof {
    signature = signature.clone();
  }

  @Override
  public byte[] signature() {
    return signature.clone();
  }

  /// The signature as the suite writes it in `proofValue`.
  String proofValue() {
    return options.suite().base64Url()
        ? MultibaseText.base64Url(signature)
        : MultibaseText.base58(signature);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignedProof that
        && that.options.equals(options)
        && Arrays.equals(that.signature, signature);
  }

  @Override
  public int hashCode() {
    return 31 * options.hashCode() + Arrays.hashCode(signature);
  }

  @Override
  public String toString() {
    return "SignedProof[" + options + "]";
  }
}
