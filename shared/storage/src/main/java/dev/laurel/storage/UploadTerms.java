package dev.laurel.storage;

import java.time.Instant;

/// What may be uploaded: exact length in bytes, media type, SHA-256 (32 bytes as lower-case hex),
/// and until when.
public record UploadTerms(long length, String mediaType, String sha256Hex, Instant expires) {
  public UploadTerms {
    if (length < 0 || !sha256Hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("length or SHA-256 is not one");
    }
  }
}
