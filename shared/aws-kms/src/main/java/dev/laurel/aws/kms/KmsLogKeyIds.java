package dev.laurel.aws.kms;

/// Which keys of KMS sign the log's checkpoints: id, alias or ARN of each. `mlDsa44` may be absent
/// ("").
public record KmsLogKeyIds(String ed25519, String mlDsa44) {
  public KmsLogKeyIds {
    if (ed25519.isBlank()) {
      throw new IllegalArgumentException("a log needs an Ed25519 key: its readers demand one");
    }
  }
}
