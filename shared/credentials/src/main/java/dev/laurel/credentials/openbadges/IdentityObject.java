package dev.laurel.credentials.openbadges;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.laurel.credentials.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// One way in which a subject is known (OB 3.0 IdentityObject): plain, or as a salted hash that
/// whoever knows the identity can recompute.
@JsonPropertyOrder({"id", "type"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record IdentityObject(
    boolean hashed, String identityHash, String identityType, @Nullable String salt) {
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public String type() {
    return "IdentityObject";
  }

  /// An e-mail address as `sha256$` and the hexadecimal SHA-256 of address and salt, the salt
  /// appended (OB 3.0 IdentityHash).
  public static IdentityObject hashedEmail(String email, String salt) {
    return new IdentityObject(true, identityHash(email, salt), "emailAddress", salt);
  }

  /// A name for display, not hashed.
  public static IdentityObject name(String name) {
    return new IdentityObject(false, name, "name", null);
  }

  /// The hash of an identity and a salt, also for comparing.
  public static String identityHash(String identity, String salt) {
    return "sha256$"
        + HexFormat.of().formatHex(Sha256.of((identity + salt).getBytes(StandardCharsets.UTF_8)));
  }
}
