package dev.laurel.issuers;

import dev.laurel.storage.IssuerId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.random.RandomGenerator;

/// A new API key together with its text, `laurel_<key id>_<64 hexadecimal digits>`: shown to its
/// owner once, never stored, never logged.
public record CreatedKey(ApiKey key, String secret) {
  /// Random bytes of the secret part.
  private static final int SECRET_BYTES = 32;

  static CreatedKey draw(
      RandomGenerator random, IssuerId issuer, String name, Set<Scope> scopes, Instant now) {
    String id = hex(random, 16);
    String text = "laurel_" + id + "_" + hex(random, SECRET_BYTES);
    String hash = Sha256.hex(text.getBytes(StandardCharsets.US_ASCII));
    return new CreatedKey(new ApiKey(id, issuer, name, scopes, hash, now), text);
  }

  private static String hex(RandomGenerator random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public String toString() {
    return "CreatedKey[" + key.id() + "]";
  }
}
