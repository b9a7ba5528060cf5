package dev.laurel.credentials.openbadges;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A person or organisation, here the issuer (OB 3.0 Profile). As issuer its id is the DID that
/// signs.
///
/// `endorsement` holds EndorsementCredentials with their own contexts and proofs, as they were
/// signed.
@JsonPropertyOrder({"id", "type"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Profile(
    String id,
    @Nullable String name,
    @Nullable String url,
    @Nullable String email,
    @Nullable String description,
    @Nullable Image image,
    List<JsonNode> endorsement) {
  public Profile {
    endorsement = List.copyOf(endorsement);
  }

  /// A profile that carries no endorsement.
  public Profile(
      String id,
      @Nullable String name,
      @Nullable String url,
      @Nullable String email,
      @Nullable String description,
      @Nullable Image image) {
    this(id, name, url, email, description, image, List.of());
  }

  /// This profile with these endorsements.
  public Profile endorsedBy(List<JsonNode> others) {
    return new Profile(id, name, url, email, description, image, others);
  }

  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public List<String> type() {
    return List.of("Profile");
  }

  /// A profile without a picture; empty texts are left out.
  public static Profile of(String id, String name, String url, String email, String description) {
    return new Profile(id, name, url, email, description, null);
  }
}
