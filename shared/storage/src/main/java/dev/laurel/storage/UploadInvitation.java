package dev.laurel.storage;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/// How to upload: send `method` to `url` with exactly these headers before `expires`. The URL is a
/// capability: it is shown once to whoever announced the bytes, and never stored or logged.
public record UploadInvitation(
    String method, URI url, Map<String, String> headers, Instant expires) {
  public UploadInvitation {
    headers = Map.copyOf(headers);
  }
}
