package dev.laurel.credentials.openbadges;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/// Another name of an achievement in some system (OB 3.0 IdentifierEntry). `identifierType` is a
/// word of the specification's list (`sourcedId`, `isbn`, ...) or begins with `ext:`.
@JsonPropertyOrder({"type"})
public record IdentifierEntry(String identifier, String identifierType) {
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public String type() {
    return "IdentifierEntry";
  }
}
