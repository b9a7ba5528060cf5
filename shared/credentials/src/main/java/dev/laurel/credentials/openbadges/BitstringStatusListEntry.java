package dev.laurel.credentials.openbadges;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/// Where the status of a credential is kept (Bitstring Status List 2.1): list, index and purpose.
@JsonPropertyOrder({"id", "type"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record BitstringStatusListEntry(
    String id, String statusPurpose, String statusListIndex, String statusListCredential) {
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public String type() {
    return "BitstringStatusListEntry";
  }

  /// The entry at an index of a revocation list. The id is the list's URL with the index as
  /// fragment: the badge schema wants an id, and Bitstring Status List wants it to differ from the
  /// list.
  public static BitstringStatusListEntry revocation(String statusListCredential, int index) {
    if (index < 0) {
      throw new IllegalArgumentException("a status list index is not negative");
    }
    return new BitstringStatusListEntry(
        statusListCredential + "#" + index,
        "revocation",
        Integer.toString(index),
        statusListCredential);
  }
}
